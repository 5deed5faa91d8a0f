"""questionnaire.yaml: groups and questions that fit together."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType

from advisor.catalog.model import (
    Band,
    Combine,
    Estimate,
    Group,
    Option,
    Question,
    QuestionKind,
    Questionnaire,
)
from advisor.catalog.questions import Unless
from advisor.catalog.reader import Cursor
from advisor.catalog.references import look_up, report_duplicates
from advisor.catalog.shapes import is_nothing

UNKNOWN = "unknown"
NUMBER_KEYS = ("unit", "minimum", "maximum", "plausible", "bands", "estimate")


def read_questionnaire(at: Cursor) -> Questionnaire:
    groups = tuple(
        Group(id=item.text("id"), title=item.localized("title")) for item in at["groups"].items()
    )
    questions = tuple(_question(item) for item in at["questions"].items())
    _check_names(at)
    by_id = {question.id: question for question in questions}
    group_ids = {group.id: group for group in groups}
    for item in at["questions"].items():
        look_up(item["group"], item.text("group"), group_ids, "group")
        _check_estimate(item["estimate"], item.text("id"), by_id)
        _check_unless(item, by_id)
    return Questionnaire(groups=groups, questions=questions)


def _question(at: Cursor) -> Question:
    kind = at.choice("kind", QuestionKind)
    _check_keys(at, kind)
    _check_options(at)
    _check_bands(at)
    _check_range(at)
    return Question(
        id=at.text("id"),
        aliases=at["aliases"].as_texts(),
        group=at.text("group"),
        kind=kind,
        weight=int(at.required_number("weight")),
        leading=at.flag("leading"),
        combine=at.choice("combine", Combine) if at["combine"] else Combine.BEST,
        text=at.localized("text"),
        label=at.localized("label"),
        why=at.localized("why"),
        decides=at.localized("decides"),
        options=tuple(_option(item) for item in at["options"].items()),
        none_option=at.optional_text("none_option"),
        bands=tuple(_band(item) for item in at["bands"].items()),
        unit=at.optional_text("unit"),
        minimum=at.number("minimum"),
        maximum=at.number("maximum"),
        plausible=at.number("plausible"),
        estimate=_estimate(at["estimate"]),
        unless=_unless(at["unless"]),
    )


def _option(at: Cursor) -> Option:
    return Option(id=at.text("id"), text=at.localized("text"), hint=at.optional_localized("hint"))


def _band(at: Cursor) -> Band:
    return Band(
        id=at.text("id"),
        text=at.localized("text"),
        lower=at.required_number("from"),
        upper=at.number("to"),
    )


def _estimate(at: Cursor) -> Estimate | None:
    if not at:
        return None
    intervals = {option: _interval(interval) for option, interval in at["intervals"].entries()}
    return Estimate(question=at.text("question"), intervals=MappingProxyType(intervals))


def _unless(at: Cursor) -> Unless | None:
    return Unless(question=at.text("question"), options=at["options"].as_texts()) if at else None


def _interval(at: Cursor) -> tuple[Decimal, Decimal | None]:
    ends = [end.as_number() for end in at.items()]
    lower, upper = (*ends, None, None)[:2]
    return lower or Decimal(), upper


# --- what must fit together -----------------------------------------------------------------


def _check_names(at: Cursor) -> None:
    questions = list(at["questions"].items())
    report_duplicates(item["id"] for item in at["groups"].items())
    report_duplicates(question["id"] for question in questions)
    ids = {question.text("id") for question in questions}
    aliases = [alias for question in questions for alias in question["aliases"].items()]
    report_duplicates(aliases, "alias")
    for alias in aliases:
        if alias.as_text() in ids:
            alias.report(f"alias '{alias.as_text()}' is a question's id", "another name, or none")


def _check_keys(at: Cursor, kind: QuestionKind) -> None:
    if not at.text("kind"):
        return
    for key in _misplaced(kind):
        if at[key]:
            at[key].report(f"{key} does not go with kind {kind}", "leave it out")
    if kind is not QuestionKind.NUMBER and not at["options"]:
        at["options"].report("missing key", "add it: what may be chosen")
    if kind is QuestionKind.NUMBER and at.required_number("weight") and not at["bands"]:
        at["bands"].report("missing key", "a number makes points only through its band")


def _misplaced(kind: QuestionKind) -> tuple[str, ...]:
    if kind is QuestionKind.NUMBER:
        return ("options", "none_option")
    return NUMBER_KEYS if kind is QuestionKind.SEVERAL else (*NUMBER_KEYS, "none_option")


def _check_options(at: Cursor) -> None:
    ids = [item["id"] for key in ("options", "bands") for item in at[key].items()]
    report_duplicates(ids)
    for cursor in ids:
        if cursor.as_text() == UNKNOWN:
            cursor.report("every question has unknown already", "leave it out, or another name")
    if at["options"]:
        options = {cursor.as_text(): cursor for cursor in ids}
        look_up(at["none_option"], at.text("none_option"), options, "option")


def _check_range(at: Cursor) -> None:
    minimum, maximum = at.number("minimum"), at.number("maximum")
    if minimum is not None and maximum is not None and minimum > maximum:
        at["minimum"].report(f"{minimum} is above the maximum {maximum}", "minimum below maximum")
    plausible = at.number("plausible")
    if plausible is not None and maximum is not None and plausible > maximum:
        at["plausible"].report(f"{plausible} is above the maximum {maximum}", "at most that")


def _check_bands(at: Cursor) -> None:
    bands = list(at["bands"].items())
    if not bands:
        return
    if not at["minimum"]:
        at["minimum"].report("missing key", "add it: where the first band begins")
    end = at.number("minimum")
    for band in bands:
        _check_joint(band, end)
        end = band.number("to")
        if end is None and not band["to"] and band.path != bands[-1].path:
            band["to"].report("missing key", "only the last band has no upper end")
        elif end is not None and end <= band.required_number("from"):
            band["to"].report(f"{end} is not above from", "an upper end above the lower one")
    if bands[-1]["to"]:
        bands[-1]["to"].report("the last band has an upper end", "leave to out")


def _check_joint(band: Cursor, end: Decimal | None) -> None:
    """`end` is where the part below ends, None where that is not known."""
    lower = band.number("from")
    if lower is None or end is None or lower == end:
        return
    fault = "leaves a gap" if lower > end else "overlaps"
    band["from"].report(f"band {band.text('id')} {fault}: {end} to {lower}", f"from {end}")


def _check_estimate(at: Cursor, own_id: str, questions: Mapping[str, Question]) -> None:
    if not at:
        return
    word = at.text("question")
    question = look_up(at["question"], word, questions, "question")
    if question is None:
        return
    if question.kind is not QuestionKind.SINGLE:
        message = f"{word} is of kind {question.kind}"
        at["question"].report(message, "a question of kind single")
        return
    if question.unless is not None:
        at["question"].report(f"{word} does not always count", "a question without unless")
    options = {option.id: option for option in question.options}
    for option, interval in at["intervals"].entries():
        look_up(interval, option, options, f"option of {question.id}")
        _check_interval(interval)


def _check_unless(item: Cursor, questions: Mapping[str, Question]) -> None:
    """One level deep, and never of a question that makes points: those add up by themselves."""
    at = item["unless"]
    if not at:
        return
    if item.required_number("weight"):
        at.report("unless on a question with a weight", "weight 0, or no unless")
    word = at.text("question")
    question = look_up(at["question"], word, questions, "question")
    if question is None:
        return
    if question.kind is not QuestionKind.SINGLE or question.unless is not None:
        at["question"].report(
            f"{word} is no plain question of kind single", "one of kind single without unless"
        )
        return
    options = {option.id: option for option in question.options}
    for option in at["options"].items():
        look_up(option, option.as_text(), options, f"option of {question.id}")


def _check_interval(at: Cursor) -> None:
    ends = list(at.items())
    if len(ends) != 2:
        return
    lower, upper = ends[0].as_number(), ends[1].as_number()
    if is_nothing(ends[0]):
        ends[0].report("no lower end", "a number; only the upper end may be null")
    elif lower is not None and upper is not None and lower > upper:
        at.report(f"{lower} is above {upper}", "the lower end first")
