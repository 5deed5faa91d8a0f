"""How cost meets the recommendation: the part `advice` of cost_model.yaml."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType

from advisor.catalog.cost_model import Advice, Anchor, Variant
from advisor.catalog.cost_scope import NameScope
from advisor.catalog.model import Question, QuestionKind
from advisor.catalog.reader import Cursor
from advisor.catalog.references import look_up

PLACES = ("total", "volume", "ratio", "reference")
_PLACE = re.compile(r"\{([^{}]*)\}")


def read_advice(
    at: Cursor,
    questions: Mapping[str, Question] | None,
    scope: NameScope,
    variants: Sequence[Variant],
) -> Advice | None:
    if not at:
        return None
    _check_caps(at, look_up(at["trait"], at.text("trait"), questions, "trait"))
    for item in at["replaces"].items():
        look_up(item, item.as_text(), questions, "trait")
    _check_places(at["reason"])
    _check_places(at["reason_by_plan"])
    _check_plans(at, variants)
    reference, known = scope.read(at["reference"], None)
    if known is not None and known.range.low <= 0:
        at["reference"].report("can be zero", "something above zero that is always there")
    anchors = list(at["anchors"].items())
    _check_anchors(anchors)
    return Advice(
        trait=at.text("trait"),
        caps=MappingProxyType({name: _whole(cap) for name, cap in at["caps"].entries()}),
        replaces=at["replaces"].as_texts(),
        apart=frozenset(at["apart"].as_texts()),
        reference=reference,
        anchors=tuple(_anchor(item) for item in anchors),
        reason=at.localized("reason"),
        reason_by_plan=at.optional_localized("reason_by_plan"),
    )


def _whole(at: Cursor) -> int:
    return int(at.as_number() or 0)


def _anchor(at: Cursor) -> Anchor:
    ratio = at.number("ratio")
    return Anchor(ratio=None if ratio is None else Fraction(ratio), rating=_whole(at["rating"]))


def _check_caps(at: Cursor, question: Question | None) -> None:
    if question is None:
        return
    if question.kind is not QuestionKind.SINGLE:
        at["trait"].report(f"{question.id} is of kind {question.kind}", "a question of kind single")
    options = {option.id: option for option in question.options}
    for option, cap in at["caps"].entries():
        look_up(cap, option, options, f"option of {question.id}")
    for option in options:
        if at["caps"] and not at["caps"][option]:
            at["caps"][option].report("missing option", "its largest rating, 0 to 2")


def _check_places(at: Cursor) -> None:
    for _language, text in at.entries():
        found = set(_PLACE.findall(text.as_text()))
        for place in sorted(found - {*PLACES}):
            text.report(f"unknown place {{{place}}}", ", ".join(f"{{{name}}}" for name in PLACES))
        if text.as_text() and "total" not in found:
            text.report("{total} is missing", "the figure that the rating stands for")


def _check_plans(at: Cursor, variants: Sequence[Variant]) -> None:
    """A plan that replaces what else stands apart is counted whole, and the reason says so."""
    apart = set(at["apart"].as_texts())
    if any(apart & variant.plan_replaces for variant in variants) and not at["reason_by_plan"]:
        at["reason_by_plan"].report(
            "missing, though flat-rate plans replace groups of apart", "a text as reason has it"
        )


def _check_anchors(anchors: list[Cursor]) -> None:
    """Ratios rise, ratings fall, and the last anchor has no end."""
    ratio, rating = Decimal(0), Decimal(3)
    for at in anchors:
        is_last = at.path == anchors[-1].path
        end = at.number("ratio")
        if (end is None) != is_last:
            at["ratio"].report("the last anchor has no ratio, every other has", "put it right")
        elif end is not None and end <= ratio:
            at["ratio"].report(f"{end} is not above {ratio}", "ratios in rising order")
        if (found := at.number("rating")) is not None and found >= rating:
            at["rating"].report(f"{found} is not below {rating}", "dearer is rated lower")
        ratio, rating = end or ratio, at.number("rating") or Decimal(0)
