"""Holds the advisor against workloads with a known answer."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from advisor.catalog.model import Catalog
from advisor.evaluation.cases import CasesError, read_cases
from advisor.evaluation.edits import Edit, read_edits
from advisor.evaluation.readings import Readings, read_readings
from advisor.evaluation.report import evaluate_cases
from advisor.evaluation.rules import Rule, read_rules
from advisor.evaluation.text import report_text
from advisor.management.mcdm import installed_methods
from advisor.web.catalog import get_catalog

BESIDE = "selection_table.yaml"
EDITS = "edits.yaml"
READINGS = "readings.yaml"


class Command(BaseCommand):
    help = "Measure how often the advisor agrees with the known answers in FILE."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help="cases, as YAML")
        parser.add_argument("--format", choices=("text", "json"), default="text")
        parser.add_argument(
            "--rules", type=Path, help=f"rules to compare with (default: {BESIDE} beside FILE)"
        )
        parser.add_argument(
            "--edits",
            type=Path,
            help=f"changes of the catalog to take back (default: {EDITS} beside FILE)",
        )

        parser.add_argument(
            "--readings",
            type=Path,
            help=f"ratings that others gave (default: {READINGS} beside FILE)",
        )

    def handle(self, *_args: str, **options: Any) -> None:
        catalog, methods = get_catalog(), installed_methods()
        if methods is None:
            self.stderr.write(
                "pymcdm and scikit-criteria are not compared: make test installs them."
            )
        try:
            beside = options["file"].parent
            rules = _rules(catalog, options["rules"], beside / BESIDE)
            edits = _edits(catalog, options["edits"], beside / EDITS)
            readings = _readings(catalog, options["readings"], beside / READINGS)
            cases = read_cases(options["file"])
            report = evaluate_cases(catalog, cases, rules, methods, edits, readings)
        except CasesError as error:
            raise CommandError(str(error)) from error
        if options["format"] == "json":
            text = json.dumps(report.figures(), indent=2, ensure_ascii=False) + "\n"
        else:
            text = report_text(report)
        self.stdout.write(text, ending="")


def _rules(catalog: Catalog, named: Path | None, beside: Path) -> tuple[Rule, ...]:
    if named is None and not beside.exists():
        return ()
    return read_rules(named or beside, catalog)


def _edits(catalog: Catalog, named: Path | None, beside: Path) -> tuple[Edit, ...]:
    if named is None and not beside.exists():
        return ()
    return read_edits(named or beside, catalog)


def _readings(catalog: Catalog, named: Path | None, beside: Path) -> Readings | None:
    if named is None and not beside.exists():
        return None
    return read_readings(named or beside, catalog)
