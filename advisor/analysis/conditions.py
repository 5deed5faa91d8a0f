"""Conditions as functions, for the many thousand small questions that an analysis asks.

They say what `advisor.scoring.kleene` says of stated answers: estimates exclude nothing, so they
have no place here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal

from advisor.catalog.model import Above, All, AnyOf, Below, Is, Not, Predicate
from advisor.catalog.questions import Unless
from advisor.questionnaire.answers import Answer
from advisor.scoring.kleene import atoms
from advisor.scoring.model import Truth

Value = frozenset[str] | Decimal
"""What was said to one question: the chosen options, or the number."""

Values = Mapping[str, Value]
"""What was said, by question; an open question is absent."""

Condition = Callable[[Values], int]
"""Gives 0, 1 or 2, as `Truth` does."""

Sight = Callable[[Value | None], int]
"""Tells answers to one question apart (None: it is open)."""

DIGIT = 2
"""Bits for what one comparison gives."""

FALSE, UNKNOWN, TRUE = int(Truth.FALSE), int(Truth.UNKNOWN), int(Truth.TRUE)


def value_of(answer: Answer | None) -> Value | None:
    if answer is None or answer.unknown:
        return None
    return frozenset(answer.options) if answer.number is None else answer.number


def values_of(given: Iterable[Answer | None]) -> dict[str, Value]:
    found = ((answer.trait, value_of(answer)) for answer in given if answer is not None)
    return {trait: value for trait, value in found if value is not None}


def compiled(predicate: Predicate) -> Condition:
    match predicate:
        case All(parts):
            return _all(tuple(map(compiled, parts)))
        case AnyOf(parts):
            return _any(tuple(map(compiled, parts)))
        case Not(part):
            return _not(compiled(part))
        case Is(trait, options):
            return _is(trait, frozenset(options))
        case Above(trait, bound):
            return _above(trait, bound)
        case Below(trait, bound):
            return _below(trait, bound)


def counting(condition: Condition, guards: Mapping[str, Unless]) -> Condition:
    """`condition` on the answers that count; `guards` by the questions it looks at."""
    if not guards:
        return condition
    rules = tuple((trait, u.question, frozenset(u.options)) for trait, u in guards.items())

    def guarded(values: Values) -> int:
        resting = [
            trait
            for trait, one, options in rules
            if trait in values and _meets(values.get(one), options)
        ]
        if not resting:
            return condition(values)
        kept = {**values}
        for trait in resting:
            del kept[trait]
        return condition(kept)

    return guarded


def sights(
    predicate: Predicate, guards: Mapping[str, Unless], looked_at: Iterable[str]
) -> dict[str, Sight]:
    """By question, what a guarded condition sees of the answer to it. Each has digits of its own:
    whether the condition holds follows from their sum."""
    found: dict[str, Sight] = {}
    start = 0
    for trait in looked_at:
        compared = tuple(compiled(atom) for atom in atoms(predicate) if atom.trait == trait)
        guarding = tuple(frozenset(u.options) for u in guards.values() if u.question == trait)
        found[trait] = _sight(trait, compared, guarding, start)
        start += DIGIT * (len(compared) + len(guarding))
    return found


def _sight(
    trait: str, compared: tuple[Condition, ...], guarding: tuple[frozenset[str], ...], start: int
) -> Sight:
    def seen(value: Value | None) -> int:
        values = {} if value is None else {trait: value}
        digits = [*(c(values) for c in compared), *(_meets(value, o) for o in guarding)]
        return sum(digit << start + DIGIT * place for place, digit in enumerate(digits))

    return seen


def _meets(value: Value | None, options: frozenset[str]) -> bool:
    return isinstance(value, frozenset) and not value.isdisjoint(options)


def _all(parts: tuple[Condition, ...]) -> Condition:
    return lambda values: min([part(values) for part in parts])


def _any(parts: tuple[Condition, ...]) -> Condition:
    return lambda values: max([part(values) for part in parts])


def _not(part: Condition) -> Condition:
    return lambda values: TRUE - part(values)


def _is(trait: str, wanted: frozenset[str]) -> Condition:
    def condition(values: Values) -> int:
        chosen = values.get(trait)
        if not isinstance(chosen, frozenset):
            return UNKNOWN
        return TRUE if chosen & wanted else FALSE

    return condition


def _above(trait: str, bound: Decimal) -> Condition:
    def condition(values: Values) -> int:
        number = values.get(trait)
        if not isinstance(number, Decimal):
            return UNKNOWN
        return TRUE if number > bound else FALSE

    return condition


def _below(trait: str, bound: Decimal) -> Condition:
    def condition(values: Values) -> int:
        number = values.get(trait)
        if not isinstance(number, Decimal):
            return UNKNOWN
        return TRUE if number < bound else FALSE

    return condition
