"""Questionnaires and patterns made by hand: only what the engine looks at is said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType

from advisor.catalog.model import (
    Above,
    Band,
    Constraint,
    Estimate,
    Group,
    Layer,
    Limit,
    LimitKind,
    LocalizedText,
    Option,
    Pattern,
    Predicate,
    Question,
    QuestionKind,
    Questionnaire,
    Rating,
    Severity,
    Source,
)
from advisor.questionnaire import Answer, Answers, Importance

TEXT = LocalizedText(MappingProxyType({"en": "x"}))
SOURCE = Source(id="page", title="A page", url="https://example.org", date="2026")
Given = str | int | tuple[str, ...] | None


def single(trait: str, *options: str, weight: int = 1, group: str = "group") -> Question:
    return _question(trait, QuestionKind.SINGLE, weight, options, group=group)


def several(trait: str, *options: str, weight: int = 1, none_option: str | None = None) -> Question:
    return _question(trait, QuestionKind.SEVERAL, weight, options, none_option=none_option)


def number(
    trait: str, *, weight: int = 0, edges: Sequence[int] = (), estimate: Estimate | None = None
) -> Question:
    """A number from 0 to 1000; `edges` are the upper ends of its bands but the last."""
    ends: list[Decimal | None] = [*map(Decimal, edges), None]
    lowers = [Decimal(0), *map(Decimal, edges)]
    bands = tuple(
        Band(id=f"band-{i}", text=TEXT, lower=lower, upper=upper)
        for i, (lower, upper) in enumerate(zip(lowers, ends, strict=True))
    )
    return Question(
        id=trait,
        group="group",
        kind=QuestionKind.NUMBER,
        weight=weight,
        text=TEXT,
        label=TEXT,
        why=TEXT,
        decides=TEXT,
        bands=bands if weight else (),
        unit="s",
        minimum=Decimal(0),
        maximum=Decimal(1000),
        estimate=estimate,
    )


def _question(
    trait: str,
    kind: QuestionKind,
    weight: int,
    options: Iterable[str],
    *,
    none_option: str | None = None,
    group: str = "group",
) -> Question:
    return Question(
        id=trait,
        group=group,
        kind=kind,
        weight=weight,
        text=TEXT,
        label=TEXT,
        why=TEXT,
        decides=TEXT,
        options=tuple(Option(id=option, text=TEXT) for option in options),
        none_option=none_option,
    )


def questionnaire(*questions: Question) -> Questionnaire:
    return Questionnaire(groups=(Group(id="group", title=TEXT),), questions=questions)


def limit(value: int, *, kind: LimitKind = LimitKind.FIXED) -> Limit:
    return Limit(
        id="limit", name=TEXT, value=Decimal(value), unit="s", kind=kind, note=None, source=SOURCE
    )


def constraint(
    when: Predicate,
    *,
    name: str = "constraint",
    severity: Severity = Severity.EXCLUDE,
    near: Fraction | None = None,
) -> Constraint:
    return Constraint(
        id=name,
        severity=severity,
        when=when,
        limit=when.limit if isinstance(when, Above) else None,
        near=near,
        reason=TEXT,
        remedy=None,
        source=SOURCE,
    )


def pattern(
    slug: str,
    ratings: Mapping[str, Mapping[str, int]] | None = None,
    *constraints: Constraint,
    layer: Layer = Layer.ORIGIN,
) -> Pattern:
    """`ratings` by question, then by option or band."""
    cells = tuple(
        Rating(trait=trait, option=option, value=value, reason=TEXT, source=SOURCE)
        for trait, row in (ratings or {}).items()
        for option, value in row.items()
    )
    return Pattern(
        slug=slug,
        name=TEXT,
        short_name=TEXT,
        summary=TEXT,
        layer=layer,
        colour="indigo",
        mark="square",
        services=(),
        features=(),
        scenes=(),
        advantages=(),
        disadvantages=(),
        diagram=TEXT,
        limits=(),
        ratings=cells,
        constraints=constraints,
        compositions=(),
        practices=MappingProxyType({}),
        parameters=(),
        bundles=(),
    )


def answers(importance: Mapping[str, Importance] | None = None, /, **given: Given) -> Answers:
    """`a="x"` chooses an option, `b=("x", "y")` several, `n=12` a number, `c=None` is unknown."""
    by_trait = {trait: answer(trait, value) for trait, value in given.items()}
    return Answers(MappingProxyType(by_trait), MappingProxyType(dict(importance or {})))


def answer(trait: str, value: Given) -> Answer:
    if value is None:
        return Answer(trait=trait, unknown=True)
    if isinstance(value, int):
        return Answer(trait=trait, number=Decimal(value))
    return Answer(trait=trait, options=(value,) if isinstance(value, str) else value)
