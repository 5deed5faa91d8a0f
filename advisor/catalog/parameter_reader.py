"""bundles/parameters.yaml: values that keep to their own rules, whoever sets them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from advisor.catalog.model import Parameter, ParameterRule, ParameterType
from advisor.catalog.predicates import Scope, read_predicate
from advisor.catalog.reader import Cursor
from advisor.catalog.yaml_nodes import Scalar, ScalarKind, Sequence, describe

PROJECT_NAME = "project_name"
"""The parameter that every bundle has: it names what is deployed."""

_KEYS: dict[str, tuple[str, ...]] = {
    ParameterType.TEXT: ("allowed", "pattern", "pattern_hint"),
    ParameterType.NUMBER: ("allowed", "minimum", "maximum"),
    ParameterType.FLAG: (),
    ParameterType.LIST: ("allowed", "pattern", "pattern_hint"),
}
_NEEDED: dict[str, str] = {
    ParameterType.TEXT: "a text in quotes",
    ParameterType.NUMBER: "a number without quotes",
    ParameterType.FLAG: "true or false",
    ParameterType.LIST: "a list of texts",
}


def read_parameters(at: Cursor, scope: Scope) -> tuple[Parameter, ...]:
    if at and not at[PROJECT_NAME]:
        at[PROJECT_NAME].report("missing parameter", "every bundle has it")
    return tuple(_parameter(name, item, scope) for name, item in at.entries())


def _parameter(name: str, at: Cursor, scope: Scope) -> Parameter:
    kind = at.choice("type", ParameterType)
    if at.text("type"):
        _check_keys(at, kind)
        for value in _values(at):
            _check_value(value, at, kind)
    return Parameter(
        id=name,
        type=kind,
        default=_value(at["default"]),
        description=at.localized("description"),
        allowed=tuple(_value(item) for item in at["allowed"].items()),
        pattern=at.optional_text("pattern"),
        pattern_hint=at.optional_localized("pattern_hint"),
        minimum=at.number("minimum"),
        maximum=at.number("maximum"),
        rules=tuple(_rule(item, scope) for item in at["from_answers"].items()),
    )


def _rule(at: Cursor, scope: Scope) -> ParameterRule:
    return ParameterRule(
        when=read_predicate(at["when"], scope),
        value=_value(at["value"]),
        reason=at.localized("reason"),
    )


def _value(at: Cursor) -> str:
    """A value as text: a list joined by commas, everything else as it is written."""
    if isinstance(at.node, Sequence):
        return ",".join(at.as_texts())
    return at.node.value if isinstance(at.node, Scalar) else ""


# --- what must fit together -----------------------------------------------------------------


def _check_keys(at: Cursor, kind: ParameterType) -> None:
    for key in ("allowed", "pattern", "pattern_hint", "minimum", "maximum"):
        if at[key] and key not in _KEYS[kind]:
            at[key].report(f"{key} does not go with type {kind}", "leave it out")
    if at["pattern"] and not at["pattern_hint"]:
        at["pattern_hint"].report("missing key", "add it: the pattern in words")
    minimum, maximum = at.number("minimum"), at.number("maximum")
    if minimum is not None and maximum is not None and minimum > maximum:
        at["minimum"].report(f"{minimum} is above the maximum {maximum}", "minimum below maximum")
    _check_pattern(at["pattern"])


def _check_pattern(at: Cursor) -> None:
    try:
        re.compile(at.as_text())
    except re.error as error:
        at.report(f"not a regular expression: {error}", "a regular expression for the whole text")


def _values(at: Cursor) -> Iterator[Cursor]:
    yield at["default"]
    for rule in at["from_answers"].items():
        yield rule["value"]


def _check_value(value: Cursor, rules: Cursor, kind: ParameterType) -> None:
    if value.node is None or not _is_sound(value):
        return
    if not _is_of(value, kind):
        message = f"expected {_NEEDED[kind]}, got {describe(value.node)}"
        value.report(message, f"the parameter is of type {kind}")
    elif kind is ParameterType.NUMBER:
        _check_number(value, rules)
    elif kind is ParameterType.TEXT:
        _check_text(value, rules)
    elif kind is ParameterType.LIST:
        for item in value.items():
            _check_item(item, rules)


def _is_sound(at: Cursor) -> bool:
    """Whether the shape had nothing to say about it."""
    kinds = (ScalarKind.TEXT, ScalarKind.NUMBER, ScalarKind.BOOLEAN)
    return isinstance(at.node, Sequence) or (isinstance(at.node, Scalar) and at.node.kind in kinds)


def _is_of(at: Cursor, kind: ParameterType) -> bool:
    if isinstance(at.node, Sequence):
        return kind is ParameterType.LIST
    wanted: dict[str, ScalarKind] = {
        ParameterType.TEXT: ScalarKind.TEXT,
        ParameterType.NUMBER: ScalarKind.NUMBER,
        ParameterType.FLAG: ScalarKind.BOOLEAN,
    }
    return isinstance(at.node, Scalar) and at.node.kind is wanted.get(kind)


def _check_number(at: Cursor, rules: Cursor) -> None:
    number = at.as_number() or Decimal()
    minimum, maximum = rules.number("minimum"), rules.number("maximum")
    if minimum is not None and number < minimum:
        at.report(f"{number} is below the minimum", f"at least {minimum}")
    if maximum is not None and number > maximum:
        at.report(f"{number} is above the maximum", f"at most {maximum}")
    _check_allowed(at, rules)


def _check_item(at: Cursor, rules: Cursor) -> None:
    if "," in at.as_text():
        at.report("a comma in a list's text", "one text for each item")
    _check_text(at, rules)


def _check_text(at: Cursor, rules: Cursor) -> None:
    text = at.as_text()
    try:
        matches = re.fullmatch(rules.text("pattern") or "(?s).*", text)
    except re.error:
        return
    if not matches:
        at.report(f"'{text}' does not match the pattern", rules.text("pattern"))
    _check_allowed(at, rules)


def _check_allowed(at: Cursor, rules: Cursor) -> None:
    allowed = [_value(item) for item in rules["allowed"].items()]
    if allowed and _value(at) not in allowed:
        at.report(f"'{_value(at)}' is not allowed", f"one of {', '.join(allowed)}")
