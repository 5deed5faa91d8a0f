"""Ratings that several answers give together: the analysis is as exact as without them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from itertools import combinations, pairwise, product
from random import Random
from unittest.mock import patch

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from advisor.analysis import reachable
from advisor.analysis.computed import NOTHING, Computed, Trace, with_ratings
from advisor.analysis.flips import single_flips
from advisor.analysis.matrix import Effect, Ratings, build_matrix
from advisor.analysis.pairs import flipping_pairs
from advisor.analysis.position import Position, position
from advisor.analysis.ranges import score_ranges, settled
from advisor.analysis.rater import Rater
from advisor.analysis.reach import radii
from advisor.analysis.stability import stability
from advisor.analysis.weights import weight_flips
from advisor.catalog.model import Pattern, QuestionKind, Rating
from advisor.questionnaire import Answer, Answers, Importance, with_answer, with_importance
from tests.analysis.brute import changes, completions, definite
from tests.building import TEXT, answers, number, pattern, questionnaire, single
from tests.strategies import NUMBERS, Small, cases

often = settings(max_examples=60, deadline=None)


@dataclass(frozen=True, slots=True)
class Case:
    small: Small
    answers: Answers
    computed: Computed

    @property
    def at(self) -> Position:
        matrix = build_matrix(self.small.questionnaire, self.small.patterns)
        return position(matrix, self.answers, self.computed)

    def rated(self, answers: Answers) -> Small:
        """The catalog as the engine gets it for these answers: computed ratings in, words out."""
        counts = answers.importance(self.computed.trait) is not Importance.OFF
        found = self.computed.ratings(known(self.computed, answers)) if counts else {}
        patterns = tuple(
            _rated(pattern, place, found, self.computed, answers)
            for place, pattern in enumerate(self.small.patterns)
        )
        return Small(self.small.questionnaire, patterns)

    def first(self, answers: Answers) -> tuple[str, ...]:
        return self.rated(answers).first(answers)


def _rated(
    pattern: Pattern,
    place: int,
    found: Mapping[str, Ratings],
    computed: Computed,
    answers: Answers,
) -> Pattern:
    own = found.get(computed.trait, ())
    value = own[place] if own else None
    if value is None:
        return pattern
    (option,) = answers.by_trait[computed.trait].options
    silent = {(computed.trait, option)} | {
        (rating.trait, rating.option)
        for rating in pattern.ratings
        if rating.trait in computed.replaces
    }
    kept = (item for item in pattern.ratings if (item.trait, item.option) not in silent)
    new = Rating(trait=computed.trait, option=option, value=value, reason=TEXT, source=None)
    return replace(pattern, ratings=(*kept, new))


def known(computed: Computed, answers: Answers) -> dict[str, Answer]:
    found = ((trait, answers.known(trait)) for trait in computed.traits)
    return {trait: answer for trait, answer in found if answer is not None}


@dataclass(frozen=True, slots=True)
class Things:
    """What a rating is computed from: each hangs on what some questions leave in it."""

    traits: tuple[str, ...]
    groups: Sequence[Collection[str]]
    digest: Callable[[Answer], Hashable]
    seed: int

    def key(self, given_answers: Mapping[str, Answer]) -> Hashable:
        left = [self._left(trait, given_answers.get(trait)) for trait in sorted(self.traits)]
        return tuple(
            Random(f"{self.seed} {traces}").randrange(2) for traces in zip(*left, strict=True)
        )

    def traces(self, rated: str, needed: str | None) -> Callable[..., tuple[Hashable, ...]]:
        """Of the answer that is rated all is left, of one that is needed that it is there."""

        def left(trait: str, answer: Answer | None) -> tuple[Hashable, ...]:
            own = answer and trait == rated and self.digest(answer)
            return (*self._left(trait, answer), own, trait == needed and answer is not None)

        return left

    def _left(self, trait: str, answer: Answer | None) -> list[Hashable]:
        """Half of all answers leave the same."""
        said = answer and Random(f"{self.seed} {self.digest(answer)}").randrange(2)
        return [said if trait in group else None for group in self.groups]


def random_row(random: Random, cap: int, width: int) -> Ratings:
    return tuple(random.choice([None, *range(-cap, cap + 1)]) for _ in range(width))


@cache
def in_place(trait: str, row: Ratings, replaces: tuple[str, ...]) -> Mapping[str, Ratings]:
    """The ratings of `trait`, those of `replaces` silent. Equal ones are one object: by that it is
    told that they are the same."""
    silent = tuple(None if value is None else 0 for value in row)
    return {**dict.fromkeys(replaces, silent), trait: row} if set(silent) != {None} else NOTHING


@st.composite
def drawn_others(draw: st.DrawFn, small: Small, trait: str, *, numbered: bool) -> list[str]:
    """What the rating of `trait` hangs on beside it."""
    asked = small.questionnaire.questions
    ids = [question.id for question in asked]
    others = draw(st.sets(st.sampled_from(ids), max_size=3)) - {trait}
    if numbered:
        numbers = [question.id for question in asked if question.kind is QuestionKind.NUMBER]
        assume(numbers)
        others |= {draw(st.sampled_from(numbers))}
    return sorted(others)


@st.composite
def computed_cases(
    draw: st.DrawFn,
    *,
    questions: int = 4,
    kinds: tuple[QuestionKind, ...] = tuple(QuestionKind),
    stepwise: bool = False,
    numbered: bool = False,
) -> Case:
    """A rating that hangs on up to four answers in no orderly way; one may be needed.

    `numbered`: one of them at least is a number.

    `stepwise`: of a number it changes at a few places only, and they are known. In half of the
    cases what the answers leave in a few things is known, and the rating hangs on these things.
    """
    small, answers = draw(cases(questions=questions, kinds=kinds))
    singles = [q for q in small.questionnaire.questions if q.kind is QuestionKind.SINGLE]
    rated = [question.id for question in singles if question.weight]
    assume(rated)
    trait = draw(st.sampled_from(rated))
    others = draw(drawn_others(small, trait, numbered=numbered))
    replaces = tuple(others[:1] if draw(st.booleans()) else ())
    needed = draw(st.sampled_from([None, *others]))
    seed = draw(st.integers(0, 999))
    caps = {
        option: draw(st.integers(0, 2)) for option in small.questionnaire.by_id[trait].rated_ids
    }

    steps = sorted(draw(st.sets(st.tuples(NUMBERS, st.booleans()), max_size=3)))

    def place(number: Decimal | None) -> Decimal | int | None:
        return bisect_right(steps, (number, False)) if stepwise and number is not None else number

    runs = tuple(pairwise([None, *steps, None])) if stepwise else None

    def digest(answer: Answer) -> tuple[str, ...]:
        return (answer.trait, *answer.options, str(place(answer.number)))

    known_things = draw(
        st.none() | st.lists(st.sets(st.sampled_from([trait, *others])), max_size=3)
    )
    things = None if known_things is None else Things((trait, *others), known_things, digest, seed)

    def ratings(given_answers: Mapping[str, Answer]) -> Mapping[str, Ratings]:
        own = given_answers.get(trait)
        if own is None or (needed is not None and needed not in given_answers):
            return NOTHING
        said: object = sorted(map(digest, given_answers.values()))
        if things is not None:
            said = things.key(given_answers), own.options
        row = random_row(Random(f"{seed} {said}"), caps[own.options[0]], len(small.patterns))
        return in_place(trait, row, replaces)

    traits = frozenset({trait, *others})
    computed = Computed(
        traits=traits,
        trait=trait,
        replaces=replaces,
        caps=caps,
        ratings=ratings,
        reaching=lambda _given: traits,
        runs=lambda _trait, _given: runs,
        needs=frozenset(filter(None, (trait, needed))),
    )
    if things is not None:
        computed = replace(computed, key=things.key, traces=things.traces(trait, needed))
    return Case(small, answers, computed)


@often
@given(case=computed_cases())
def test_first_place_is_the_engines(case: Case) -> None:
    at, result = case.at, case.rated(case.answers).recommend(case.answers)
    assert at.matrix.named(at.first) == case.first(case.answers)
    for place, slug in enumerate(at.matrix.slugs):
        assert at.state.totals[place] == result.of(slug).total
        assert bool(at.state.vetoed >> place & 1) == bool(result.of(slug).tier)


@often
@given(case=computed_cases())
def test_single_flips_are_those_that_ranking_afresh_finds(case: Case) -> None:
    before, at = case.first(case.answers), case.at
    for flip in single_flips(at):
        assert flip.first == case.first(flip.answers) != before
    choices = {q.id for q in case.small.questionnaire.questions if q.kind is QuestionKind.SINGLE}
    found = {(f.trait, f.answer.options, f.first) for f in single_flips(at) if f.trait in choices}
    expected = {
        (question.id, answer.options, first)
        for question in case.small.questionnaire.questions
        if question.id in choices
        for answer in changes(question, case.answers.get(question.id))
        if (first := case.first(with_answer(case.answers, answer))) != before
    }
    assert found == expected


@often
@given(case=computed_cases())
def test_importances_are_those_that_ranking_afresh_finds(case: Case) -> None:
    """Off, the question of the computed rating is as if it had no answer."""
    before = case.first(case.answers)
    found = {(f.trait, f.importance, f.first) for f in weight_flips(case.at)}
    expected = {
        (question.id, level, first)
        for question in case.small.questionnaire.questions
        if question.weight and case.answers.known(question.id)
        for level in Importance
        if (first := case.first(with_importance(case.answers, question.id, level))) != before
    }
    assert found == expected


@often
@given(case=computed_cases(questions=5))
def test_pairs_are_those_that_ranking_afresh_finds(case: Case) -> None:
    at, before = case.at, case.first(case.answers)
    assume(before)
    quiet = [m for m in at.moves if case.first(with_answer(case.answers, m.answer)) == before]
    expected = {
        frozenset((one, other))
        for one, other in combinations(quiet, 2)
        if one.column is not other.column
        and case.first(with_answer(with_answer(case.answers, one.answer), other.answer)) != before
    }
    assert {frozenset((one.move, other.move)) for one, other in flipping_pairs(at)} == expected


@often
@given(case=computed_cases(questions=5), data=st.data())
def test_what_was_found_around_other_answers_changes_no_pair(
    case: Case, data: st.DataObject
) -> None:
    """They may leave the same in all that a rating is computed from."""
    moves = case.at.moves
    assume(moves)
    said = with_answer(case.answers, data.draw(st.sampled_from(moves)).answer)

    def found(computed: Computed) -> list[tuple[tuple[str, str], ...]]:
        pairs = flipping_pairs(replace(case, answers=said, computed=computed).at)
        return [tuple((o.move.column.id, o.move.option) for o in pair) for pair in pairs]

    flipping_pairs(case.at)
    assert found(case.computed) == found(replace(case.computed))


@settings(max_examples=40, deadline=None)
@given(case=computed_cases(questions=3))
def test_no_completion_leaves_the_ranges_where_they_are_too_many_to_try(case: Case) -> None:
    assume(case.at.computed is not None)  # it is not off
    with patch.object(reachable, "_tried", lambda *_: None):
        ranges = score_ranges(case.at)
    for completed in completions(case.small, case.answers, or_open=True):
        result = case.rated(completed).recommend(completed)
        for entry in ranges:
            assert entry.low <= result.of(entry.pattern).score <= entry.high


@settings(max_examples=40, deadline=None)
@given(case=computed_cases(questions=3))
def test_no_completion_leaves_the_ranges_or_overturns_what_is_settled(case: Case) -> None:
    at = case.at
    ranges, still = score_ranges(at), settled(at)
    for completed in completions(case.small, case.answers, or_open=True):
        result = case.rated(completed).recommend(completed)
        for entry in ranges:
            assert entry.low <= result.of(entry.pattern).score <= entry.high
        if still is not None and still.for_good:
            assert tuple(item.pattern.slug for item in result.first) == (still.pattern,)


@settings(max_examples=40, deadline=None)
@given(case=computed_cases(questions=3, kinds=(QuestionKind.SINGLE,)))
def test_ranges_are_reached_where_every_choice_was_tried(case: Case) -> None:
    assume(reachable.reachable(case.at).exact)
    scores: dict[str, list[object]] = {}
    for completed in completions(case.small, case.answers, or_open=True):
        for item in case.rated(completed).recommend(completed).assessments:
            scores.setdefault(item.pattern.slug, []).append(item.score)
    for entry in score_ranges(case.at):
        assert entry.low in scores[entry.pattern]
        assert entry.high in scores[entry.pattern]


@often
@given(case=computed_cases(questions=5, kinds=(QuestionKind.SINGLE,)))
def test_up_to_three_changes_are_the_fewest(case: Case) -> None:
    at = case.at
    found = {radius.rival: radius.changes for radius in radii(at)}
    traits = [question.id for question in case.small.questionnaire.questions]
    top = at.matrix.slugs[at.top] if at.first else ""
    for rival in [at.matrix.slugs[place] for place in (at.rivals if at.first else ())]:
        fewest = next(
            (
                size
                for size in (1, 2, 3)
                if any(
                    _is_level(case, changed, top, rival)
                    for chosen in combinations(traits, size)
                    for changed in _changed(case, chosen)
                )
            ),
            None,
        )
        said = found.get(rival)
        if fewest in (1, 2) or (said is not None and said <= 3):
            assert said == fewest


def _is_level(case: Case, answers: Answers, top: str, rival: str) -> bool:
    result = case.rated(answers).recommend(answers)
    return result.of(rival).total >= result.of(top).total


@often
@given(case=computed_cases())
def test_so_many_changes_as_the_radius_says_are_enough(case: Case) -> None:
    at = case.at
    for radius in radii(at):
        rival = at.matrix.slugs.index(radius.rival)
        assert rival in at.rivals
        assert len(set(radius.traits)) == radius.changes > 0
        assert any(
            (result := case.rated(changed).recommend(changed)).of(radius.rival).total
            >= result.of(at.matrix.slugs[at.top]).total
            for changed in _changed(case, radius.traits)
        )


def _changed(case: Case, traits: tuple[str, ...]) -> Iterator[Answers]:
    """Every way to change the answers to `traits`, also by taking them back."""
    asked = case.small.questionnaire.by_id
    rows = [(*definite(asked[t]), Answer(trait=t, unknown=True)) for t in traits]
    for chosen in product(*rows):
        changed = case.answers
        for answer in chosen:
            changed = with_answer(changed, answer)
        yield changed


@often
@given(case=computed_cases())
def test_stability_stays_a_probability(case: Case) -> None:
    found = stability(case.at)
    assert found is None or 0 <= found.value <= 1


def test_a_computed_rating_makes_a_veto_and_takes_one_away() -> None:
    words = Effect((-2, 0, 1), vetoes=0b001, spoken=0b101)
    assert with_ratings(words, (0, -2, None)) == Effect((0, -2, 1), vetoes=0b010, spoken=0b110)


def test_open_questions_of_one_rating_are_tried_together() -> None:
    """Only "b" to both gives the point, so neither question alone shows it."""
    asked = questionnaire(single("cost", "low"), single("one", "a", "b"), single("two", "b", "a"))
    pair = (pattern("first", {"one": {"a": 1}}), pattern("second", {"two": {"a": 1}}))

    def ratings(given_answers: Mapping[str, Answer]) -> Mapping[str, Ratings]:
        said = [given_answers[trait].options for trait in ("one", "two") if trait in given_answers]
        return {"cost": (2, None)} if said == [("b",), ("b",)] else {}

    traits = frozenset({"cost", "one", "two"})
    computed = Computed(
        traits=traits, trait="cost", replaces=(), caps={"low": 2}, ratings=ratings,
        reaching=lambda _given: traits,
    )  # fmt: skip
    at = position(build_matrix(asked, pair), answers(cost="low"), computed)
    assert score_ranges(at)[0].high == 50 + at.points(2 * at.weights[0])


def test_a_question_that_is_off_silences_nothing() -> None:
    """Words of the question that a computed rating replaces make their point all the same."""
    asked = questionnaire(single("cost", "low"), single("size", "a", "b"))
    pair = (pattern("first", {"size": {"a": 1}}), pattern("second", {}))
    computed = Computed(
        traits=frozenset({"cost", "size"}), trait="cost", replaces=("size",), caps={"low": 2},
        ratings=lambda said: {"cost": (0, 2), "size": (0, 0)} if "cost" in said else {},
        reaching=lambda _given: frozenset({"cost", "size"}),
    )  # fmt: skip
    matrix, said = build_matrix(asked, pair), answers(cost="low", size="a")
    assert position(matrix, said, computed).state.totals == (0, 2 * 2)
    off = with_importance(said, "cost", Importance.OFF)
    assert position(matrix, off, computed).state.totals == (2, 0)


def test_two_changes_that_reach_a_rating_together_are_two() -> None:
    """Neither of them gains anything alone, and of the others it takes three."""
    leads = ("i", "j", "k")
    asked = questionnaire(
        *(single(trait, "a", "b") for trait in ("one", "two")),
        *(single(trait, "yes") for trait in leads),
        single("cost", "low", weight=2),
    )
    pair = (pattern("first", {trait: {"yes": 1} for trait in leads}), pattern("second", {}))

    def ratings(given_answers: Mapping[str, Answer]) -> Mapping[str, Ratings]:
        said = [given_answers[trait].options for trait in ("one", "two") if trait in given_answers]
        return {"cost": (0, 2 if said == [("b",), ("b",)] else 0)}

    traits = frozenset({"cost", "one", "two"})
    computed = Computed(
        traits=traits, trait="cost", replaces=(), caps={"low": 2}, ratings=ratings,
        reaching=lambda _given: traits,
    )  # fmt: skip
    said = answers(cost="low", one="a", two="a", i="yes", j="yes", k="yes")
    (radius,) = radii(position(build_matrix(asked, pair), said, computed))
    assert (radius.changes, set(radius.traits)) == (2, {"one", "two"})


def test_two_changes_that_do_nothing_alone_are_a_pair_where_they_meet_in_one_thing() -> None:
    """What the rating is computed from is whether both say "b"; one "b" leaves it as it is."""
    asked = questionnaire(
        *(single(trait, "a", "b") for trait in ("one", "two", "other")), single("cost", "low")
    )

    def both(given_answers: Mapping[str, Answer]) -> bool:
        said = (given_answers.get(trait) for trait in ("one", "two"))
        return all(answer is not None and answer.options == ("b",) for answer in said)

    traits = frozenset({"cost", "one", "two", "other"})
    computed = Computed(
        traits=traits, trait="cost", replaces=(), caps={"low": 2},
        ratings=lambda said: {"cost": (0, 2 if both(said) else -1)} if "cost" in said else {},
        reaching=lambda _given: traits, key=both,
        traces=lambda trait, answer: (
            answer and trait in ("one", "two") and answer.options, answer and trait == "cost"
        ),
    )  # fmt: skip
    said = answers(cost="low", one="a", two="a", other="a")
    at = position(
        build_matrix(asked, (pattern("first", {}), pattern("second", {}))), said, computed
    )
    moves = [(one.move, other.move) for one, other in flipping_pairs(at)]
    found = [(one, other) for one, other in moves if one.column.id != "cost"]
    assert {(one.column.id, one.option, other.column.id) for one, other in found} == {
        ("one", "b", "two")
    }


def test_what_is_no_sum_is_kept_for_the_same_changes_only() -> None:
    computed = Computed(
        traits=frozenset({"cost"}), trait="cost", replaces=(), caps={"low": 1},
        ratings=lambda _given: NOTHING, reaching=lambda _given: frozenset(),
    )  # fmt: skip
    rater = Rater(computed, answers(cost="low"), ())
    one, two, three = ((("cost", Trace((option,))),) for option in "abc")
    assert rater.joint((one, two), lambda: [(0, 1)]) == ((0, 1),)
    assert rater.joint((one, three), lambda: []) == ()
    assert rater.joint((one, two), lambda: []) == ((0, 1),)


def test_where_a_rating_is_computed_words_about_it_make_no_points_beside() -> None:
    """Of two points for size in words and two for cost, either can come, and never both."""
    asked = questionnaire(single("cost", "low"), single("size", "small", "large"))
    pair = (pattern("first", {"size": {"large": 2}}), pattern("second", {}))
    traits = frozenset({"cost", "size"})
    computed = Computed(
        traits=traits, trait="cost", replaces=("size",), caps={"low": 2},
        ratings=lambda said: {"cost": (2, 0), "size": (0, 0)} if traits <= said.keys() else {},
        reaching=lambda _given: traits, needs=traits, sure=frozenset({0, 1}),
    )  # fmt: skip
    at = position(build_matrix(asked, pair), answers(), computed)
    tried = reachable.Reachable(at)
    assert (tried.lowest(0), tried.highest(0)) == (0, 2 * 2)
    with patch.object(reachable, "_tried", lambda *_: None):
        within_caps = reachable.Reachable(at)
    assert (within_caps.lowest(0), within_caps.highest(0)) == (-2 * 2, 2 * 2)


def test_an_open_question_that_a_rating_needs_may_still_bring_it() -> None:
    asked = questionnaire(single("cost", "low"), single("size", "small"))
    traits = frozenset({"cost", "size"})
    computed = Computed(
        traits=traits, trait="cost", replaces=(), caps={"low": 1},
        ratings=lambda said: {"cost": (1,)} if traits <= said.keys() else {},
        reaching=lambda _given: traits, needs=traits,
    )  # fmt: skip
    at = position(build_matrix(asked, (pattern("only", {}),)), answers(cost="low"), computed)
    with patch.object(reachable, "_tried", lambda *_: None):
        assert reachable.Reachable(at).highest(0) == 2


def test_every_number_is_looked_at_and_that_none_is_given() -> None:
    """Words until a number comes; then what is computed, which is worse whatever the number is."""
    asked = questionnaire(single("cost", "low"), number("size", weight=1, edges=(10,)))
    traits = frozenset({"cost", "size"})
    rows = {"cost": (-1,), "size": (0,)}
    computed = Computed(
        traits=traits, trait="cost", replaces=("size",), caps={"low": 2},
        ratings=lambda said: rows if traits <= said.keys() else {},
        reaching=lambda _given: traits, needs=traits, number="size",
        every=lambda _given: [(Answer(trait="size", number=Decimal(3)), rows)],
    )  # fmt: skip
    only = pattern("only", {"cost": {"low": 1}, "size": {"band-0": 2, "band-1": 2}})
    at = position(build_matrix(asked, (only,)), answers(cost="low"), computed)
    found = reachable.Reachable(at)
    assert found.exact
    assert (found.lowest(0), found.highest(0)) == (-1 * 2, 1 * 2)
