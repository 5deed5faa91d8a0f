"""What a month costs, in the terminal: the same figures as the page."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from typing import Any, NoReturn

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from advisor.advice import Advice, advise
from advisor.catalog import Catalog, CatalogError
from advisor.cost import Workload, cost_keys, read_request, workload
from advisor.presentation.cost_payload import cost_csv, cost_payload
from advisor.presentation.cost_report import cost_report
from advisor.presentation.cost_words import fault_text
from advisor.presentation.words import notice_text
from advisor.questionnaire import parse_answers
from advisor.web.catalog import get_catalog

MISUNDERSTOOD = 2


class Command(BaseCommand):
    help = "Price every pattern for inputs and answers given as key=value."
    requires_system_checks: list[str] = []  # noqa: RUF012 (Django's own declaration)

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("inputs", nargs="*", metavar="key=value")
        parser.add_argument("--region", default="")
        parser.add_argument("--format", choices=("text", "json", "csv"), default="text")
        parser.add_argument("--lang", choices=("en", "ja"), default="en")

    def handle(self, *_args: Any, **options: Any) -> None:
        pairs = [(key, value) for key, _sep, value in (i.partition("=") for i in options["inputs"])]
        if options["region"]:
            pairs.append(("region", options["region"]))
        with override(options["lang"]):
            catalog = self._catalog()
            priced, advice = self._read(catalog, pairs)
            if options["format"] == "text":
                self._print_report(priced, advice, options["lang"])
            else:
                self._print_data(catalog, priced, options["format"], options["lang"])

    def _read(self, catalog: Catalog, pairs: list[tuple[str, str]]) -> tuple[Workload, Advice]:
        model = catalog.cost
        if model is None:
            self._refuse([_("This catalog has no prices.")])
        own = cost_keys(model, catalog.questionnaire)
        parsed = parse_answers(
            catalog.questionnaire, [pair for pair in pairs if pair[0] not in own]
        )
        request = read_request(model, pairs)
        faults = [fault_text(fault) for fault in request.faults]
        faults += [notice_text(notice) for notice in parsed.notices]
        priced = workload(model, catalog.questionnaire, parsed.answers, request)
        if not faults and priced.volume is None:
            faults.append(_("Without “%(key)s” there is no total.") % {"key": model.volume})
        if faults:
            self._refuse(faults)
        return priced, advise(catalog, parsed.answers, request)

    def _print_report(self, priced: Workload, advice: Advice, language: str) -> None:
        excluded = advice.recommendation.excluded
        lines = cost_report(
            advice.catalog, priced, excluded, language=language, today=timezone.localdate()
        )
        self.stdout.write("\n".join(lines))

    def _print_data(self, catalog: Catalog, priced: Workload, form: str, language: str) -> None:
        payload = cost_payload(catalog, priced, language, timezone.localdate())
        if form == "json":
            self.stdout.write(json.dumps(payload, ensure_ascii=False, indent=2))
        else:
            self.stdout.write(cost_csv(payload, priced.model.volume), ending="")

    def _catalog(self) -> Catalog:
        try:
            return get_catalog()
        except CatalogError as error:
            self._refuse([str(error)])

    def _refuse(self, reasons: list[str]) -> NoReturn:
        for reason in reasons:
            self.stderr.write(reason)
        sys.exit(MISUNDERSTOOD)
