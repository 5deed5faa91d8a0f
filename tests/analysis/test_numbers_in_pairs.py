"""Numbers that reach computed ratings, beside other changes: no pair is left out, none false."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from functools import reduce
from itertools import combinations, pairwise, product

from hypothesis import given, settings

from advisor.analysis.beside import beside
from advisor.analysis.cells import EVERY
from advisor.analysis.computed import Computed
from advisor.analysis.matrix import Ratings, build_matrix
from advisor.analysis.moves import Move
from advisor.analysis.pairs import flipping_pairs
from advisor.analysis.position import Position, position
from advisor.analysis.reach import radii
from advisor.catalog.model import Above, All, Constraint, Is, Question, QuestionKind
from advisor.questionnaire import Answer, with_answer
from tests.analysis.brute import STEPS, definite
from tests.analysis.test_computed import Case, computed_cases
from tests.analysis.test_stretches import is_on_side, is_unlikely, said
from tests.building import answers, constraint, number, pattern, questionnaire, single

often = settings(max_examples=150, deadline=None)
KINDS = (QuestionKind.NUMBER, QuestionKind.SINGLE, QuestionKind.SINGLE)
First = tuple[str, ...]


def walked(case: Case, at: Position) -> Iterator[Question]:
    """The questions whose numbers are looked at beside other changes."""
    for index in beside(at):
        yield case.small.questionnaire.questions[index]


def quiet_changes(case: Case, at: Position) -> list[Move]:
    before = case.first(case.answers)
    alone = (move for move in at.moves if move.answer.number is None)
    return [m for m in alone if case.first(with_answer(case.answers, m.answer)) == before]


def quiet_numbers(case: Case, question: Question, *, up: bool) -> list[Answer]:
    """Those on one side of what was said that leave first place alone."""
    before, own = case.first(case.answers), said(case.answers, question.id)
    likely = (n for n in STEPS if is_on_side(n, own, up=up) and not is_unlikely(question, n, up=up))
    found = (Answer(trait=question.id, number=number) for number in likely)
    return [a for a in found if case.first(with_answer(case.answers, a)) == before]


def found_with(
    case: Case, at: Position, change: Move, question: Question, *, up: bool
) -> set[First]:
    """Who is first after `change` and a number of the pairs found, on one side of what was said."""
    own = said(case.answers, question.id)
    found = set()
    for pair in flipping_pairs(at):
        moves = [outcome.move for outcome in pair]
        numbers = [move.answer for move in moves if move.column.id == question.id]
        if change not in moves or not numbers or numbers[0].number is None:
            continue
        if is_on_side(numbers[0].number, own, up=up):
            found.add(case.first(with_answer(with_answer(case.answers, change.answer), numbers[0])))
    return found


@often
@given(case=computed_cases(questions=4, kinds=KINDS, stepwise=True, numbered=True))
def test_beside_each_other_change_all_that_numbers_do_is_found(case: Case) -> None:
    at, before = case.at, case.first(case.answers)
    for question in walked(case, at) if before else ():
        for change in quiet_changes(case, at):
            after = with_answer(case.answers, change.answer)
            for up in (True, False):
                numbers = quiet_numbers(case, question, up=up)
                expected = {case.first(with_answer(after, number)) for number in numbers} - {before}
                assert found_with(case, at, change, question, up=up) == expected


@often
@given(case=computed_cases(questions=4, stepwise=True))
def test_no_pair_is_false(case: Case) -> None:
    """Together both change first place, alone neither does."""
    before = case.first(case.answers)
    for one, other in flipping_pairs(case.at):
        first, second = one.move.answer, other.move.answer
        assert case.first(with_answer(with_answer(case.answers, first), second)) != before
        assert case.first(with_answer(case.answers, first)) == before
        assert case.first(with_answer(case.answers, second)) == before


@often
@given(case=computed_cases(questions=3, kinds=KINDS, stepwise=True, numbered=True))
def test_one_and_two_changes_are_the_fewest_where_one_is_to_a_number(case: Case) -> None:
    at = case.at
    numbers = [*walked(case, at)]
    if not at.first or len(numbers) != 1:
        return
    found = {radius.rival: radius.changes for radius in radii(at)}
    top = at.matrix.slugs[at.top]
    for place in at.rivals:
        rival, said_of = at.matrix.slugs[place], found.get(at.matrix.slugs[place])
        fewest = next((n for n in (1, 2) if n in level_after(case, numbers[0], top, rival)), None)
        if fewest is not None or said_of in (1, 2):
            assert said_of == fewest


def level_after(case: Case, number: Question, top: str, rival: str) -> Iterator[int]:
    """How many changes bring `rival` level with `top`: one or two, whatever they are to."""
    asked = case.small.questionnaire.by_id
    rows = {
        trait: [
            Answer(trait=trait, unknown=True),
            *(
                a
                for a in definite(asked[trait])
                if trait != number.id or is_likely(case, number, a)
            ),
        ]
        for trait in asked
    }
    for size in (1, 2):
        for traits in combinations(rows, size):
            for chosen in product(*(rows[trait] for trait in traits)):
                changed = reduce(with_answer, chosen, case.answers)
                result = case.rated(changed).recommend(changed)
                if result.of(rival).total >= result.of(top).total:
                    yield size


def is_likely(case: Case, question: Question, answer: Answer) -> bool:
    own, value = said(case.answers, question.id), answer.number
    assert value is not None
    return not is_unlikely(question, value, up=own is None or value > own)


Row = Callable[[Decimal], Ratings | None]
EDGES = (10, 20, 60, 90)
ASKED = questionnaire(
    single("cost", "low"), single("m", "a", "b"), number("n"),
    *(single(trait, "x") for trait in "qrstuv"),
)  # fmt: skip


def is_b(given_answers: Mapping[str, Answer]) -> bool:
    return "m" in given_answers and given_answers["m"].options == ("b",)


def with_m_at_b(row: Row, *, ahead: str = "q", limit: Constraint | None = None) -> Position:
    """Ratings follow n where m is "b", and may change at EDGES; elsewhere both patterns have 0.
    "first" is ahead by 1 for each of the questions `ahead`; n is 5. Three more questions speak for
    both alike."""
    alike = {trait: {"x": 1} for trait in "tuv"}

    def ratings(given_answers: Mapping[str, Answer]) -> Mapping[str, Ratings]:
        said_of_n = given_answers.get("n")
        value = said_of_n.number if said_of_n else None
        found = row(Decimal(5) if value is None else value) if is_b(given_answers) else (0, 0)
        return {} if found is None else {"cost": found}

    ends = [None, *((Decimal(edge), True) for edge in EDGES), None]
    computed = Computed(
        traits=frozenset({"cost", "m", "n"}), trait="cost", replaces=(), caps={"low": 2},
        ratings=ratings, reaching=lambda _given: frozenset({"cost", "m", "n"}),
        runs=lambda _trait, said: tuple(pairwise(ends)) if is_b(said) else (EVERY,),
    )  # fmt: skip
    patterns = (
        pattern("first", alike | {trait: {"x": 1} for trait in ahead}, *filter(None, [limit])),
        pattern("second", alike | {"cost": {"low": 2}}),
    )
    before = answers(cost="low", m="a", n=5, **dict.fromkeys(f"{ahead}tuv", "x"))
    return position(build_matrix(ASKED, patterns), before, computed)


def numbers_with_b(at: Position) -> list[str]:
    """The numbers that change first place with m at "b"."""
    pairs = ([outcome.move for outcome in pair] for pair in flipping_pairs(at))
    return [n.option for m, n in pairs if (m.column.id, m.option, n.column.id) == ("m", "b", "n")]


def test_the_nearest_number_of_a_band_is_told() -> None:
    """ "second" gains past 10 and once more past 60, and no band ends there."""
    at = with_m_at_b(lambda n: (0, 2) if 10 < n <= 20 or 60 < n <= 90 else (0, 0))
    assert numbers_with_b(at) == ["11"]


def test_a_number_that_only_costs_first_place_points_is_found() -> None:
    """From 2 to -2, which is more than another pattern could gain."""
    at = with_m_at_b(lambda n: (-2, 0) if 60 < n <= 90 else (2, 0), ahead="qr")
    assert numbers_with_b(at) == ["61"]


def test_a_number_at_which_nothing_is_computed_is_found() -> None:
    """Then what "second" says of cost in words counts."""
    at = with_m_at_b(lambda n: None if n > 90 else (0, 0))
    assert numbers_with_b(at) == ["91"]


def test_a_number_that_rules_first_place_out_with_another_change_is_found() -> None:
    limit = constraint(All((Is("m", ("b",)), Above("n", Decimal(40)))))
    assert numbers_with_b(with_m_at_b(lambda _n: (2, -2), limit=limit)) == ["41"]


def test_the_fewest_changes_are_found_where_one_is_to_a_number_between_bands() -> None:
    at = with_m_at_b(lambda n: (-1, 2) if 60 < n <= 90 else (0, 0), ahead="qrs")
    (radius,) = radii(at)
    assert (radius.rival, sorted(radius.traits)) == ("second", ["m", "n"])
