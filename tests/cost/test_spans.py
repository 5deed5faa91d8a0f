"""The levels of every volume are those of the exact calculation, volume by volume."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.cost import Workload
from advisor.cost.levels import LevelTable
from advisor.cost.runs import SpanTable
from advisor.cost.spans import Span, spans
from advisor.cost.volumes import at_every_volume
from tests.cost.input_space import any_inputs
from tests.cost.pricing import SHIPPED, TOY, catalog_in, model_of, priced

MODEL = model_of(catalog_in(SHIPPED))
assert MODEL.advice is not None
ADVICE = MODEL.advice
TABLE = LevelTable(MODEL, ADVICE)
MOST = float(MODEL.by_id[MODEL.volume].maximum)
STEPPED: list[dict[str, Any]] = [
    {"request_duration": "seconds"},
    {"request_duration": "minutes", "region": "ap-northeast-1"},
    {"min_tasks": 1, "concurrency_per_task": 1, "cacheable_share": "none"},
]
"""Many volumes at which one task more is needed, and the level goes up and down."""


def every_span(case: Workload) -> dict[str, tuple[Span, ...]]:
    patterns = dict.fromkeys(variant.pattern for variant in MODEL.variants)
    return {slug: spans(MODEL.of_pattern(slug), case, ADVICE, 0.0, MOST) for slug in patterns}


def volumes(random: Random, found: dict[str, tuple[Span, ...]]) -> list[float]:
    """Of every size, and close to both ends of every span."""
    ends = [end for row in found.values() for span in row for end in (span.start, span.end)]
    near = [end * factor for end in ends for factor in (1 - 1e-7, 1 + 1e-7)]
    return [10 ** random.uniform(-1, 11) for _ in range(40)] + [v for v in near if 0 < v < MOST]


@settings(max_examples=25, deadline=None)
@given(any_inputs(), st.randoms(use_true_random=False))
def test_no_level_is_left_out(inputs: dict[str, Any], random: Random) -> None:
    case = priced(**inputs | {MODEL.volume: 1})
    found = every_span(case)
    for volume in volumes(random, found):
        levels = TABLE.levels(case.at(Fraction(volume)))
        for slug, row in found.items():
            span = next(span for span in row if span.start <= volume <= span.end)
            assert levels.get(slug) in span.levels


def test_spans_follow_one_another() -> None:
    for row in every_span(priced(requests_per_month=1, request_duration="seconds")).values():
        assert (row[0].start, row[-1].end) == (0.0, MOST)
        assert all(one.end == other.start for one, other in pairwise(row))


@settings(max_examples=25, deadline=None)
@given(any_inputs(), st.lists(any_inputs(), max_size=3))
def test_what_is_kept_of_one_workload_serves_only_workloads_that_do_the_same(
    inputs: dict[str, Any], others: list[dict[str, Any]]
) -> None:
    """Of one request: Region and switches stay as they are."""
    table, along = SpanTable(MODEL, ADVICE), frozenset((MODEL.volume,))
    for other in ({}, *others):
        change = {name: value for name, value in other.items() if name in MODEL.by_id}
        case = priced(**inputs | change | {MODEL.volume: 1})
        assert tuple(table.rows(case, along, 0.0, MOST)) == tuple(every_span(case).values())


def test_where_several_levels_are_named_all_of_them_occur() -> None:
    several = 0
    for inputs in STEPPED:
        case = priced(requests_per_month=1, **inputs)
        for slug, row in every_span(case).items():
            for span in row:
                width = span.end - span.start
                tried = (span.start + width * part / 200 for part in range(1, 200))
                levels = {TABLE.levels(case.at(Fraction(v))).get(slug) for v in tried}
                assert levels == span.levels
                several += len(levels) > 1
    assert several


def test_together_they_are_the_levels_at_the_volume_that_stands_for_them() -> None:
    case = priced(requests_per_month=1, payload="large", flat_rate="on", protection="high")
    found = at_every_volume(case, ADVICE, [])
    assert found[0].levels == {}
    assert len(found) > 10
    for at in found[1:]:
        assert at.levels == TABLE.levels(case.at(Fraction(at.number)))


def test_a_pattern_without_its_price_is_absent() -> None:
    case = priced(TOY, trips=20, region="country")
    advice = case.model.advice
    assert advice is not None
    assert {slug for at in at_every_volume(case, advice, []) for slug in at.levels} == {
        "bicycle",
        "car",
    }
