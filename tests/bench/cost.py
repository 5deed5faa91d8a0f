"""The cost curve in this process: computed and drawn, against the page it stands on."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from itertools import count
from pathlib import Path

import django
from django.conf import settings
from django.test import RequestFactory

from advisor.catalog import Catalog
from advisor.cost import read_request, workload
from advisor.questionnaire import Answers, parse_answers
from scripts.start import STATIC_STAMP, collect_static
from tests.bench.timing import Ratio, Work, compare
from tests.bench.workload import shipped

DAY = date(2026, 1, 1)


def curve() -> list[Ratio]:
    """Curves, break-even points and drawing for all patterns at a volume."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "advisor.settings")
    django.setup()
    collect_static(Path(settings.STATIC_ROOT), STATIC_STAMP)
    catalog = shipped()
    pairs = [*catalog.examples[0].answers, ("requests_per_month", "3000000")]
    answers = parse_answers(catalog.questionnaire, pairs).answers
    floor = Work(name="the whole cost page, made in this process", run=_page(pairs), calls=2)
    return compare(
        floor,
        Work(name="curve and break-even points", run=_drawn(catalog, answers), calls=3),
    )


def _drawn(catalog: Catalog, answers: Answers) -> Callable[[], object]:
    from advisor.presentation.cost import CostView

    model = catalog.cost
    assert model is not None
    numbers = count(1)

    def draw() -> object:
        asked = read_request(model, [_never_asked(next(numbers))])
        view = CostView(
            catalog=catalog,
            workload=workload(model, catalog.questionnaire, answers, asked),
            language="en",
            today=DAY,
            excluded=frozenset(),
            yen_rate=None,
        )
        return view.orders, view.chart

    return draw


def _page(pairs: list[tuple[str, str]]) -> Callable[[], object]:
    from advisor.web.cost_pages import cost

    requests, numbers = RequestFactory(), count(1)

    def page() -> object:
        given = dict([*pairs, _never_asked(next(numbers))])
        return cost(requests.get("/en/cost/", given, headers={"host": "localhost"})).content

    return page


def _never_asked(number: int) -> tuple[str, str]:
    """An input that differs in every call, so that no curve is one that was kept."""
    return "avg_response_kb", f"{20 + number / 1000:.3f}"
