"""Warns of runtimes in the bundles whose support ends soon, counted from today."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from advisor.web.catalog import get_catalog


class Command(BaseCommand):
    help = "Warn of runtimes whose support ends soon. It never fails: time passes on its own."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--as-of", type=date.fromisoformat, help="day to count from (default: today)"
        )

    def handle(self, *_args: str, **options: Any) -> None:
        today = options["as_of"] or timezone.localdate()
        for pattern in get_catalog().patterns:
            ending = pattern.stamp.ending(today) if pattern.stamp else {}
            for name, left in ending.items():
                self.stderr.write(
                    f"warning: {pattern.slug}: {name} is supported for {left} more days; "
                    "choose a newer runtime and stamp the bundle anew"
                )
