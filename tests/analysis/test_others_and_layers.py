"""Why a pattern is not first, when it would be, and what goes together."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hypothesis import given, settings

from advisor.analysis.analysis import Analysis
from advisor.analysis.layers import layers
from advisor.analysis.model import Flip, Layers, Other, PairFlip, WeightFlip
from advisor.catalog.model import (
    Above,
    Combine,
    Composition,
    Is,
    Layer,
    Pattern,
    Question,
    Relation,
)
from advisor.questionnaire import Answers, Importance
from tests.analysis.brute import look
from tests.building import TEXT, Given, answers, constraint, number, pattern, questionnaire, single
from tests.strategies import Small, cases

ASKED = questionnaire(
    single("a", "x", "y", weight=3), single("b", "x", "y", weight=2), single("c", "x", "y"),
    number("n"),
)  # fmt: skip
SMALL = Small(
    ASKED,
    (
        pattern("first", {"a": {"x": 2}, "b": {"x": 1}}),
        pattern("second", {"a": {"y": 2}, "b": {"x": -2}, "c": {"x": 1}}),
        pattern(
            "third", {"b": {"x": 1}, "a": {"x": -1}},
            constraint(Above("n", Decimal(10)), name="size"),
        ),
    ),
)  # fmt: skip


def other(slug: str, small: Small = SMALL, **given_answers: Given) -> Other:
    analysis = Analysis(at=look(small, answers(**given_answers)), outcomes=())
    return next(item for item in analysis.others if item.pattern == slug)


@settings(max_examples=80, deadline=None)
@given(case=cases())
def test_what_puts_another_pattern_first_does_so(case: tuple[Small, Answers]) -> None:
    small, given_answers = case
    analysis = Analysis(at=look(small, given_answers), outcomes=())
    result = small.recommend(given_answers)
    for item in analysis.others:
        assert item.pattern not in analysis.first
        assert bool(item.limits) == result.of(item.pattern).excluded
        if item.choose_if is not None:
            assert small.first(item.choose_if.answers) == (item.pattern,)


def test_the_two_largest_losses_are_named_with_their_points() -> None:
    at = look(SMALL, answers(a="x", b="x", c="x"))
    item = other("second", a="x", b="x", c="x")
    assert [(loss.trait, loss.points) for loss in item.losses] == [
        ("a", at.points(-12)), ("b", at.points(-12))
    ]  # fmt: skip


def test_the_nearest_answer_that_puts_it_first_is_named() -> None:
    change = other("second", a="x", c="x").choose_if
    assert isinstance(change, Flip)
    assert (change.trait, change.option) == ("a", "y")


def test_where_no_single_change_does_it_two_may_however_far() -> None:
    """The three nearest pairs lead elsewhere."""
    asked = questionnaire(*(single(trait, "x", "y", "z") for trait in "abcde"))
    small = Small(
        asked,
        (
            pattern("first", {t: {"x": 1} for t in ("a", "b", "c", "d")}),
            pattern("near", {t: {"y": 2} for t in ("a", "b", "c")}),
            pattern("far", {"c": {"z": 1}, "d": {"z": 1}, "e": {"x": 1}}),
        ),
    )
    said = answers(a="x", b="x", c="x", d="x", e="x")
    analysis = Analysis(at=look(small, said), outcomes=())
    assert not analysis.flips
    assert ("far",) not in {pair.first for pair in analysis.nearest_pairs}
    found = next(item for item in analysis.others if item.pattern == "far").choose_if
    assert isinstance(found, PairFlip)
    assert [(flip.trait, flip.option) for flip in found.changes] == [("c", "z"), ("d", "z")]


def test_where_no_answer_does_it_an_importance_may() -> None:
    steady = pattern("p", {"a": {"x": 1, "y": 1}})
    small = Small(ASKED, (steady, pattern("q", {"b": {"x": 1, "y": 1}, "c": {"x": -1, "y": -1}})))
    change = other("q", small, a="x", b="x").choose_if
    assert isinstance(change, WeightFlip)
    assert (change.trait, change.importance) == ("a", Importance.OFF)


def test_a_limit_that_rules_the_others_out_is_named_only_where_nothing_else_does_it() -> None:
    limited = pattern("p", {"a": {"x": 2}, "b": {"x": 2}}, constraint(Above("n", Decimal(10))))
    able = Small(ASKED, (limited, pattern("q", {"a": {"x": 1}, "b": {"y": 2}})))
    change = other("q", able, a="x", b="x").choose_if
    assert isinstance(change, Flip)
    assert (change.trait, change.by_limit) == ("b", False)
    unable = Small(ASKED, (limited, pattern("q", {"a": {"x": 1}})))
    change = other("q", unable, a="x", b="x", c="x").choose_if
    assert isinstance(change, Flip)
    assert (change.trait, change.by_limit) == ("n", True)


def test_the_limits_that_exclude_it_are_named() -> None:
    assert other("third", a="x", n=11).limits == ("size",)
    assert other("third", a="x", n=10).limits == ()


def test_a_pattern_that_is_worse_on_every_answer_is_dominated() -> None:
    assert other("third", a="x", b="x").dominated_by == ("first",)
    assert other("second", a="x", c="x").dominated_by == ()


EDGE_QUESTIONS = questionnaire(
    replace(single("reach", "near", "middle", "far", weight=3), combine=Combine.BEST),
    replace(single("effort", "little", "much", weight=1), combine=Combine.WORST),
    replace(single("compute", "short", "long", weight=2), combine=Combine.ORIGIN),
    number("n"),
)


def stacked(pattern_: Pattern, relation: Relation, *slugs: str) -> Pattern:
    made = tuple(Composition(pattern=slug, relation=relation, note=TEXT) for slug in slugs)
    return replace(pattern_, compositions=(*pattern_.compositions, *made))


BOX = stacked(
    pattern("box", {"compute": {"long": 2}, "effort": {"little": -1}}), Relation.REPLACED_BY, "fun"
)
FUN = stacked(pattern("fun", {"compute": {"short": 2}}), Relation.BEHIND, "edge")
EDGE = stacked(
    pattern(
        "edge",
        {"reach": {"middle": 1, "far": 2}, "effort": {"little": -2}, "compute": {"long": -2}},
        layer=Layer.EDGE,
    ),
    Relation.IN_FRONT_OF,
    "box",
)
STACK = Small(EDGE_QUESTIONS, (BOX, FUN, EDGE))


def together(primary: str, small: Small = STACK, **given_answers: Given) -> Layers:
    at = look(small, answers(**given_answers))
    return layers(at, at.matrix.slugs.index(primary))


def test_an_edge_stands_before_the_best_origin_that_the_catalog_puts_behind_it() -> None:
    assert [o.pattern for o in together("edge", reach="far", compute="long").origins] == [
        "box",
        "fun",
    ]
    assert [o.pattern for o in together("edge", reach="far", compute="short").origins] == [
        "fun",
        "box",
    ]


def test_an_excluded_origin_stands_behind_nothing() -> None:
    limited = replace(BOX, constraints=(constraint(Above("n", Decimal(10))),))
    found = together("edge", Small(EDGE_QUESTIONS, (limited, FUN, EDGE)), reach="far", n=11)
    assert [origin.pattern for origin in found.origins] == ["fun"]


def test_an_origin_whose_limits_the_front_cures_stands_behind_it() -> None:
    cured = replace(constraint(Above("n", Decimal(10))), cured_in_front=True)
    limit = constraint(Above("n", Decimal(20)), name="more")
    limited = replace(BOX, constraints=(cured, limit))
    small = Small(EDGE_QUESTIONS, (limited, FUN, EDGE))
    for n, behind in ((11, ["fun", "box"]), (21, ["fun"])):
        found = together("edge", small, reach="far", compute="short", n=n)
        assert [origin.pattern for origin in found.origins] == behind


def test_a_front_is_proposed_when_an_answer_calls_for_it_and_it_pays() -> None:
    found = together("fun", reach="far", effort="little", compute="short")
    at = look(STACK, answers(reach="far"))
    assert [(a.pattern, a.triggers, a.net) for a in found.add_ons] == [
        ("edge", ("reach",), at.points(3 * 2 * 2 - 1 * 2 * 2))
    ]
    assert [loss.trait for loss in found.add_ons[0].gains] == ["reach"]
    assert [loss.trait for loss in found.add_ons[0].costs] == ["effort"]


def test_what_the_origin_decides_is_not_held_against_a_front() -> None:
    quick, slow = (together("box", reach="far", compute=c).add_ons for c in ("short", "long"))
    assert [(a.pattern, a.net) for a in quick] == [(a.pattern, a.net) for a in slow]


def test_without_a_trigger_no_front_is_proposed() -> None:
    assert together("fun", compute="short").add_ons == ()
    assert together("fun", reach="middle").add_ons == ()


def test_an_excluded_front_is_not_proposed() -> None:
    limited = replace(EDGE, constraints=(constraint(Is("effort", ("little",))),))
    small = Small(EDGE_QUESTIONS, (BOX, FUN, limited))
    assert together("fun", small, reach="far", effort="little").add_ons == ()


def test_an_edge_has_origins_and_no_front_and_an_origin_the_reverse() -> None:
    assert together("edge", reach="far").add_ons == ()
    assert together("fun", reach="far").origins == ()


def test_what_takes_over_later_comes_from_the_catalog() -> None:
    assert [later.pattern for later in together("box", reach="far").later] == ["fun"]


def test_what_takes_over_later_is_said_to_be_ruled_out_today() -> None:
    limited = replace(FUN, constraints=(constraint(Above("n", Decimal(10)), name="size"),))
    small = Small(EDGE_QUESTIONS, (BOX, limited, EDGE))
    for n, limits in ((9, ()), (11, ("size",))):
        assert [later.limits for later in together("box", small, n=n).later] == [limits]


@settings(max_examples=80, deadline=None)
@given(case=cases())
def test_nothing_that_is_excluded_is_ever_part_of_a_stack(case: tuple[Small, Answers]) -> None:
    small, given_answers = case
    edge = replace(small.patterns[0], layer=Layer.EDGE)
    slugs = [p.slug for p in small.patterns[1:]]
    made = Small(
        small.questionnaire, (stacked(edge, Relation.IN_FRONT_OF, *slugs), *small.patterns[1:])
    )
    at, result = look(made, given_answers), made.recommend(given_answers)
    for place in at.feasible:
        found = layers(at, place)
        named = [o.pattern for o in found.origins] + [a.pattern for a in found.add_ons]
        assert not any(result.of(slug).excluded for slug in named)


def test_a_question_is_an_ability_unless_it_says_otherwise() -> None:
    plain: Question = single("a", "x", "y")
    assert plain.combine is Combine.BEST
