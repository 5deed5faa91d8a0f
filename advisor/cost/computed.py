"""The computed ratings of many sets of answers that differ in a few, for an analysis."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import count
from types import MappingProxyType

from advisor.catalog.cost_model import Advice, CostModel, Input, InputRule
from advisor.catalog.model import Above, Below, Predicate, Questionnaire
from advisor.cost.advice import capped
from advisor.cost.levels import Levels, LevelTable
from advisor.cost.traces import Traces
from advisor.cost.volumes import AtVolume, at_every_volume
from advisor.cost.walks import EVERY, Given, Run, Walks
from advisor.cost.workload import InputValue, Request, Workload, input_value
from advisor.questionnaire import Answers
from advisor.scoring.evidence import Evidence
from advisor.scoring.kleene import atoms, evaluate, traits
from advisor.scoring.model import Truth

MOST_LEVELS = 20_000
"""Workloads whose levels one request remembers; beyond, they are forgotten and found anew."""

MOST_EVERY = 500
"""As many workloads are remembered over every volume."""


class ComputedRatings:
    """What answers do to the ratings that cost replaces, for one request.

    `traits` are the questions whose answers reach a computed rating.
    """

    def __init__(
        self, model: CostModel, advice: Advice, questionnaire: Questionnaire, request: Request
    ) -> None:
        self.advice = advice
        self._questionnaire = questionnaire
        self._request = request
        self._table = LevelTable(model, advice)
        looked_at = {
            item.id: () if item.id in request.given else _looked_at(item.rules, questionnaire)
            for item in model.inputs
        }
        self._open = [item for item in model.inputs if looked_at[item.id]]
        self._apart_from_volume = [item for item in self._open if item.id != model.volume]
        self._looked_at = looked_at
        self._asked = tuple(sorted({trait for needed in looked_at.values() for trait in needed}))
        self._places = {
            trait: [i for i, item in enumerate(self._open) if trait in looked_at[item.id]]
            for trait in self._asked
        }
        self.traits = frozenset(
            {trait for needed in looked_at.values() for trait in needed}
            | {advice.trait, *advice.replaces}
        )
        nothing = Evidence(questionnaire=questionnaire, answers=Answers(), estimates=True)
        self._base = Workload(
            model=model,
            region=request.region,
            variants=frozenset(request.variants),
            flat_rate=request.flat_rate,
            free_allowances=request.free_allowances,
            inputs={item.id: input_value(item, nothing, request) for item in model.inputs},
        )
        self._walks = Walks(self._base, advice, self._open, self._inputs_of)
        self._every: dict[tuple[object, ...], tuple[AtVolume, ...]] = {}
        self.number = self._number_of(model)
        self.traces = Traces(self._open, looked_at, questionnaire)
        self.needs = frozenset({advice.trait} | ({self.number} if self.number else set()))
        told = self.number is not None or self._base.volume
        self.sure = frozenset(_priced_anywhere(model, request.region) if told else ())
        self._inputs: dict[tuple[object, ...], tuple[InputValue, int]] = {}
        self._codes: dict[Fraction | None, int] = {}
        self._new_codes = count()
        self._levels: dict[tuple[int, ...], Levels] = {}
        self._latest: tuple[Given | None, Sequence[tuple[InputValue, int]]] = (None, ())

    def ratings(self, given: Given) -> Mapping[str, int]:
        """By priced pattern, as `cost_ratings` has them; nothing where cost stays in words."""
        answer = given.get(self.advice.trait)
        if answer is None:
            return {}
        cap = self.advice.caps[answer.options[0]]
        return {slug: capped(level, cap) for slug, level in self._of(given).items()}

    def every(self, given: Given) -> tuple[tuple[Decimal, Mapping[str, int]], ...]:
        """`ratings` for each number that could answer the question `number`: one number for all
        that are rated and judged in words alike. Raises ValueError where there is no such question
        or no answer about cost."""
        answer = given.get(self.advice.trait)
        if answer is None or self.number is None:
            raise ValueError("ratings follow from a number only where cost was answered")
        cap = self.advice.caps[answer.options[0]]
        return tuple(
            (at.number, {slug: capped(level, cap) for slug, level in at.levels.items()})
            for at in self._at_every_volume(given)
        )

    def key(self, given: Given) -> Hashable:
        """What ratings hang on beside the answer to `number` and the one about cost."""
        inputs = self._inputs_of(given)
        if self.number is None:
            return tuple([code for _item, code in inputs])
        volume = self._base.model.volume
        return tuple([code for item, code in inputs if item.input.id != volume])

    def reaching(self, given: Given) -> frozenset[str]:
        """Those of `traits` that a rule looks at which these answers do not rule out."""
        answers = Answers(MappingProxyType(dict(given)))
        evidence = Evidence(questionnaire=self._questionnaire, answers=answers, estimates=True)
        rules = [
            rule
            for item in self._open
            for rule in item.rules
            if rule.when is None or evaluate(rule.when, evidence) is not Truth.FALSE
        ]
        return frozenset({*_looked_at(rules, self._questionnaire), self.advice.trait})

    def runs(self, trait: str, given: Given) -> tuple[Run, ...] | None:
        """Stretches of the number that answers `trait`, beside the other answers, in each of which
        no rating changes, from small to large; None where they are not known."""
        if trait not in self._asked or self.advice.trait not in given:
            return (EVERY,)
        return self._walks.runs(trait, given)

    def _at_every_volume(self, given: Given) -> tuple[AtVolume, ...]:
        key = (self.key(given),)
        found = self._every.get(key)
        if found is None:
            if len(self._every) >= MOST_EVERY:
                self._every.clear()
            changed = {item.id: self._input(item, given) for item in self._apart_from_volume}
            workload = replace(self._base, inputs={**self._base.inputs, **changed})
            bands = self._questionnaire.by_id[self.number or ""].bands
            found = self._every[key] = at_every_volume(
                workload, self.advice, [band.lower for band in bands]
            )
        return found

    def _number_of(self, model: CostModel) -> str | None:
        """The question whose number is the volume, and that nothing else looks at."""
        item = model.by_id[model.volume]
        if item.id not in {other.id for other in self._open} or item.default is not None:
            return None
        answers = {rule.answer if rule.when is None else None for rule in item.rules}
        elsewhere = {t for other in self._apart_from_volume for t in self._looked_at[other.id]}
        found = answers.pop() if len(answers) == 1 else None
        return None if found in elsewhere else found

    def _of(self, given: Given) -> Levels:
        """Answers that set the same inputs share what follows."""
        inputs = self._inputs_of(given)
        key = tuple([code for _item, code in inputs])
        found = self._levels.get(key)
        if found is None:
            if len(self._levels) >= MOST_LEVELS:
                self._levels.clear()
            changed = {item.input.id: item for item, _code in inputs}
            workload = replace(self._base, inputs={**self._base.inputs, **changed})
            found = self._levels[key] = self._table.levels(workload)
        return found

    def _inputs_of(self, given: Given) -> Sequence[tuple[InputValue, int]]:
        """Of what answers reach, each with the code of its value. Most answers are those that were
        asked for before."""
        last, known = self._latest
        if last is given:
            return known
        if last is None:
            found = [self._coded(item, given) for item in self._open]
        else:
            found = [*known]
            changed = [t for t in self._asked if given.get(t) is not last.get(t)]
            for place in {place for trait in changed for place in self._places[trait]}:
                found[place] = self._coded(self._open[place], given)
        self._latest = given, found
        return found

    def _input(self, item: Input, given: Given) -> InputValue:
        return self._coded(item, given)[0]

    def _coded(self, item: Input, given: Given) -> tuple[InputValue, int]:
        """With a number for its value, as equal fractions take long to be seen as equal."""
        needed = [given.get(trait) for trait in self._looked_at[item.id]]
        key = (item.id, *[a and (a.options, a.number) for a in needed])
        found = self._inputs.get(key)
        if found is None:
            answers = Answers(MappingProxyType({a.trait: a for a in needed if a is not None}))
            evidence = Evidence(questionnaire=self._questionnaire, answers=answers, estimates=True)
            value = input_value(item, evidence, self._request)
            found = value, self._code(value.value)
            if len(self._inputs) < MOST_LEVELS:
                self._inputs[key] = found
        return found

    def _code(self, value: Fraction | None) -> int:
        """The same for equal values, until too many are remembered; never that of another."""
        found = self._codes.get(value)
        if found is None:
            if len(self._codes) >= MOST_LEVELS:
                self._codes.clear()
            found = self._codes[value] = next(self._new_codes)
        return found


def _priced_anywhere(model: CostModel, region: str) -> Iterator[str]:
    """The patterns with every price in the Region: whatever is bought, they are rated."""
    for slug, variants in model.by_pattern().items():
        items = [item for variant in variants for item in variant.items]
        whole = any(variant.counting is None for variant in variants)
        if whole and all(item.price.tariff(region) is not None for item in items):
            yield slug


def _looked_at(rules: Sequence[InputRule], questionnaire: Questionnaire) -> tuple[str, ...]:
    """The questions whose answers set an input."""
    found = {rule.answer for rule in rules if rule.answer is not None}
    for rule in rules:
        if rule.when is not None:
            found |= {*traits(rule.when), *_estimating(rule.when, questionnaire)}
    return tuple(sorted(found))


def _estimating(when: Predicate, questionnaire: Questionnaire) -> set[str]:
    """Questions that stand in for a number that `when` compares."""
    compared = (atom.trait for atom in atoms(when) if isinstance(atom, Above | Below))
    estimates = (questionnaire.by_id[trait].estimate for trait in compared)
    return {estimate.question for estimate in estimates if estimate is not None}
