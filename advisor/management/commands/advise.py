"""The recommendation in the terminal: the same engine, the same numbers as the pages."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from advisor.advice import advise
from advisor.catalog import CatalogError
from advisor.presentation.firmness import firmness_view
from advisor.presentation.payload import recommendation_payload
from advisor.presentation.report import report_lines
from advisor.presentation.words import notice_text
from advisor.questionnaire import parse_answers
from advisor.web.catalog import get_catalog

MISUNDERSTOOD = 2


class Command(BaseCommand):
    help = "Rank the patterns for answers given as trait=option (repeat the trait for several)."
    requires_system_checks: list[str] = []  # noqa: RUF012 (Django's own declaration)

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("answers", nargs="*", metavar="trait=option")
        parser.add_argument("--format", choices=("text", "json"), default="text")
        parser.add_argument("--lang", choices=("en", "ja"), default="en")

    def handle(self, *_args: Any, **options: Any) -> None:
        with override(options["lang"]):
            self._advise(options["answers"], options["format"], options["lang"])

    def _advise(self, answers: list[str], form: str, language: str) -> None:
        catalog = self._catalog()
        bare = [item for item in answers if "=" not in item]
        if bare:
            self._refuse([_("“%(given)s” is not of the form trait=option.") % {"given": bare[0]}])
        pairs = [item.partition("=")[::2] for item in answers]
        parsed = parse_answers(catalog.questionnaire, pairs)
        if parsed.notices:
            self._refuse([notice_text(notice) for notice in parsed.notices])
        advice = advise(catalog, parsed.answers)
        if form == "json":
            payload = recommendation_payload(advice, parsed.notices, language)
            self.stdout.write(json.dumps(payload, ensure_ascii=False, indent=2))
        else:
            lines = report_lines(firmness_view(advice, language), timezone.localdate())
            self.stdout.write("\n".join(lines))

    def _catalog(self) -> Any:
        try:
            return get_catalog()
        except CatalogError as error:
            self._refuse([str(error)])

    def _refuse(self, reasons: list[str]) -> None:
        for reason in reasons:
            self.stderr.write(reason)
        sys.exit(MISUNDERSTOOD)
