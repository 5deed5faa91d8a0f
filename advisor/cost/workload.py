"""What is calculated: every input with its value and where the value comes from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType

from advisor.catalog.cost_model import CostModel, Counting, Input, InputRule, Variant
from advisor.catalog.model import Questionnaire
from advisor.questionnaire import Answers
from advisor.questionnaire.numbers import misgrouped, parse_number, plain
from advisor.scoring.evidence import Evidence
from advisor.scoring.kleene import atoms, evaluate, traits
from advisor.scoring.model import Truth

REGION, VARIANT = "region", "variant"
FLAT_RATE, FREE_ALLOWANCES = "flat_rate", "free_allowances"
SWITCHES = (FLAT_RATE, FREE_ALLOWANCES)
RESERVED = frozenset({REGION, VARIANT, *SWITCHES})
"""Keys beside the inputs' own names."""

_ON = {"on": True, "1": True, "yes": True, "true": True}
_OFF = {"off": False, "0": False, "no": False, "false": False}
SWITCH_WORDS = ("on", "off")
_SHOWN = 60


class Origin(StrEnum):
    GIVEN = "given"
    ANSWER = "answer"
    ALLOWANCE = "allowance"
    DEFAULT = "default"


class FaultCode(StrEnum):
    NOT_A_NUMBER = "not-a-number"
    MISGROUPED = "misplaced-separator"
    OUT_OF_RANGE = "out-of-range"
    NOT_WHOLE = "not-whole"
    GIVEN_TWICE = "given-twice"
    UNKNOWN_REGION = "unknown-region"
    UNKNOWN_VARIANT = "unknown-variant"
    UNKNOWN_SWITCH = "unknown-switch"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A value that cannot be used. `expected` is what would do: words, or a range's two ends."""

    code: FaultCode
    key: str
    value: str
    expected: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What a link or a form says about cost, read; what it does not say is absent.

    `variants` are those chosen: instead of the cheapest of their pattern, or, of an optional
    addition, to be counted.
    """

    region: str
    given: Mapping[str, Decimal]
    variants: tuple[str, ...] = ()
    flat_rate: bool = False
    free_allowances: bool = False
    faults: tuple[Fault, ...] = ()

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """The same as keys and values, without the Region, which the caller may leave out."""
        switches = {FLAT_RATE: self.flat_rate, FREE_ALLOWANCES: self.free_allowances}
        on = [(key, SWITCH_WORDS[0]) for key, value in switches.items() if value]
        chosen = [(VARIANT, name) for name in self.variants]
        return (*((key, plain(value)) for key, value in self.given.items()), *on, *chosen)


@dataclass(frozen=True, slots=True, kw_only=True)
class InputValue:
    """`value` None: no volume is known, or each variant has its own.

    `because` are the questions whose answers say so, where `origin` is an answer.
    """

    input: Input
    value: Fraction | None
    origin: Origin
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Workload:
    model: CostModel
    region: str
    variants: frozenset[str]
    flat_rate: bool
    free_allowances: bool
    inputs: Mapping[str, InputValue]

    @property
    def volume(self) -> Fraction | None:
        return self.inputs[self.model.volume].value

    def at(self, volume: Fraction) -> Workload:
        """The same with another volume."""
        changed = replace(self.inputs[self.model.volume], value=volume)
        inputs = MappingProxyType({**self.inputs, self.model.volume: changed})
        return replace(self, inputs=inputs)

    @property
    def values(self) -> dict[str, Fraction]:
        """The inputs that have a value."""
        return {name: item.value for name, item in self.inputs.items() if item.value is not None}


def choosable(model: CostModel) -> dict[str, Variant]:
    """The variants that a request may name, by id."""
    found = {}
    for item in model.variants:
        whole = [other for other in model.of_pattern(item.pattern) if other.counting is None]
        if item.counting is Counting.OPTIONAL or (item.counting is None and len(whole) > 1):
            found[item.id] = item
    return found


def cost_keys(model: CostModel, questionnaire: Questionnaire) -> frozenset[str]:
    """The keys that concern cost and nothing else: no question has such a name."""
    return (RESERVED | model.by_id.keys()) - questionnaire.by_id.keys()


# --- reading --------------------------------------------------------------------------------


def read_request(model: CostModel, pairs: Iterable[tuple[str, str]]) -> Request:
    """Reads the keys that concern cost and passes over the others. Never raises for any text."""
    values: dict[str, list[str]] = {}
    for key, value in pairs:
        if (key in model.by_id or key in RESERVED) and value.strip():
            values.setdefault(key, []).append(value.strip())
    return _Reader(model).read(values)


class _Reader:
    def __init__(self, model: CostModel) -> None:
        self._model = model
        self._faults: list[Fault] = []

    def read(self, values: Mapping[str, list[str]]) -> Request:
        given = {}
        for item in self._model.inputs:
            number = self._number(item, values.get(item.id, []))
            if number is not None:
                given[item.id] = number
        return Request(
            region=self._region(values.get(REGION, [])),
            given=MappingProxyType(given),
            variants=self._variants(values.get(VARIANT, [])),
            flat_rate=self._switch(FLAT_RATE, values),
            free_allowances=self._switch(FREE_ALLOWANCES, values),
            faults=tuple(self._faults),
        )

    def _number(self, item: Input, raw: list[str]) -> Decimal | None:
        found = self._one(item.id, raw)
        if found is None or found == "unknown":
            return None
        number = parse_number(found)
        ends = (plain(item.minimum), plain(item.maximum))
        if number is None:
            code = FaultCode.MISGROUPED if misgrouped(found) else FaultCode.NOT_A_NUMBER
            self._fault(code, item.id, found, ends)
            return None
        if not item.minimum <= number <= item.maximum:
            self._fault(FaultCode.OUT_OF_RANGE, item.id, found, ends)
            return None
        if item.whole and number != number.to_integral_value():
            self._fault(FaultCode.NOT_WHOLE, item.id, found, ends)
            return None
        return number

    def _region(self, raw: list[str]) -> str:
        known = tuple(region.id for region in self._model.regions)
        found = self._one(REGION, raw)
        if found is None or found in known:
            return found or known[0]
        self._fault(FaultCode.UNKNOWN_REGION, REGION, found, known)
        return known[0]

    def _variants(self, raw: list[str]) -> tuple[str, ...]:
        """Those that can be chosen: one of several ways to build a pattern, optional additions."""
        known = choosable(self._model)
        chosen: dict[str, str] = {}
        for name in dict.fromkeys(raw):
            if name not in known:
                self._fault(FaultCode.UNKNOWN_VARIANT, VARIANT, name, tuple(known))
                continue
            whose = known[name].pattern if known[name].counting is None else name
            if whose in chosen:
                twice = f"{chosen[whose]}, {name}"
                self._fault(FaultCode.GIVEN_TWICE, VARIANT, twice, ())
            chosen.setdefault(whose, name)
        return tuple(chosen.values())

    def _switch(self, key: str, values: Mapping[str, list[str]]) -> bool:
        found = self._one(key, values.get(key, []))
        word = (found or SWITCH_WORDS[1]).lower()
        if word not in _ON and word not in _OFF:
            self._fault(FaultCode.UNKNOWN_SWITCH, key, word, SWITCH_WORDS)
        return word in _ON

    def _one(self, key: str, raw: list[str]) -> str | None:
        distinct = list(dict.fromkeys(raw))
        if len(distinct) > 1:
            self._fault(FaultCode.GIVEN_TWICE, key, ", ".join(distinct), ())
        return distinct[0] if distinct else None

    def _fault(self, code: FaultCode, key: str, value: str, expected: tuple[str, ...]) -> None:
        shown = "".join(char if char.isprintable() else "\ufffd" for char in value[:_SHOWN])
        self._faults.append(Fault(code=code, key=key, value=shown, expected=expected))


# --- filling in -----------------------------------------------------------------------------


def workload(
    model: CostModel, questionnaire: Questionnaire, answers: Answers, request: Request
) -> Workload:
    """Every input: given, else free allowance where those count, else answered, else default."""
    evidence = Evidence(questionnaire=questionnaire, answers=answers, estimates=True)
    return Workload(
        model=model,
        region=request.region,
        variants=frozenset(request.variants),
        flat_rate=request.flat_rate,
        free_allowances=request.free_allowances,
        inputs=MappingProxyType({i.id: input_value(i, evidence, request) for i in model.inputs}),
    )


def input_value(item: Input, evidence: Evidence, request: Request) -> InputValue:
    """One input: given, else free allowance where those count, else answered, else default."""
    if item.id in request.given:
        return _known(item, request.given[item.id], Origin.GIVEN)
    if request.free_allowances and item.allowance is not None:
        return _known(item, item.allowance, Origin.ALLOWANCE)
    holding = list(_holding(item, evidence))
    if not holding:
        return _known(item, item.default, Origin.DEFAULT)
    answered = holding[0][1]
    same = [_behind(rule, evidence) for rule, value in holding if value == answered]
    return _known(
        item,
        min(max(answered, item.minimum), item.maximum),
        Origin.ANSWER,
        because=tuple(dict.fromkeys(trait for traits_ in same for trait in traits_)),
    )


def _known(
    item: Input, value: Decimal | None, origin: Origin, because: tuple[str, ...] = ()
) -> InputValue:
    exact = None if value is None else Fraction(value)
    return InputValue(input=item, value=exact, origin=origin, because=because)


def _holding(item: Input, evidence: Evidence) -> Iterator[tuple[InputRule, Decimal]]:
    """The rules that the answers make true, with the value that each sets."""
    for rule in item.rules:
        if rule.when is None or evaluate(rule.when, evidence) is Truth.TRUE:
            value = _rule_value(rule, evidence)
            if value is not None:
                yield rule, value


def _behind(rule: InputRule, evidence: Evidence) -> tuple[str, ...]:
    """The questions a rule rests on: where a number is but estimated, what it is estimated by."""
    if rule.answer is not None or rule.when is None:
        return (rule.answer,) if rule.answer is not None else ()
    by_id = evidence.questionnaire.by_id
    parts = [part for part in atoms(rule.when) if evaluate(part, evidence) is Truth.TRUE]
    named = [part.trait for part in parts] or traits(rule.when)
    estimates = {trait: by_id[trait].estimate for trait in named}
    found = (
        trait if evidence.answers.known(trait) or estimate is None else estimate.question
        for trait, estimate in estimates.items()
    )
    return tuple(sorted({trait for trait in found if evidence.answers.known(trait)}))


def _rule_value(rule: InputRule, evidence: Evidence) -> Decimal | None:
    if rule.answer is None:
        return rule.value
    answer = evidence.answers.known(rule.answer)
    return None if answer is None else answer.number
