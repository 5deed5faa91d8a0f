"""cost_model.yaml, prices.yaml and each pattern's cost.yaml, made one model."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType

from advisor.catalog.advice_reader import read_advice
from advisor.catalog.cost_model import CostModel, Derived, Input, InputRule, Region, Variant
from advisor.catalog.cost_records import COST, COST_MODEL, PRICES
from advisor.catalog.cost_scope import Known, NameScope, known_number
from advisor.catalog.formula_checks import Range, parse_unit
from advisor.catalog.model import Question, QuestionKind, Source
from advisor.catalog.predicates import Scope, named_traits, read_predicate
from advisor.catalog.price_reader import read_plans, read_prices
from advisor.catalog.reader import Cursor
from advisor.catalog.reading import Reading
from advisor.catalog.references import look_up, report_duplicates
from advisor.catalog.variant_reader import read_variants

MODEL_FILE, PRICE_FILE, PATTERN_FILE = "cost_model.yaml", "prices.yaml", "cost.yaml"

Questions = Mapping[str, Question] | None
Sources = Mapping[str, Source] | None


def read_cost(
    reading: Reading, questions: Questions, sources: Sources, slugs: tuple[str, ...]
) -> CostModel | None:
    """None where the catalog says nothing about cost."""
    priced = [slug for slug in slugs if reading.files.exists(f"{slug}/{PATTERN_FILE}")]
    if not (priced or any(map(reading.files.exists, (MODEL_FILE, PRICE_FILE)))):
        return None
    at, prices_at = reading.open(MODEL_FILE, COST_MODEL), reading.open(PRICE_FILE, PRICES)
    patterns = {slug: reading.open(f"{slug}/{PATTERN_FILE}", COST) for slug in priced}
    if not at or not prices_at:
        return None
    return _model(at, prices_at, patterns, questions, sources)


def _model(
    at: Cursor,
    prices_at: Cursor,
    patterns: Mapping[str, Cursor],
    questions: Questions,
    sources: Sources,
) -> CostModel:
    regions = tuple(_region(item) for item in at["regions"].items())
    report_duplicates(item["id"] for item in at["regions"].items())
    prices = read_prices(prices_at, tuple(region.id for region in regions))
    scope = _scope(at)
    derived = tuple(_derived(item, scope) for item in at["derived"].items())
    inputs = tuple(_input(item, questions, sources) for item in at["inputs"].items())
    plans = read_plans(prices_at)
    plan_names = frozenset(name for plan in plans for name in plan.allowances)
    variants = read_variants(patterns, prices, derived, plan_names, scope)
    advice = read_advice(at["advice"], questions, scope, variants)
    _check_plans(prices_at, scope)
    _check_chart(at)
    if not at.problems.found:  # else much is unused because something else is wrong
        _check_use(at, prices_at, scope, variants)
    return CostModel(
        currency=at.text("currency"),
        regions=regions,
        volume=at.text("volume"),
        chart=(at["chart"].required_number("from"), at["chart"].required_number("to")),
        inputs=inputs,
        constants=MappingProxyType(_constants(at)),
        derived=derived,
        plans=plans,
        plan_name=prices_at.optional_localized("plan_name"),
        variants=variants,
        not_modelled=at.localized_list("not_modelled"),
        advice=advice,
    )


def _region(at: Cursor) -> Region:
    return Region(id=at.text("id"), name=at.localized("name"))


def _constants(at: Cursor) -> dict[str, Fraction]:
    items = at["constants"].entries()
    return {name: Fraction(item.required_number("value")) for name, item in items}


# --- names ----------------------------------------------------------------------------------


def _scope(at: Cursor) -> NameScope:
    scope = NameScope()
    for name, item in at["constants"].entries():
        value = Fraction(item.required_number("value"))
        scope.names[name] = known_number(item.text("unit"), value)
    volume = at.text("volume")
    items = list(at["inputs"].items())
    for item in items:
        _check_new(item["id"], scope)
        scope.names[item.text("id")] = _known_input(item, volume)
    if items:
        look_up(at["volume"], volume, {item.text("id"): item for item in items}, "input")
    scope.used.add(volume)
    lacking = {item.text("id") for item in items if not item["default"]} - {volume}
    scope.lacking = frozenset(lacking)
    return scope


def _check_new(at: Cursor, scope: NameScope) -> None:
    if at.as_text() in scope.names:
        at.report(f"'{at.as_text()}' has a meaning already", "another name")


def _known_input(at: Cursor, volume: str) -> Known:
    low, high = at.required_number("minimum"), at.required_number("maximum")
    if at["minimum"] and at["maximum"] and low > high:
        at["minimum"].report(f"{low} is above the maximum {high}", "minimum below maximum")
        low, high = high, low
    return Known(
        unit=parse_unit(at.text("unit")),
        range=Range(Fraction(low), Fraction(high)),
        grows=at.text("id") == volume,
        inputs=frozenset([at.text("id")]),
    )


def _derived(at: Cursor, scope: NameScope) -> Derived:
    formula, known = scope.read(at["formula"], at.text("unit") or None)
    _check_new(at["id"], scope)
    scope.names[at.text("id")] = known or Known(
        unit=None, range=Range(Fraction(1), Fraction(1)), grows=False, inputs=frozenset()
    )
    return Derived(id=at.text("id"), name=at.localized("name"), formula=formula)


# --- inputs ---------------------------------------------------------------------------------


def _input(at: Cursor, questions: Questions, sources: Sources) -> Input:
    minimum, maximum = at.required_number("minimum"), at.required_number("maximum")
    for key in ("default", "allowance"):
        _check_range(at[key], minimum, maximum)
    return Input(
        id=at.text("id"),
        label=at.localized("label"),
        meaning=at.localized("meaning"),
        unit=at.text("unit"),
        unit_name=at.optional_localized("unit_name"),
        default=at.number("default"),
        minimum=minimum,
        maximum=maximum,
        whole=at.flag("whole"),
        rules=_rules(at, questions),
        allowance=at.number("allowance"),
        source=look_up(at["source"], at.text("source"), sources, "source"),
    )


def _check_range(at: Cursor, minimum: Decimal, maximum: Decimal) -> None:
    number = at.as_number()
    if number is not None and not minimum <= number <= maximum:
        at.report(f"{number} is out of range", f"from {minimum} to {maximum}")


def _rules(at: Cursor, questions: Questions) -> tuple[InputRule, ...]:
    minimum, maximum = at.required_number("minimum"), at.required_number("maximum")
    items = list(at["from_answers"].items())
    for item in items:
        if bool(item["value"]) == bool(item["answer"]):
            item.report("value or answer", "exactly one of the two")
        _check_range(item["value"], minimum, maximum)
        _check_numeric(item["answer"], questions)
    return tuple(_rule(item, Scope(questions=questions, limits={})) for item in items)


def _check_numeric(at: Cursor, questions: Questions) -> None:
    question = look_up(at, at.as_text(), questions, "question")
    if question is not None and question.kind is not QuestionKind.NUMBER:
        at.report(f"{question.id} is of kind {question.kind}", "a question of kind number")


def _rule(at: Cursor, scope: Scope) -> InputRule:
    for named in (*named_traits(at["when"]), at["answer"]):
        question = (scope.questions or {}).get(named.as_text()) if named else None
        if question is not None and question.unless is not None:
            named.report(f"{question.id} does not always count", "a question without unless")
    return InputRule(
        when=read_predicate(at["when"], scope) if at["when"] else None,
        value=at.number("value"),
        answer=at.optional_text("answer"),
    )


# --- what must fit together -----------------------------------------------------------------


def _check_plans(at: Cursor, scope: NameScope) -> None:
    for plan in at["plans"].items():
        for name, item in plan["allowances"].entries():
            look_up(item, name, scope.names, "name")
            scope.used.add(name)


def _check_use(
    at: Cursor, prices_at: Cursor, scope: NameScope, variants: Iterable[Variant]
) -> None:
    """Reports what nothing looks at: it would be asked for, or kept current, for nothing."""
    named = [(item.text("id"), item["id"]) for item in at["inputs"].items()]
    named += [(item.text("id"), item["id"]) for item in at["derived"].items()]
    named += list(at["constants"].entries())
    for name, place in named:
        if name and name not in scope.used:
            place.report(f"no formula uses '{name}'", "leave it out, or use it")
    priced = {item.price.id for variant in variants for item in variant.items}
    for name, place in prices_at["prices"].entries():
        if name not in priced:
            place.report(f"no item has the price '{name}'", "leave it out, or use it")


def _check_chart(at: Cursor) -> None:
    low, high = at["chart"].number("from"), at["chart"].number("to")
    if low is not None and high is not None and low >= high:
        at["chart"].report(f"from {low} to {high}", "the smaller end first")
