"""Sentences for codes: importance, statuses, limits, and what was not understood."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from advisor.catalog.model import Effort, LimitKind, Question, Severity
from advisor.presentation.numbers import quantity
from advisor.questionnaire.answers import Answer, Importance, Notice, NoticeCode
from advisor.scoring.model import CheckStatus


def importance_word(level: Importance) -> str:
    return {
        Importance.OFF: pgettext("importance", "off"),
        Importance.LOW: pgettext("importance", "low"),
        Importance.NORMAL: pgettext("importance", "normal"),
        Importance.HIGH: pgettext("importance", "high"),
        Importance.CRITICAL: pgettext("importance", "critical"),
    }[level]


def effort_word(effort: Effort) -> str:
    return {
        Effort.DAYS: pgettext("effort", "days"),
        Effort.WEEKS: pgettext("effort", "weeks"),
        Effort.MONTHS: pgettext("effort", "months"),
    }[effort]


def limit_kind_word(kind: LimitKind) -> str:
    return {
        LimitKind.FIXED: pgettext("limit", "fixed"),
        LimitKind.ADJUSTABLE: pgettext("limit", "can be raised"),
    }[kind]


def check_status_word(status: CheckStatus) -> str:
    return {
        CheckStatus.VIOLATED: pgettext("limit", "broken"),
        CheckStatus.NEAR: pgettext("limit", "near"),
        CheckStatus.UNCHECKED: pgettext("limit", "not checked"),
        CheckStatus.OK: pgettext("limit", "kept"),
    }[status]


def severity_word(severity: Severity) -> str:
    return {
        Severity.EXCLUDE: pgettext("severity", "rules out"),
        Severity.CONDITION: pgettext("severity", "condition"),
        Severity.WARN: pgettext("severity", "warning"),
    }[severity]


def answer_text(question: Question, answer: Answer | None, language: str) -> str:
    """An answer as a reader would say it."""
    if answer is None:
        return _("Not answered")
    if answer.unknown:
        return _("I don’t know yet")
    if answer.number is not None:
        return quantity(answer.number, question.unit, language)
    chosen = [option for option in question.options if option.id in answer.options]
    return listed([option.text.in_language(language) for option in chosen])


def notice_text(notice: Notice) -> str:
    """What was not understood, and what would have been."""
    expected = listed(notice.expected)
    words = {"key": notice.key, "value": notice.value, "expected": expected}
    return _NOTICES[notice.code](notice) % words


def _out_of_range(notice: Notice) -> str:
    low, high = (*notice.expected, "", "")[:2]
    if low and high:
        limits = _("from %(low)s to %(high)s") % {"low": low, "high": high}
    elif low:
        limits = _("at least %(low)s") % {"low": low}
    else:
        limits = _("at most %(high)s") % {"high": high}
    return _("“%(key)s” is %(value)s. It can be {limits}. It was left out.").replace(
        "{limits}", limits
    )


_NOTICES: dict[NoticeCode, Callable[[Notice], str]] = {
    NoticeCode.UNKNOWN_KEY: lambda _n: _(
        "This catalog has no question “%(key)s”. Its value “%(value)s” was left out."
    ),
    NoticeCode.UNKNOWN_OPTION: lambda _n: _(
        "“%(key)s” has no option “%(value)s”. It has: %(expected)s."
    ),
    NoticeCode.UNKNOWN_IMPORTANCE: lambda _n: _(
        "“%(key)s” cannot be “%(value)s”. It can be: %(expected)s."
    ),
    NoticeCode.REPEATED: lambda _n: _("“%(key)s” was given more than once. It counts once."),
    NoticeCode.CONTRADICTION: lambda _n: _(
        "“%(key)s” was given as %(value)s, which contradict each other. Taken: %(expected)s."
    ),
    NoticeCode.NOT_A_NUMBER: lambda _n: _(
        "“%(key)s” needs a number in digits, such as 1500. “%(value)s” was left out."
    ),
    NoticeCode.MISGROUPED: lambda _n: _(
        "“%(key)s” was left out: “%(value)s” has a separator that does not separate thousands."
        " Write 1,000 for a thousand and 0.5 for a half."
    ),
    NoticeCode.OUT_OF_RANGE: _out_of_range,
    NoticeCode.RENAMED: lambda _n: _("“%(key)s” is now called “%(expected)s”. It counts."),
    NoticeCode.UNREADABLE: lambda _n: _("“%(key)s” could not be read and was left out."),
    NoticeCode.TOO_LONG: lambda _n: _("“%(key)s” is too long and was left out."),
}


EXCERPT = 60
"""Characters of a stranger's text that a page repeats."""


def excerpt(text: str) -> str:
    """`text` as a page may repeat it: short, and without characters that cannot be printed."""
    kept = "".join(char if char.isprintable() else "\ufffd" for char in text[:EXCERPT])
    return kept + "…" if len(text) > EXCERPT else kept


def labelled(label: str, text: str) -> str:
    """What was answered to what, as part of a sentence or a list."""
    return _("%(label)s: %(answer)s") % {"label": label, "answer": text}


def listed(items: Sequence[str]) -> str:
    """“a, b, c”."""
    return pgettext("list", ", ").join(items)


def sentences(parts: Iterable[str]) -> str:
    """One after the other, as the language sets them apart; empty ones are left out."""
    told = ""
    for part in filter(None, parts):
        words = {"before": told, "next": part}
        told = pgettext("sentences", "%(before)s %(next)s") % words if told else part
    return told


def joined(items: Sequence[str]) -> str:
    """“a”, “a and b”, “a, b and c”."""
    if len(items) < 2:
        return "".join(items)
    return _("%(head)s and %(last)s") % {"head": listed(items[:-1]), "last": items[-1]}


def joined_or(items: Sequence[str]) -> str:
    """“a”, “a or b”, “a, b or c”."""
    if len(items) < 2:
        return "".join(items)
    words = {"head": listed(items[:-1]), "last": items[-1]}
    return pgettext("alternatives", "%(head)s or %(last)s") % words


def joined_names(names: Sequence[str]) -> str:
    """As `joined`, for names of patterns: Japanese sets them apart from its own words."""
    if len(names) < 2:
        return "".join(names)
    words = {"head": listed(names[:-1]), "last": names[-1]}
    return pgettext("names", "%(head)s and %(last)s") % words


def joined_names_or(names: Sequence[str]) -> str:
    """As `joined_or`, for names of patterns."""
    if len(names) < 2:
        return "".join(names)
    words = {"head": listed(names[:-1]), "last": names[-1]}
    return pgettext("names", "%(head)s or %(last)s") % words


def joined_changes(changes: Sequence[str]) -> str:
    """As `joined`, for changes that only count together."""
    if len(changes) < 2:
        return "".join(changes)
    words = {"head": listed(changes[:-1]), "last": changes[-1]}
    return pgettext("changes", "%(head)s and %(last)s") % words
