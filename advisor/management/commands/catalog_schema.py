"""Writes the catalog's JSON Schemas, or tells whether they are current."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from advisor.catalog.schema import outdated, write_schemas


class Command(BaseCommand):
    help = "Write the catalog's JSON Schemas for editors."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="write nothing; fail if outdated")

    def handle(self, *_args: str, **options: Any) -> None:
        folder = Path(settings.ADVISOR_CATALOG) / "schema"
        if options["check"]:
            _check(folder)
            return
        for name in write_schemas(folder):
            self.stdout.write(f"wrote {folder / name}")


def _check(folder: Path) -> None:
    if names := outdated(folder):
        raise CommandError(f"not current in {folder}: {', '.join(names)} (run catalog_schema)")
