"""Tells whether the catalog is fair, and fails when it is not."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from advisor.catalog import CatalogError, load_catalog
from advisor.evaluation.audit import audit
from advisor.evaluation.audit_text import audit_text
from advisor.evaluation.drift import drift, drift_lines
from advisor.evaluation.gates import GATES, failures
from advisor.web.catalog import get_catalog


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(f"{text!r} is not a date (YYYY-MM-DD)") from error


class Command(BaseCommand):
    help = "Audit the catalog: who wins what, what never matters, what is out of balance or old."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--as-of", type=_day, help="day to tell old sources from (default: the last review)"
        )
        parser.add_argument(
            "--against", type=Path, help="another catalog's folder: show what moved since"
        )

    def handle(self, *_args: str, **options: Any) -> None:
        catalog = get_catalog()
        as_of = options["as_of"] or catalog.reviewed_on
        found = audit(catalog, as_of, oldest_days=GATES.oldest_days)
        shut = failures(found)
        self.stdout.write(audit_text(found, shut), ending="")
        if options["against"] is not None:
            self._compare(options["against"])
        if shut:
            raise CommandError(f"{len(shut)} gates are shut")

    def _compare(self, folder: Path) -> None:
        try:
            earlier = load_catalog(folder)
        except CatalogError as error:
            raise CommandError(str(error)) from error
        self.stdout.write("\n" + "\n".join(drift_lines(drift(earlier, get_catalog()))))
