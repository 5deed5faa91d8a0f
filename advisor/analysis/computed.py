"""Ratings that several answers give together, in the place of those of single answers.

Everything else in a matrix is a sum over questions. Here it is not: a change of one answer may
move the rating of another. So changes of `traits` are looked at together, and all else stays a sum.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from types import MappingProxyType

from advisor.analysis.cells import Run
from advisor.analysis.matrix import Effect, Ratings
from advisor.analysis.spots import Spot, Spots
from advisor.questionnaire.answers import Answer, Answers, Importance
from advisor.scoring.ledger import VETO

Given = Mapping[str, Answer]
"""Definite answers, by question."""

NOTHING: Mapping[str, Ratings] = MappingProxyType({})

MOST_REMEMBERED = 20_000
"""Answers, and sets of answers, of which it is remembered what they do; beyond, found anew."""

MOST_WALKED = 2_000
"""The same for what numbers do beside sets of answers."""

MOST_NEAR = 64
"""Sets of answers around which the results of changes are at hand."""


@dataclass(frozen=True, slots=True, eq=False)
class Trace:
    """What one answer leaves in each of the things that ratings are computed from."""

    things: tuple[Hashable, ...]


Changed = tuple[tuple[str, Trace], ...]
"""Questions with the traces that other answers to them leave."""


@dataclass(frozen=True, slots=True)
class Told:
    """What is computed for one set of answers: the ratings, and the key of `Computed`."""

    ratings: Mapping[str, Ratings]
    key: Hashable


@dataclass(frozen=True, slots=True)
class Near:
    """What was found after changes that leave these traces, around one set of answers; of numbers
    with their question, None where nothing had been found. `joint` are the places of two of these
    changes whose ratings are no sum."""

    told: dict[Changed, Told] = field(default_factory=dict)
    spots: dict[tuple[str, Changed], Spots | None] = field(default_factory=dict)
    traced: dict[tuple[str, Trace], int] = field(default_factory=dict)
    joint: dict[tuple[Changed, ...], tuple[tuple[int, int], ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Memory:
    """What was found before. Equal traces are one object, unless one of them was forgotten."""

    traces: dict[tuple[object, ...], Trace] = field(default_factory=dict)
    equal: dict[tuple[Hashable, ...], Trace] = field(default_factory=dict)
    told: dict[tuple[Trace, ...], Told] = field(default_factory=dict)
    near: dict[tuple[Trace, ...], Near] = field(default_factory=dict)
    runs: dict[tuple[object, ...], tuple[Run, ...] | None] = field(default_factory=dict)
    spots: dict[tuple[object, ...], Spots] = field(default_factory=dict)
    made: dict[tuple[int, Ratings], tuple[Effect, Effect]] = field(default_factory=dict)
    looking: dict[str, int] = field(default_factory=dict)


def whole(_trait: str, answer: Answer | None) -> tuple[Hashable, ...]:
    """Traces where nothing is known of what ratings are computed from: every answer is its own."""
    return (answer and (answer.options, answer.number),)


def every_answer(given: Given) -> Hashable:
    """The key that goes with `whole`."""
    return tuple(sorted((trait, a.options, a.number) for trait, a in given.items()))


@dataclass(frozen=True, kw_only=True, eq=False)
class Computed:
    """`traits` are the questions that reach a computed rating, those it is given to included.

    `trait` is the question that is rated, within `caps` up and down by its option; the ratings of
    `replaces` fall silent. `ratings` gives both for definite answers, nothing where no rating is
    computed, and equal ones as one object, as by that they are seen to be equal; `reaching` those
    of `traits` on which it depends once these answers are given. `runs` are, for a number of
    `traits` beside other answers, the stretches in each of which no rating changes, from small to
    large (None: not known); what lies between two is not known. `needs` are questions without whose
    answer none is computed; with it the patterns at the places `sure` are always rated, but where a
    number is 0. `number` is an open question whose every answer `every` looks at, given all the
    others: one for all that do the same. `key` tells apart the answers to all but `trait` and
    `number` by what they do to ratings. `traces` are what one answer (None: the question is open)
    leaves in each of the things that ratings are computed from: a thing follows from the traces in
    it, ratings from all of them, and the key too.
    """

    traits: frozenset[str]
    trait: str
    replaces: tuple[str, ...]
    caps: Mapping[str, int]
    ratings: Callable[[Given], Mapping[str, Ratings]]
    reaching: Callable[[Given], frozenset[str]]
    runs: Callable[[str, Given], tuple[Run, ...] | None] = lambda _trait, _given: None
    needs: frozenset[str] = frozenset()
    sure: frozenset[int] = frozenset()
    number: str | None = None
    every: Callable[[Given], Sequence[tuple[Answer, Mapping[str, Ratings]]]] = lambda _given: ()
    key: Callable[[Given], Hashable] = every_answer
    traces: Callable[[str, Answer | None], tuple[Hashable, ...]] = whole
    _memory: Memory = field(default_factory=Memory, init=False, repr=False)

    def counts(self, answers: Answers) -> bool:
        """Whether a rating can be computed: not of a question that is off, as of no answer."""
        return answers.importance(self.trait) is not Importance.OFF

    @property
    def rated(self) -> tuple[str, ...]:
        return (self.trait, *self.replaces)

    @cached_property
    def in_order(self) -> tuple[str, ...]:
        return tuple(sorted(self.traits))

    def trace(self, trait: str, answer: Answer | None) -> Trace:
        """What `answer` to `trait` leaves; None: the question is open."""
        memory, key = self._memory, (trait, answer and (answer.options, answer.number))
        found = memory.traces.get(key)
        if found is None:
            if len(memory.traces) >= MOST_REMEMBERED:
                memory.traces.clear()
                memory.equal.clear()
            made = Trace(self.traces(trait, answer))
            found = memory.traces[key] = memory.equal.setdefault(made.things, made)
        return found

    def looking(self, trait: str, numbers: Iterable[Decimal]) -> int:
        """A bit for each thing in which `numbers`, one of each cell, leave a trace for `trait`."""
        found = self._memory.looking.get(trait)
        if found is None:
            left = [self.trace(trait, Answer(trait=trait, number=number)) for number in numbers]
            things = zip(*[trace.things for trace in left], strict=True)
            found = sum(1 << place for place, said in enumerate(things) if set(said) != {None})
            self._memory.looking[trait] = found
        return found

    def put_in(self, effect: Effect, row: Ratings) -> Effect:
        """`effect` with computed ratings in the place of its own; the same object each time."""
        made, key = self._memory.made, (id(effect), row)
        found = made.get(key)
        if found is None:
            if len(made) >= MOST_REMEMBERED:
                made.clear()
            found = made[key] = effect, with_ratings(effect, row)
        return found[1]

    def near(self, traces: Mapping[str, Trace]) -> Near:
        """What was found before around answers that leave `traces`."""
        near = self._memory.near
        if len(near) >= MOST_NEAR:
            near.clear()
        return near.setdefault(tuple(traces.values()), Near())

    def runs_beside(
        self, trait: str, traces: Mapping[str, Trace], given: Given
    ) -> tuple[Run, ...] | None:
        """`runs` beside `given`, whose answers leave `traces`."""
        runs, key = self._memory.runs, _beside(trait, traces)
        if key not in runs:
            if len(runs) >= MOST_WALKED:
                runs.clear()
            runs[key] = self.runs(trait, {t: a for t, a in given.items() if t != trait})
        return runs[key]

    def known_spots(self, trait: str, traces: Mapping[str, Trace]) -> Spots | None:
        """What was found before of the numbers that answer `trait` beside answers that leave
        `traces`."""
        return self._memory.spots.get(_beside(trait, traces))

    def spots_beside(
        self, trait: str, traces: Mapping[str, Trace], made: Callable[[], Iterable[Spot]]
    ) -> Spots:
        """The same; if there is nothing, what is `made`."""
        spots, key = self._memory.spots, _beside(trait, traces)
        if key not in spots:
            if len(spots) >= MOST_WALKED:
                spots.clear()
            spots[key] = Spots(self.trait, tuple(made()))
        return spots[key]

    def told(self, traces: Mapping[str, Trace], given: Callable[[], Given]) -> Told:
        """What is computed for answers that leave `traces`, all of `self.traits` in their order."""
        told, key = self._memory.told, tuple(traces.values())
        found = told.get(key)
        if found is None:
            if len(told) >= MOST_REMEMBERED:
                told.clear()
            answers = given()
            found = told[key] = Told(self.ratings(answers), self.key(answers))
        return found


def _beside(trait: str, traces: Mapping[str, Trace]) -> tuple[object, ...]:
    """What decides what numbers that answer `trait` do."""
    return (trait, *[trace for other, trace in traces.items() if other != trait])


def definite(traits: Iterable[str], answers: Answers) -> dict[str, Answer]:
    """The answers to those of `traits` that have a definite one."""
    known = ((trait, answers.known(trait)) for trait in traits)
    return {trait: answer for trait, answer in known if answer is not None}


def with_ratings(effect: Effect, computed: Ratings) -> Effect:
    """`effect` with computed ratings in the place of its own."""
    ratings = list(effect.ratings)
    vetoes, spoken = effect.vetoes, effect.spoken
    for place, rating in enumerate(computed):
        if rating is not None:
            ratings[place] = rating
            bit = 1 << place
            vetoes = vetoes & ~bit | (bit if rating == VETO else 0)
            spoken = spoken & ~bit | (bit if rating else 0)
    return Effect(tuple(ratings), vetoes, spoken, effect.broken)
