"""The stretches of a number in each of which no rating changes, beside other answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from typing import TypeGuard

from advisor.catalog.cost_model import Advice, Input
from advisor.catalog.model import Above, Below, Predicate
from advisor.cost.runs import SpanTable, is_straight, runs
from advisor.cost.workload import InputValue, Workload
from advisor.questionnaire.answers import Answer
from advisor.scoring.kleene import atoms

Given = Mapping[str, Answer]
"""The definite answers, by question."""

Cut = tuple[Decimal, bool]
"""A place between two numbers: before the number, or (True) behind it."""

Run = tuple[Cut | None, Cut | None]
"""Numbers between two cuts; None is an end of the line."""

EVERY: Run = (None, None)
MOST_WALKS = 500
"""As many walks are remembered; beyond, they are forgotten and walked anew."""


class Walks:
    """Of workloads that differ from `base` in `inputs`, whose values, each with a code of its own,
    `values` finds in answers."""

    def __init__(
        self,
        base: Workload,
        advice: Advice,
        inputs: Sequence[Input],
        values: Callable[[Given], Sequence[tuple[InputValue, int]]],
    ) -> None:
        self._base, self._advice, self._inputs, self._values = base, advice, inputs, values
        self._spans = SpanTable(base.model, advice)
        self._found: dict[tuple[object, ...], tuple[Run, ...] | None] = {}
        self._cuts: dict[str, Sequence[Cut]] = {}
        self._straight: dict[frozenset[str], bool] = {}

    def runs(self, trait: str, given: Given) -> tuple[Run, ...] | None:
        """For the number that answers `trait`, from small to large; None: they are not known."""
        if trait not in self._cuts:
            self._cuts[trait] = sorted(self._cuts_of(trait))
        found: list[Run] = []
        for first, last in pairwise([None, *self._cuts[trait], None]):
            between = self._between(trait, given, first, last)
            if between is None:
                return None
            found += between
        return tuple(found)

    def _cuts_of(self, trait: str) -> set[Cut]:
        """Where a rule begins or ends to hold, or an input that is this number to follow it."""
        rules = (rule for item in self._inputs for rule in item.rules)
        compared = (a for r in rules if r.when is not None for a in atoms(r.when))
        fed = [self._base.model.by_id[name] for name in self._fed_by(trait)]
        return {
            *((a.bound, isinstance(a, Above)) for a in compared if _compares(a, trait)),
            *((item.minimum, True) for item in fed),
            *((item.maximum, False) for item in fed),
        }

    def _fed_by(self, trait: str) -> Iterator[str]:
        """The inputs that may follow the number which answers `trait`."""
        for item in self._inputs:
            if any(rule.answer == trait for rule in item.rules):
                yield item.id

    def _between(
        self, trait: str, given: Given, first: Cut | None, last: Cut | None
    ) -> tuple[Run, ...] | None:
        """Within two neighbouring cuts; None where months are no straight lines."""
        if first is None or last is None:
            return ((first, last),)
        low, high = first[0], last[0]
        probe = (low + high) / 2
        tried = {**given, trait: Answer(trait=trait, number=probe)}
        inputs = {item.input.id: (item, code) for item, code in self._values(tried)}
        fed = frozenset(name for name in self._fed_by(trait) if inputs[name][0].value == probe)
        changed = {name: item for name, (item, _code) in inputs.items()}
        workload = replace(self._base, inputs={**self._base.inputs, **changed})
        if not fed or not workload.volume:
            return ((first, last),)
        codes = [name if name in fed else code for name, (_item, code) in inputs.items()]
        key = (low, high, *codes)
        if key not in self._found:
            if len(self._found) >= MOST_WALKS:
                self._found.clear()
            self._found[key] = self._walked(workload, fed, first, last)
        return self._found[key]

    def _walked(
        self, workload: Workload, fed: frozenset[str], first: Cut, last: Cut
    ) -> tuple[Run, ...] | None:
        if fed not in self._straight:
            self._straight[fed] = is_straight(workload.model, self._advice, fed)
        if not self._straight[fed]:
            return None
        low, high = float(first[0]), float(last[0])
        found = runs(self._spans.rows(workload, fed, low, high), low, high)
        return tuple((max(first, (low, False)), min(last, (high, True))) for low, high in found)


def _compares(atom: Predicate, trait: str) -> TypeGuard[Above | Below]:
    return isinstance(atom, Above | Below) and atom.trait == trait
