"""Asks workloads with a known answer which judgements of the catalog they would change."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from advisor.evaluation.calibration import calibrate
from advisor.evaluation.calibration_text import calibration_text
from advisor.evaluation.cases import CasesError, read_cases
from advisor.evaluation.report import PUBLISHED
from advisor.web.catalog import get_catalog


class Command(BaseCommand):
    help = "Propose changes of ratings that name no source, and say whether to trust them."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help="cases, as YAML")

    def handle(self, *_args: str, **options: Any) -> None:
        try:
            cases = [case for case in read_cases(options["file"]) if case.origin == PUBLISHED]
        except CasesError as error:
            raise CommandError(str(error)) from error
        if not cases:
            raise CommandError(f"{options['file']}: no published case, nothing to learn from")
        self.stdout.write(calibration_text(calibrate(get_catalog(), cases)), ending="")
