"""A catalog as integers: what each possible answer does to each pattern. Built once per catalog."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from advisor.analysis.cells import NumberLine, number_line
from advisor.analysis.conditions import (
    TRUE,
    Condition,
    Sight,
    Value,
    compiled,
    counting,
    sights,
    value_of,
)
from advisor.catalog.model import (
    Above,
    Below,
    Pattern,
    Question,
    QuestionKind,
    Questionnaire,
    Severity,
)
from advisor.questionnaire.answers import Answer
from advisor.scoring.kleene import atoms, traits
from advisor.scoring.ledger import VETO

Ratings = tuple[int | None, ...]
"""By pattern, in the catalog's order; None where a pattern keeps the rating of its own answer."""

Seen = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Effect:
    """What one answer does to the patterns, by itself.

    `ratings` is the sum of the ratings of what was chosen, by pattern. `vetoes` has the bit of
    each pattern with -2, `spoken` of each with any rating but 0, `broken` of each exclusion of
    this question alone that then holds.
    """

    ratings: tuple[int, ...]
    vetoes: int = 0
    spoken: int = 0
    broken: int = 0

    @property
    def speaks(self) -> bool:
        return self.spoken != 0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Exclusion:
    """One constraint that excludes: a bit of its own, the pattern's place, what it looks at.

    `sights` say by question what it sees of an answer; `known` has by their sum whether it holds,
    as far as that was asked. `lifting` are those of `traits` that decide whether the answers to
    others count.
    """

    bit: int
    pattern: int
    traits: tuple[str, ...]
    holds: Condition
    sights: Mapping[str, Sight]
    lifting: frozenset[str] = frozenset()
    known: dict[int, bool] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, eq=False)
class Column:
    """One question, with what its answers do. Columns are equal only to themselves."""

    index: int
    question: Question
    effects: Mapping[str, Effect]
    line: NumberLine
    own: tuple[Exclusion, ...]
    shared: tuple[Exclusion, ...]
    width: int

    @cached_property
    def id(self) -> str:
        return self.question.id

    @property
    def matters(self) -> bool:
        """Whether any answer to it can change anything."""
        return bool(self.question.weight or self.own or self.shared)

    @cached_property
    def own_bits(self) -> int:
        """The bits of the exclusions that look at this question alone."""
        return sum(exclusion.bit for exclusion in self.own)

    def seen(self, answer: Answer | None) -> Seen:
        """By exclusion of `shared`, what it sees of `answer`. None: the question is open."""
        if answer is None or answer.unknown:
            return _seen(self, None, None)
        place = None if answer.number is None else self.line.place(answer.number)
        return _seen(self, answer.options, place)

    @cached_property
    def criteria(self) -> int:
        """How often its weight counts."""
        several = self.question.kind is QuestionKind.SEVERAL
        return len(self.question.options) if several else 1

    @cached_property
    def nothing(self) -> Effect:
        return Effect((0,) * self.width)

    def effect(self, answer: Answer | None) -> Effect:
        """What `answer` does. An open question does nothing."""
        value = value_of(answer)
        if answer is None or value is None:
            return self.nothing
        if self.question.kind is QuestionKind.SINGLE:
            return self.effects[answer.options[0]]
        if answer.number is not None:
            band = self.question.band_for(answer.number) if self.question.weight else None
            return self._joined([] if band is None else [self.effects[band.id]], value)
        return self._joined([self.effects[option] for option in answer.options], value)

    def _joined(self, parts: Sequence[Effect], value: Value) -> Effect:
        sums = tuple(map(sum, zip(*(part.ratings for part in parts), strict=True)))
        vetoes = spoken = 0
        for part in parts:
            vetoes |= part.vetoes
            spoken |= part.spoken
        return Effect(
            sums or self.nothing.ratings,
            vetoes,
            spoken,
            _broken(self.own, self.id, value),
        )


@dataclass(frozen=True, kw_only=True)
class Matrix:
    """`masks` has, by pattern, the bits of its exclusions. Patterns are in the catalog's order."""

    questionnaire: Questionnaire
    patterns: tuple[Pattern, ...]
    columns: tuple[Column, ...]
    exclusions: tuple[Exclusion, ...]

    @property
    def width(self) -> int:
        return len(self.patterns)

    @cached_property
    def masks(self) -> tuple[int, ...]:
        return tuple(
            sum(item.bit for item in self.exclusions if item.pattern == place)
            for place in range(self.width)
        )

    @cached_property
    def bits(self) -> tuple[tuple[int, int], ...]:
        """By pattern, its own bit and those of its exclusions."""
        return tuple((1 << place, mask) for place, mask in enumerate(self.masks))

    @cached_property
    def by_trait(self) -> Mapping[str, Column]:
        return {column.id: column for column in self.columns}

    @cached_property
    def slugs(self) -> tuple[str, ...]:
        return tuple(pattern.slug for pattern in self.patterns)

    def named(self, mask: int) -> tuple[str, ...]:
        """The slugs in `mask`, sorted as a ranking sorts equals."""
        found = self._named.get(mask)
        if found is None:
            slugs = (slug for place, slug in enumerate(self.slugs) if mask >> place & 1)
            found = self._named[mask] = tuple(sorted(slugs))
        return found

    @cached_property
    def _named(self) -> dict[int, tuple[str, ...]]:
        return {}


def build_matrix(questionnaire: Questionnaire, patterns: Sequence[Pattern]) -> Matrix:
    exclusions = tuple(_exclusions(questionnaire, patterns))
    columns = tuple(
        _column(index, question, patterns, exclusions)
        for index, question in enumerate(questionnaire.questions)
    )
    return Matrix(
        questionnaire=questionnaire,
        patterns=tuple(patterns),
        columns=columns,
        exclusions=exclusions,
    )


def _exclusions(questionnaire: Questionnaire, patterns: Sequence[Pattern]) -> Iterator[Exclusion]:
    excluding = (
        (place, constraint)
        for place, pattern in enumerate(patterns)
        for constraint in pattern.constraints
        if constraint.severity is Severity.EXCLUDE
    )
    for number, (place, constraint) in enumerate(excluding):
        looked_at = traits(constraint.when)
        conditional = questionnaire.conditional
        guards = {trait: conditional[trait] for trait in looked_at if trait in conditional}
        lifting = dict.fromkeys(unless.question for unless in guards.values())
        all_traits = tuple(dict.fromkeys((*looked_at, *lifting)))
        yield Exclusion(
            bit=1 << number,
            pattern=place,
            traits=all_traits,
            holds=counting(compiled(constraint.when), guards),
            sights=sights(constraint.when, guards, all_traits),
            lifting=frozenset(lifting),
        )


@lru_cache(maxsize=4096)
def _seen(column: Column, options: tuple[str, ...] | None, place: int | None) -> Seen:
    """`place` is that of a number's cell: no exclusion tells the numbers in it apart."""
    value: Value | None = None if options is None else frozenset(options)
    if place is not None:
        value = column.line.cells[place].number
    return tuple(item.sights[column.id](value) for item in column.shared)


def _column(
    index: int, question: Question, patterns: Sequence[Pattern], exclusions: Sequence[Exclusion]
) -> Column:
    looking = [item for item in exclusions if question.id in item.traits]
    own = tuple(item for item in looking if len(item.traits) == 1)
    return Column(
        index=index,
        question=question,
        effects={option: _effect(question, option, patterns, own) for option in question.rated_ids},
        line=number_line(question, _comparisons(question, patterns)),
        own=own,
        shared=tuple(item for item in looking if len(item.traits) > 1),
        width=len(patterns),
    )


def _effect(
    question: Question, option: str, patterns: Sequence[Pattern], own: Sequence[Exclusion]
) -> Effect:
    """What one option does. Only of a single choice can it be said alone what it excludes."""
    is_single = question.kind is QuestionKind.SINGLE
    broken = _broken(own, question.id, frozenset((option,))) if is_single else 0
    if not question.weight:
        return Effect((0,) * len(patterns), broken=broken)
    ratings = _ratings(question, option, patterns)
    vetoes = sum(1 << place for place, rating in enumerate(ratings) if rating == VETO)
    return Effect(ratings, vetoes, _bits(ratings), broken)


def _bits(ratings: Sequence[int]) -> int:
    return sum(1 << place for place, rating in enumerate(ratings) if rating)


def _ratings(question: Question, option: str, patterns: Sequence[Pattern]) -> tuple[int, ...]:
    found = [pattern.rating_of.get((question.id, option)) for pattern in patterns]
    return tuple([0 if rating is None else rating.value for rating in found])


def _broken(own: Sequence[Exclusion], trait: str, value: Value) -> int:
    """The bits of those exclusions that `value` makes true."""
    values = {trait: value}
    return sum(item.bit for item in own if item.holds(values) == TRUE)


def _comparisons(question: Question, patterns: Sequence[Pattern]) -> list[Above | Below]:
    return [
        atom
        for pattern in patterns
        for constraint in pattern.constraints
        if constraint.severity is Severity.EXCLUDE
        for atom in atoms(constraint.when)
        if isinstance(atom, Above | Below) and atom.trait == question.id
    ]
