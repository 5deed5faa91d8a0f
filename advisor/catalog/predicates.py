"""The closed grammar of `when`: its check, its schema, and what it becomes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from advisor.catalog import yaml_nodes
from advisor.catalog.model import (
    Above,
    All,
    AnyOf,
    Below,
    Is,
    Limit,
    Not,
    Predicate,
    Question,
    QuestionKind,
)
from advisor.catalog.problems import known_words
from advisor.catalog.reader import Cursor
from advisor.catalog.references import look_up
from advisor.catalog.shapes import JsonSchema, Number, Text, expected
from advisor.catalog.structures import Custom, ListOf
from advisor.catalog.units import convert

MAX_DEPTH = 6
JOINING = ("all", "any")
COMPARING = ("is", "above", "below")
OPERATORS = (*JOINING, "not", *COMPARING)
GRAMMAR = "one of all, any, not, or trait with is, above or below"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What a predicate may name. None where the file that says so could not be read."""

    questions: Mapping[str, Question] | None
    limits: Mapping[str, Limit] | None


# --- the grammar ----------------------------------------------------------------------------


def check_predicate(at: Cursor, depth: int = 1) -> None:
    """Reports whatever is not of the grammar, whoever the names belong to."""
    if not isinstance(at.node, yaml_nodes.Mapping):
        expected("a condition", at, GRAMMAR)
    elif depth > MAX_DEPTH:
        at.report("condition nested too deep", f"at most {MAX_DEPTH} levels")
    elif operator := _operator(at):
        _check_trait(at, operator)
        _check_operand(at[operator], operator, depth)


def _operator(at: Cursor) -> str | None:
    names = [name for name, _ in at.entries() if name != "trait"]
    for name in names:
        if name not in OPERATORS:
            hint = known_words(name, OPERATORS, "one of")
            at[name].report(f"unknown operator '{name}'", hint)
    operators = [name for name in names if name in OPERATORS]
    if len(operators) > 1:
        at.report(f"more than one operator: {', '.join(operators)}", "one; join several with all")
    elif not names:
        at.report("no operator", GRAMMAR)
    return operators[0] if len(operators) == 1 else None


def _check_trait(at: Cursor, operator: str) -> None:
    trait = at["trait"]
    if operator not in COMPARING:
        if trait:
            trait.report(f"trait does not go with {operator}", "leave it out")
    elif trait:
        Text().check(trait)
    else:
        trait.report("missing key", f"add it: the question that {operator} compares")


def _check_operand(at: Cursor, operator: str, depth: int) -> None:
    if operator in JOINING:
        part = Custom(checker=lambda item: check_predicate(item, depth + 1), described=reference)
        ListOf(item=part, minimum=1).check(at)
    elif operator == "not":
        check_predicate(at, depth + 1)
    elif operator == "is":
        _check_options(at)
    elif isinstance(at.node, yaml_nodes.Mapping):
        _check_limit(at)
    else:
        Number().check(at)


def _check_options(at: Cursor) -> None:
    if isinstance(at.node, yaml_nodes.Sequence):
        ListOf(item=Text(), minimum=1).check(at)
    else:
        Text().check(at)


def _check_limit(at: Cursor) -> None:
    for name, value in at.entries():
        if name == "limit":
            Text().check(value)
        else:
            value.report("unknown key", "only limit")
    if not at["limit"]:
        at["limit"].report("missing key", "add it: an id of limits.yaml")


def reference() -> JsonSchema:
    return {"$ref": "#/$defs/predicate"}


def predicate_schema() -> JsonSchema:
    """What `reference` refers to."""
    text: JsonSchema = {"type": "string", "minLength": 1}
    parts = {"type": "array", "minItems": 1, "items": reference()}
    options = {"anyOf": [text, {"type": "array", "minItems": 1, "items": text}]}
    bound = {"anyOf": [{"type": "number"}, _closed({"limit": text})]}
    operands = {"is": options, "above": bound, "below": bound}
    compared = [_closed({"trait": text, name: operand}) for name, operand in operands.items()]
    joined = [_closed({"all": parts}), _closed({"any": parts}), _closed({"not": reference()})]
    return {"oneOf": joined + compared}


def _closed(properties: JsonSchema) -> JsonSchema:
    return {
        "type": "object",
        "additionalProperties": False,
        "required": list(properties),
        "properties": properties,
    }


PREDICATE = Custom(checker=check_predicate, described=reference)


# --- what it becomes ------------------------------------------------------------------------


def read_predicate(at: Cursor, scope: Scope) -> Predicate:
    """Reports unknown names and units; what is not of the grammar becomes an empty `All`."""
    if at["all"]:
        return All(tuple(read_predicate(part, scope) for part in at["all"].items()))
    if at["any"]:
        return AnyOf(tuple(read_predicate(part, scope) for part in at["any"].items()))
    if at["not"]:
        return Not(read_predicate(at["not"], scope))
    question = look_up(at["trait"], at.text("trait"), scope.questions, "trait")
    if question is None:
        return All(())
    return _read_is(at, question) if at["is"] else _read_comparison(at, question, scope)


def named_traits(at: Cursor) -> Iterator[Cursor]:
    """Where the condition at `at` names a question, as it is written."""
    if not at:
        return
    if at["trait"]:
        yield at["trait"]
    for part in (*at["all"].items(), *at["any"].items(), at["not"]):
        yield from named_traits(part)


def first_limit(predicate: Predicate) -> Limit | None:
    """The first limit that is named, as a reader meets it."""
    match predicate:
        case All(parts) | AnyOf(parts):
            return next((limit for part in parts if (limit := first_limit(part))), None)
        case Not(part):
            return first_limit(part)
        case Above(limit=limit) | Below(limit=limit):
            return limit
    return None


def _read_is(at: Cursor, question: Question) -> Predicate:
    if question.kind is QuestionKind.NUMBER:
        at["is"].report(f"is on the number question {question.id}", "above or below")
        return All(())
    options = {option.id: option for option in question.options}
    several = list(at["is"].items()) or [at["is"]]
    for item in several:
        look_up(item, item.as_text(), options, f"option of {question.id}")
    return Is(question.id, at["is"].as_texts())


def _read_comparison(at: Cursor, question: Question, scope: Scope) -> Predicate:
    kind, bound_at = (Above, at["above"]) if at["above"] else (Below, at["below"])
    if not bound_at:
        return All(())
    if question.kind is not QuestionKind.NUMBER:
        operator = "above" if kind is Above else "below"
        bound_at.report(f"{operator} on the choice question {question.id}", "is")
        return All(())
    if not bound_at["limit"]:
        return kind(question.id, bound_at.as_number() or Decimal())
    limit = look_up(bound_at["limit"], bound_at.text("limit"), scope.limits, "limit")
    if limit is None:
        return All(())
    return kind(question.id, _bound(bound_at["limit"], limit, question), limit)


def _bound(at: Cursor, limit: Limit, question: Question) -> Decimal:
    bound = convert(limit.value, limit.unit, question.unit)
    if bound is None and limit.unit:
        unit = question.unit or "no unit"
        at.report(
            f"limit {limit.id} is in {limit.unit}, question {question.id} in {unit}",
            "the same unit, or s, min, h or KB, MB, GB on both sides",
        )
    return bound or Decimal()
