"""Every answer that would change first place, none left out and none too many."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import combinations

from hypothesis import assume, given, settings

from advisor.analysis.cells import Bound, Side
from advisor.analysis.flips import NEAREST, Pairs, single_flips
from advisor.analysis.model import Flip
from advisor.analysis.moves import Move
from advisor.analysis.pairs import flipping_pairs
from advisor.analysis.position import Outcome
from advisor.catalog.model import Above, All, Constraint, Is, Question, QuestionKind
from advisor.questionnaire import Answer, Answers, Importance, to_query, with_answer
from tests.analysis.brute import changes, holds, look
from tests.building import answers, constraint, number, pattern, questionnaire, several, single
from tests.strategies import Small, cases

often = settings(max_examples=120, deadline=None)


@often
@given(case=cases())
def test_single_flips_are_those_that_rescoring_every_change_finds(
    case: tuple[Small, Answers],
) -> None:
    small, given_answers = case
    found = single_flips(look(small, given_answers))
    for flip in found:
        assert flip.first == small.first(flip.answers) != small.first(given_answers)
    assert _effects(small, found) == _effects_of_all(small, given_answers)


def _effects(small: Small, flips: tuple[Flip, ...]) -> set[tuple[object, ...]]:
    """Of a number only what happens counts: which number stands for a cell is a choice."""
    is_number = {q.id: q.kind is QuestionKind.NUMBER for q in small.questionnaire.questions}
    return {
        (flip.trait, flip.first, () if is_number[flip.trait] else flip.answer.options)
        for flip in flips
    }


def _is_unlikely(question: Question, given_answers: Answers, answer: Answer) -> bool:
    """Numbers from `plausible` up are not worth naming where fewer, or none, were said."""
    known = given_answers.known(question.id)
    if question.plausible is None or answer.number is None or answer.number < question.plausible:
        return False
    return known is None or known.number is None or answer.number > known.number


def _effects_of_all(small: Small, given_answers: Answers) -> set[tuple[object, ...]]:
    before = small.first(given_answers)
    found: set[tuple[object, ...]] = set()
    for question in small.questionnaire.questions:
        for answer in changes(question, given_answers.get(question.id)):
            first = small.first(with_answer(given_answers, answer))
            if first != before and not _is_unlikely(question, given_answers, answer):
                found.add((question.id, first, answer.options))
    return found


@often
@given(case=cases())
def test_first_place_is_the_engines(case: tuple[Small, Answers]) -> None:
    small, given_answers = case
    at = look(small, given_answers)
    result = small.recommend(given_answers)
    assert at.matrix.named(at.first) == small.first(given_answers)
    assert at.weight_sum == result.weight_sum
    for place, slug in enumerate(at.matrix.slugs):
        item = result.of(slug)
        assert at.state.totals[place] == item.total
        assert bool(at.state.vetoed >> place & 1) == bool(item.tier)
        assert (place not in at.feasible) == item.excluded


@often
@given(case=cases(questions=5))
def test_pairs_are_those_that_rescoring_every_pair_finds(case: tuple[Small, Answers]) -> None:
    small, given_answers = case
    at, before = look(small, given_answers), small.first(given_answers)
    assume(before)
    quiet = [
        move for move in at.moves if small.first(with_answer(given_answers, move.answer)) == before
    ]
    expected = {
        _names(one, other)
        for one, other in combinations(quiet, 2)
        if one.column is not other.column
        and small.first(with_answer(with_answer(given_answers, one.answer), other.answer)) != before
    }
    assert {_names(one.move, other.move) for one, other in flipping_pairs(at)} == expected


def _is_told(change: tuple[str, Answer, Bound | None], outcome: Outcome) -> bool:
    """Whether what a told change says is said of `outcome`, too."""
    trait, said, bound = change
    answer = outcome.move.answer
    if trait != answer.trait or (said.number is None) != (answer.number is None):
        return False
    return said == answer if answer.number is None else holds(bound, answer.number)


def _names(one: Move, other: Move) -> tuple[object, ...]:
    return (one.answer, other.answer)


def pairs_of(small: Small, given_answers: Answers) -> set[tuple[tuple[str, str], ...]]:
    pairs = flipping_pairs(look(small, given_answers))
    return {tuple((o.move.column.id, o.move.option) for o in pair) for pair in pairs}


ROAD, RAIN, AIM = single("road", "a", "b"), single("rain", "x", "y"), single("aim", "p", "q")


def test_two_answers_that_only_together_rule_first_place_out() -> None:
    wet = constraint(All((Is("road", ("b",)), Is("rain", ("y",)))))
    small = Small(
        questionnaire(ROAD, RAIN, AIM), (pattern("bike", {"aim": {"p": 2}}, wet), pattern("car"))
    )
    assert pairs_of(small, answers(road="a", rain="x", aim="p")) == {(("road", "b"), ("rain", "y"))}


def test_two_answers_that_only_together_bring_a_pattern_back() -> None:
    """It has more points; each of the two limits alone keeps it out."""
    limits = [constraint(Is("road", ("a",))), constraint(Is("rain", ("x",)), name="rain")]
    small = Small(
        questionnaire(ROAD, RAIN, AIM),
        (pattern("bike", {"aim": {"p": 1}}), pattern("car", {"aim": {"p": 2}}, *limits)),
    )
    assert (("road", "b"), ("rain", "y")) in pairs_of(small, answers(road="a", rain="x", aim="p"))


def test_two_answers_that_only_together_veto_first_place_alone() -> None:
    """Each alone leaves both patterns with a veto, or neither; points would keep it first."""
    aim = single("aim", "p", "q", weight=3)
    small = Small(
        questionnaire(ROAD, RAIN, aim),
        (
            pattern("bike", {"road": {"b": -2}, "aim": {"p": 2}}),
            pattern("car", {"rain": {"x": -2}, "aim": {"p": -1}}),
        ),
    )
    critical = {"road": Importance.CRITICAL, "rain": Importance.CRITICAL, "aim": Importance.HIGH}
    before = answers(critical, road="a", rain="x", aim="p")
    assert (("road", "b"), ("rain", "y")) in pairs_of(small, before)


def test_no_two_answers_outweigh_a_veto() -> None:
    """The car has more points than the bike, and each of two answers gives it one more."""
    asked = questionnaire(ROAD, RAIN, single("wind", "w"), single("aim", "p", weight=9))
    car = {"wind": {"w": -2}, "aim": {"p": 2}, "road": {"b": 1}, "rain": {"y": 1}}
    small = Small(asked, (pattern("bike", {"aim": {"p": 1}}), pattern("car", car)))
    before = answers({"wind": Importance.CRITICAL}, road="a", rain="x", wind="w", aim="p")
    assert small.first(before) == ("bike",)
    assert small.recommend(before).of("car").total > small.recommend(before).of("bike").total
    assert (("road", "b"), ("rain", "y")) not in pairs_of(small, before)


def test_two_answers_that_bring_a_pattern_level_by_half_each() -> None:
    small = Small(
        questionnaire(ROAD, RAIN, AIM),
        (pattern("bike", {"aim": {"p": 2}}), pattern("car", {"road": {"b": 1}, "rain": {"y": 1}})),
    )
    found = pairs_of(small, answers(road="a", rain="x", aim="p"))
    assert (("road", "b"), ("rain", "y")) in found


def test_two_answers_without_which_nothing_speaks() -> None:
    small = Small(
        questionnaire(ROAD, RAIN), (pattern("bike", {"road": {"a": 1}, "rain": {"x": 1}}),)
    )
    assert small.first(answers(road="a", rain="x")) == ("bike",)
    assert (("road", "b"), ("rain", "y")) in pairs_of(small, answers(road="a", rain="x"))


@often
@given(case=cases(questions=5))
def test_the_nearest_pairs_change_first_place_as_they_say(case: tuple[Small, Answers]) -> None:
    small, given_answers = case
    at = look(small, given_answers)
    pairs = Pairs(at)
    count, nearest = pairs.count, pairs.nearest
    assert len(nearest) <= min(count, NEAREST)
    if len(nearest) < NEAREST:
        told = [[(c.trait, c.answer, c.bound) for c in pair.changes] for pair in nearest]
        for found in flipping_pairs(at):
            assert any(all(map(_is_told, said, found)) for said in told)
    reach = [sum(change.distance for change in pair.changes) for pair in nearest]
    assert reach == sorted(reach)
    for pair in nearest:
        assert small.first(pair.answers) == pair.first != small.first(given_answers)


PRICE = single("price", "low", "middle", "high", weight=2)
TIME = number("time", weight=1, edges=(10, 20))
CARGO = several("cargo", "nothing", "tools", "child", weight=1, none_option="nothing")
MINUTES = number("minutes")
SMALL = Small(
    questionnaire(PRICE, TIME, CARGO, MINUTES),
    (
        pattern(
            "bike",
            {"price": {"low": 2, "middle": 1}, "cargo": {"nothing": 1, "tools": -2}},
            constraint(Above("minutes", Decimal(45))),
        ),
        pattern("car", {"price": {"high": 1}, "time": {"band-2": 2}, "cargo": {"child": 2}}),
    ),
)


def flips_of(trait: str, given_answers: Answers, small: Small = SMALL) -> list[tuple[str, ...]]:
    found = single_flips(look(small, given_answers))
    return [(flip.option, *flip.first) for flip in found if flip.trait == trait]


def test_another_option_and_an_answer_taken_back_are_changes() -> None:
    assert flips_of("price", answers(price="low")) == [("high", "car"), ("unknown",)]


def test_adjacent_options_come_first() -> None:
    small = Small(
        SMALL.questionnaire,
        (SMALL.patterns[1], pattern("walk", {"price": {"low": 2, "middle": 2}})),
    )
    assert flips_of("price", answers(price="high"), small)[:2] == [
        ("middle", "walk"), ("low", "walk")
    ]  # fmt: skip


def test_of_several_one_option_is_added_or_taken_away() -> None:
    found = single_flips(look(SMALL, answers(price="middle", cargo=("tools",), time=1)))
    by_option = {(flip.change.value, flip.option): flip for flip in found if flip.trait == "cargo"}
    assert by_option["add", "child"].answer.options == ("tools", "child")


def test_a_limit_is_tried_just_beyond_itself() -> None:
    given_answers = answers(price="low", minutes=30)
    assert flips_of("minutes", given_answers) == [("46", "car")]


def test_a_number_within_a_limit_brings_a_pattern_back() -> None:
    assert flips_of("minutes", answers(price="low", minutes=90)) == [
        ("45", "bike"), ("unknown", "bike")
    ]  # fmt: skip


def test_a_number_crosses_into_the_nearest_end_of_another_band() -> None:
    given_answers = answers({"time": Importance.CRITICAL}, price="low", time=3)
    assert flips_of("time", given_answers) == [("20", "car")]


def test_an_unanswered_question_counts_too_and_stands_behind() -> None:
    found = single_flips(look(SMALL, answers(price="middle")))
    nearest = [(flip.trait, flip.given) for flip in found if flip.distance == 1]
    assert nearest[0] == ("price", True)
    assert {trait for trait, is_given in nearest if not is_given} == {"time", "cargo", "minutes"}


def test_a_tie_is_another_first_place() -> None:
    assert ("child", "bike", "car") in flips_of("cargo", answers(price="middle"))


def test_a_flip_carries_the_answers_that_apply_it() -> None:
    flip = single_flips(look(SMALL, answers({"price": Importance.HIGH}, price="low")))[0]
    assert to_query(flip.answers) == "importance.price=high&minutes=46&price=low"


def test_a_veto_makes_a_flip_without_points() -> None:
    small = Small(
        questionnaire(single("a", "x", "y"), single("b", "x", "y", weight=3)),
        (pattern("p", {"b": {"x": 2}, "a": {"y": -2}}), pattern("q", {"a": {"x": 1}})),
    )
    given_answers = answers({"a": Importance.CRITICAL, "b": Importance.CRITICAL}, a="x", b="x")
    assert ("y", "q") in flips_of("a", given_answers, small)


def test_two_limits_that_must_give_together_are_a_pair() -> None:
    small = Small(
        questionnaire(single("a", "x", "y"), single("b", "x", "y"), single("c", "x", "y")),
        (
            pattern(
                "p", {"c": {"x": 2}},
                constraint(Is("a", ("x",)), name="one"), constraint(Is("b", ("x",)), name="two"),
            ),
            pattern("q"),
            pattern("r", {"c": {"x": -1}}),
        ),
    )  # fmt: skip
    found = Pairs(look(small, answers(a="x", b="x", c="x")))
    count, nearest = found.count, found.nearest
    assert count == 4
    assert {pair.first for pair in nearest} == {("p",)}


def test_where_nobody_is_first_there_is_no_pair() -> None:
    assert Pairs(look(SMALL, answers())).nearest == ()


def test_a_veto_holds_against_any_pair_of_points() -> None:
    small = Small(
        questionnaire(*(single(trait, "x", "y", weight=3) for trait in "abc")),
        (
            pattern("vetoed", {"a": {"x": -2, "y": -2}, "b": {"x": 2}, "c": {"x": 2, "y": 1}}),
            pattern("plain", {"c": {"x": -1, "y": -2}}),
        ),
    )
    levels = {"a": Importance.CRITICAL, "b": Importance.HIGH, "c": Importance.HIGH}
    vetoed = answers(levels, a="x", b="x", c="x")
    assert small.first(vetoed) == ("plain",)
    assert Pairs(look(small, vetoed)).count == 0


def test_of_a_number_an_outcome_is_told_once_where_it_begins() -> None:
    """The limits at 10, 20 and 30 lead to two outcomes: behind 10 and behind 30."""
    limits = (10, 20, 30)
    asked = questionnaire(single("q", "x", "y"), number("n"))
    small = Small(
        asked,
        (
            pattern("a", {"q": {"x": 2}}, *(_above(limit) for limit in limits)),
            pattern("b", {"q": {"x": 1}}, _above(30)),
            pattern("c"),
        ),
    )
    found = single_flips(look(small, answers(q="x")))
    told = [(flip.first, flip.bound, flip.by_limit) for flip in found if flip.trait == "n"]
    until_30 = Bound(side=Side.AT_MOST, number=Decimal(30))
    assert told == [
        (("b",), Bound(side=Side.MORE_THAN, number=Decimal(10), other=until_30), True),
        (("c",), Bound(side=Side.MORE_THAN, number=Decimal(30)), True),
    ]


def _above(bound: int) -> Constraint:
    return constraint(Above("n", Decimal(bound), None), name=f"above-{bound}")


def test_going_down_it_is_told_by_where_it_ends() -> None:
    small = Small(
        questionnaire(single("q", "x", "y"), number("n")),
        (pattern("a", {"q": {"x": 2}}, _above(10)), pattern("b")),
    )
    (flip,) = (f for f in single_flips(look(small, answers(q="x", n=50))) if f.answer.number)
    assert (flip.first, flip.by_limit) == (("a",), False)
    assert flip.bound == Bound(side=Side.AT_MOST, number=Decimal(10))


def test_a_number_that_nobody_means_is_no_change_to_tell() -> None:
    asked = questionnaire(single("q", "x", "y"), replace(number("n"), plausible=Decimal(20)))
    patterns = (pattern("a", {"q": {"x": 2}}, _above(30)), pattern("b"))
    found = single_flips(look(Small(asked, patterns), answers(q="x")))
    assert [flip.trait for flip in found] == ["q"] * len(found)
    there = single_flips(look(Small(asked, patterns), answers(q="x", n=50)))
    assert ("a",) in [flip.first for flip in there if flip.trait == "n"]
