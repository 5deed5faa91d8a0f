"""Who costs less at which volumes: what the sentences say holds at every volume of the axis."""

from __future__ import annotations

import re
from fractions import Fraction
from itertools import pairwise
from math import sqrt
from typing import Any

import pytest
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.cost import PatternCurve, Workload, pair_orders, pattern_curves
from advisor.cost.curve import Piece, Straight
from advisor.cost.pattern_curve import Cheapest, Curve
from advisor.presentation.cost_sentences import MOST_SPELLED, order_sentences
from advisor.presentation.cost_words import apart
from tests.cost.input_space import any_inputs
from tests.cost.pricing import SHIPPED, catalog_in, model_of, priced, slugs
from tests.cost.test_break_even import totals

CATALOG = catalog_in(SHIPPED)
LOW, HIGH = map(float, model_of(CATALOG).chart)
ROUNDED, SMOOTHED = 0.006, Fraction(1, 200)
"""How far a printed volume may be off, and a curve where it runs through the middle of steps."""

VOLUME = r"(\d[\d.,]*(?:\u00a0[mb]illion)?)"
NAME = r"(.+?)"
FORMS = {
    "once": rf"(?:Below|Up to) about {VOLUME} requests a month {NAME} costs less than {NAME}[.;]",
    "between": (
        rf"Between about {VOLUME} and {VOLUME} requests a month {NAME} costs less than {NAME};"
        rf" below and above, {NAME} costs less\."
    ),
    "spelled": (
        rf"{NAME} costs less than {NAME} ((?:from|above) about .+) requests a month; at all other"
        rf" volumes {NAME} costs less\."
    ),
    "many": (
        rf"Between about {VOLUME} and {VOLUME} requests a month {NAME} and {NAME} change places"
        rf" (\d+) times; below, {NAME} costs less, and above, {NAME}\."
    ),
}
BY_NAME = {pattern.short_name.in_language("en"): pattern.slug for pattern in CATALOG.patterns}
Claim = tuple[float, float, str, str]
"""From a volume to another, the first pattern costs less than the second."""

FLAT_RATE = st.sampled_from(({}, {"flat_rate": "on"}))
STEEP = st.fixed_dictionaries(
    {"peak_factor": st.floats(1, 100).map("{:.2f}".format)},
    optional={
        "cacheable_share": st.sampled_from(("none", "most")),
        "region": st.sampled_from(("us-east-1", "ap-northeast-1")),
    },
)


def said(case: Workload, excluded: frozenset[str] = frozenset(), language: str = "en") -> Any:
    with override(language):
        orders = pair_orders(pattern_curves(case, slugs()))
        return order_sentences(orders, CATALOG, excluded, language)


def number(text: str) -> float:
    digits, _space, word = text.replace(",", "").partition("\u00a0")
    return float(digits) * {"": 1, "million": 1e6, "billion": 1e9}[word]


def slug(name: str) -> str:
    return BY_NAME[re.sub(r" \(.*\)$", "", name)]


def claims(sentence: str) -> list[Claim]:
    """What the sentence says, read from its words alone."""
    main = sentence.split(" The exception: ", maxsplit=1)[0]
    for form, pattern in FORMS.items():
        found = re.match(pattern, main)
        if found:
            return list(READ[form](*found.groups()))
    raise AssertionError(sentence)


def _once(at: str, first: str, second: str) -> list[Claim]:
    a, b = slug(first), slug(second)
    return [(LOW, number(at), a, b), (number(at), HIGH, b, a)]


def _between(low: str, high: str, second: str, first: str, again: str) -> list[Claim]:
    assert again == first
    return _alternating([number(low), number(high)], slug(first), slug(second))


def _spelled(second: str, first: str, stretches: str, again: str) -> list[Claim]:
    assert again == first
    volumes = [number(text) for text in re.findall(VOLUME, stretches)]
    assert stretches.count("from") * 2 + stretches.count("above") == len(volumes)
    return _alternating(volumes, slug(first), slug(second))


def _many(low: str, high: str, *said: str) -> list[Claim]:
    first, second, count, below, above = said
    assert below == first
    assert above == (second if int(count) % 2 else first)
    a, b = slug(first), slug(second)
    last = (b, a) if int(count) % 2 else (a, b)
    return [(LOW, number(low), a, b), (number(high), HIGH, *last)]


def _alternating(volumes: list[float], first: str, second: str) -> list[Claim]:
    ends = [LOW, *volumes, HIGH]
    pairs = [(first, second), (second, first)]
    return [(*between, *pairs[index % 2]) for index, between in enumerate(pairwise(ends))]


READ: dict[str, Any] = {
    "once": _once,
    "between": _between,
    "spelled": _spelled,
    "many": _many,
}


def check_sentences(case: Workload) -> None:
    curves = {curve.pattern: curve for curve in pattern_curves(case, slugs())}
    orders = pair_orders(tuple(curves.values()))
    sentences = said(case)
    assert len(sentences) == len(orders)
    for sentence, order in zip(sentences, orders, strict=True):
        told = claims(sentence)
        assert {order.first, order.second} == set(told[0][2:])
        for low, high, less, more in told:
            start, end = low * (1 + ROUNDED), high * (1 - ROUNDED)
            for volume in (v for v in tried(low, high) if start < v < end):
                one, other = curves[less].at(volume), curves[more].at(volume)
                assert one <= other * (1 + 1e-9), (sentence, volume)
        check_exactly(case, told, sentence)


def tried(low: float, high: float) -> list[float]:
    """Near both ends of a stretch, and evenly over it."""
    return [
        low * (1 + 2 * ROUNDED),
        *(low * (high / low) ** (share / 30) for share in range(1, 30)),
        high * (1 - 2 * ROUNDED),
    ]


def check_exactly(case: Workload, told: list[Claim], sentence: str) -> None:
    """With the totals that the page prints, in the middle of every stretch and near its ends."""
    for low, high, less, more in told:
        for volume in (low * (1 + 2 * ROUNDED), sqrt(low * high), high * (1 - 2 * ROUNDED)):
            if low * (1 + ROUNDED) < volume < high * (1 - ROUNDED):
                there = totals(case, volume)
                assert there[less] <= there[more] * (1 + SMOOTHED), (sentence, volume)


@settings(max_examples=40, deadline=None)
@given(any_inputs(), FLAT_RATE)
def test_every_sentence_holds_over_the_whole_axis(
    inputs: dict[str, Any], plan: dict[str, str]
) -> None:
    check_sentences(priced(**{**inputs, **plan}))


@settings(max_examples=25, deadline=None)
@given(STEEP)
def test_sentences_hold_where_steps_make_many_turns(inputs: dict[str, str]) -> None:
    case = priced(**inputs)
    check_sentences(case)
    curves = {curve.pattern: curve for curve in pattern_curves(case, slugs())}
    for order in pair_orders(tuple(curves.values())):
        a, b = curves[order.first], curves[order.second]
        places = [LOW, *(turn.volume for turn in order.turns), HIGH]
        middles = [(one + other) / 2 for one, other in pairwise(places)]
        leads = [a.at(volume) < b.at(volume) for volume in middles]
        assert leads == [index % 2 == 0 for index in range(len(order.turns) + 1)]


def test_one_pair_has_one_sentence_however_often_it_turns() -> None:
    sentences = said(priced(requests_per_month=41_000_000, cacheable_share="none"))
    assert (
        "CloudFront + several origins costs less than API Gateway + Lambda (HTTP API) from about"
        " 68.7\u00a0million to 84.1\u00a0million and above about 90.9\u00a0million requests a"
        " month; at all other volumes API Gateway + Lambda (HTTP API) costs less."
    ) in sentences
    pairs = [frozenset(claims(sentence)[0][2:]) for sentence in sentences]
    assert len(pairs) == len(set(pairs))


def test_many_turns_are_counted() -> None:
    case = priced(peak_factor="17.16", cacheable_share="most", region="ap-northeast-1")
    [sentence] = [text for text in said(case) if "change places" in text and "HTTP API" in text]
    count = re.search(r"change places (\d+) times", sentence)
    assert count is not None
    assert int(count[1]) > MOST_SPELLED


def test_a_pattern_that_is_ruled_out_is_marked_wherever_it_is_named() -> None:
    case = priced(requests_per_month=41_000_000)
    for sentence in said(case, frozenset({"apigw-lambda", "alb-ecs"})):
        named, marked = sentence.count("API Gateway"), sentence.count("(HTTP API, ruled out)")
        assert named == marked
        assert sentence.count("ALB + ECS") == sentence.count("ALB + ECS (ruled out)")
    assert "ALB + ECS（除外）より安く" in "".join(said(case, frozenset({"alb-ecs"}), "ja"))
    assert "ruled out" not in "".join(said(case))


@pytest.mark.parametrize("inputs", [{}, {"flat_rate": "on"}, {"peak_factor": "17.16"}])
def test_both_languages_say_the_same_volumes(inputs: dict[str, str]) -> None:
    english, japanese = said(priced(**inputs)), said(priced(**inputs), language="ja")
    assert len(english) == len(japanese) > 0
    for one, other in zip(english, japanese, strict=True):
        volumes = [number(text) for text in re.findall(rf"(?:about|and|to) {VOLUME}", one)]
        assert volumes
        assert volumes == pytest.approx([myriads(*found) for found in MYRIADS.findall(other)])


MYRIADS = re.compile(r"(?:約|から)(\d[\d.,]*)(万|億|)")


def myriads(digits: str, word: str) -> float:
    return float(digits.replace(",", "")) * {"": 1, "万": 1e4, "億": 1e8}[word]


# --- equal cost -----------------------------------------------------------------------------


def curve(pattern: str, *places: tuple[float, float, float, float]) -> PatternCurve:
    """From pieces as (start, end, base, slope)."""
    variant = model_of(CATALOG).of_pattern(pattern)[0]
    pieces = tuple(Piece(start, end, Straight(base, slope)) for start, end, base, slope in places)
    return PatternCurve(
        pattern=pattern,
        curves=(Curve(variant=variant, pieces=pieces),),
        cheapest=tuple(Cheapest(piece, variant) for piece in pieces),
    )


def test_where_both_cost_the_same_is_said() -> None:
    plan = curve("appsync-dynamodb", (LOW, 1e6, 15, 0), (1e6, HIGH, 14, 1e-6))
    other = curve("alb-ecs", (LOW, 1e6, 15, 0), (1e6, HIGH, 15.5, 5e-7))
    [order] = pair_orders([plan, other])
    with override("en"):
        [sentence] = order_sentences([order], CATALOG, (), "en")
    assert claims(sentence)[0] == (LOW, 3e6, "appsync-dynamodb", "alb-ecs")
    assert sentence.endswith("The exception: up to about 1\u00a0million both cost the same.")


def test_rounding_does_not_make_turns_of_equal_costs() -> None:
    one = curve("appsync-dynamodb", (LOW, HIGH, 0.1 + 0.2, 0.7e-6))
    other = curve("alb-ecs", (LOW, HIGH, 0.3, 0.7e-6 + 1e-22))
    assert pair_orders([one, other]) == ()


def test_volumes_near_each_other_are_said_to_as_many_digits_as_they_need() -> None:
    near = [Fraction(84_123_000), Fraction(84_124_000), Fraction(90_900_000)]
    assert apart(near, "en") == ["84,123,000", "84,124,000", "90.9\u00a0million"]
    assert apart(near[1:], "en") == ["84.1\u00a0million", "90.9\u00a0million"]
    assert apart([near[0], near[0]], "ja") == ["8410万", "8410万"]
