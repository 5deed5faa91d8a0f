"""Ratings that several answers give together, in the place of those of single answers.

Everything else in a matrix is a sum over questions. Here it is not: a change of one answer may
move the rating of another. So changes of `traits` are looked at together, and all else stays a sum.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from advisor.analysis.cells import Run
from advisor.analysis.matrix import Effect
from advisor.questionnaire.answers import Answer, Answers, Importance
from advisor.scoring.ledger import VETO

Given = Mapping[str, Answer]
"""Definite answers, by question."""

Ratings = tuple[int | None, ...]
"""By pattern, in the catalog's order; None where a pattern keeps the rating of its own answer."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Computed:
    """`traits` are the questions that reach a computed rating, those it is given to included.

    `trait` is the question that is rated, within `caps` up and down by its option; the ratings of
    `replaces` fall silent. `ratings` gives both for definite answers, nothing where no rating is
    computed; `reaching` those of `traits` on which it depends once these answers are given. `runs`
    are, for a number of `traits` beside other answers, the stretches in each of which no rating
    changes, from small to large (None: not known); what lies between two is not known.
    `needs` are questions without whose answer none is computed; with it the patterns at the
    places `sure` are always rated, but where a number is 0. `number` is an open question whose
    every answer `every` looks at, given all the others: one for all that do the same. `key` tells
    apart the answers to all but `trait` and `number` by what they do to ratings. `groups` are
    questions that one rule looks at together (empty: all of them).
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
    key: Callable[[Given], Hashable] = frozenset
    groups: tuple[frozenset[str], ...] = ()

    def counts(self, answers: Answers) -> bool:
        """Whether a rating can be computed: not of a question that is off, as of no answer."""
        return answers.importance(self.trait) is not Importance.OFF

    @property
    def rated(self) -> tuple[str, ...]:
        return (self.trait, *self.replaces)


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


class Rows:
    """Effects with computed ratings, each made once: many changes lead to the same."""

    def __init__(self, known: Iterable[tuple[Effect, Ratings, Effect]]) -> None:
        """`known` are effects, what is computed for them, and both together."""
        self._made = {(id(effect), row): (effect, made) for effect, row, made in known}

    def put_in(self, effect: Effect, row: Ratings) -> Effect:
        """Effects are held beside what was made of them, so that no other takes their identity."""
        key = (id(effect), row)
        found = self._made.get(key)
        if found is None:
            found = self._made[key] = (effect, with_ratings(effect, row))
        return found[1]
