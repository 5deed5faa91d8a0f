"""The verdict in words: one sentence that contains the doubt."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from advisor.analysis import Verdict
from advisor.analysis.deciding import Deciding
from advisor.presentation.result import PatternResult, ResultView
from advisor.presentation.words import joined_names, joined_or

MOST_NAMED = 2
"""Questions that a sentence names; of more it gives the count."""


class Firmness(Protocol):
    """What the sentence is made from; each is worked out only where it is said."""

    @property
    def word(self) -> Verdict: ...

    @property
    def result(self) -> ResultView: ...

    @property
    def leaders(self) -> tuple[PatternResult, ...]: ...

    @property
    def turning(self) -> tuple[str, ...]: ...

    @property
    def only_limits(self) -> bool: ...

    @property
    def can_turn(self) -> bool: ...

    @property
    def unusual_can_turn(self) -> bool: ...

    @property
    def unusual_given_can_turn(self) -> bool: ...

    @property
    def one_question(self) -> Deciding: ...


def verdict_word(word: Verdict) -> str:
    return {
        Verdict.NOT_ENOUGH: pgettext("verdict", "not enough yet"),
        Verdict.CLOSE_CALL: pgettext("verdict", "close call"),
        Verdict.LEANING: pgettext("verdict", "leaning"),
        Verdict.LIKELY: pgettext("verdict", "likely"),
        Verdict.CLEAR: pgettext("verdict", "clear"),
    }[word]


def _not_enough(view: Firmness) -> str:
    count = len(view.result.recommendation.answered)
    text = ngettext(
        "%(count)d answer is too few to rank by.",
        "%(count)d answers are too few to rank by.",
        count,
    )
    return text % {"count": count}


def _close(view: Firmness) -> str:
    words = {"list": joined_names([leader.short_name for leader in view.leaders])}
    text = {
        Deciding.EVERY: _("%(list)s are too close to call. One question would decide."),
        Deciding.SOME: _("%(list)s are too close to call. One question could decide."),
        Deciding.NONE: _("%(list)s are too close to call."),
    }[view.one_question]
    return text % words


def _leaning(view: Firmness) -> str:
    if not view.turning:
        return _("%(name)s fits best so far, but what is still open could turn it.") % _words(view)
    if _is_named(view):
        text = _("%(name)s fits best so far, but another answer on %(list)s would turn it.")
    else:
        text = _("%(name)s fits best so far, but %(count)d of your answers could each turn it.")
    return text % _words(view)


def _likely(view: Firmness) -> str:
    if not view.turning:
        text = _("%(name)s fits best; no answer you gave would turn that by itself.")
        if view.unusual_given_can_turn:
            text = _(
                "%(name)s fits best; within the usual range no answer you gave would turn that."
            )
        return text % _words(view)
    if _is_named(view):
        text = _("%(name)s fits best, unless your answer on %(list)s changes.")
    else:
        text = _("%(name)s fits best, though %(count)d of your answers could each turn it.")
    return text % _words(view)


def _clear(view: Firmness) -> str:
    if not view.turning:
        return _clear_and_unturned(view) % _words(view)
    only = _is_named(view) and not view.unusual_given_can_turn
    if only and view.only_limits:
        text = _("%(name)s fits. Of your answers only %(list)s could rule it out.")
    elif only:
        text = _("%(name)s fits. Of your answers only another one on %(list)s would change that.")
    else:
        text = _("%(name)s fits, though %(count)d of your answers could each change that.")
    return text % _words(view)


def _clear_and_unturned(view: Firmness) -> str:
    """A number far beyond what is usual may turn it all the same."""
    if not view.can_turn and not view.unusual_can_turn:
        return _("%(name)s fits, and no single answer would change that.")
    if not view.can_turn:
        return _("%(name)s fits, and within the usual range no single answer would change that.")
    if not view.unusual_given_can_turn:
        return _("%(name)s fits, and no answer you gave would change that by itself.")
    return _("%(name)s fits, and within the usual range no answer you gave would change that.")


def _is_named(view: Firmness) -> bool:
    return len(view.turning) <= MOST_NAMED


def _words(view: Firmness) -> dict[str, str | int]:
    return {
        "name": view.result.first[0].short_name,
        "count": len(view.turning),
        "list": joined_or(view.turning),
    }


_SENTENCES: dict[Verdict, Callable[[Firmness], str]] = {
    Verdict.NOT_ENOUGH: _not_enough,
    Verdict.CLOSE_CALL: _close,
    Verdict.LEANING: _leaning,
    Verdict.LIKELY: _likely,
    Verdict.CLEAR: _clear,
}


def firm_sentence(view: Firmness) -> str:
    """For a result that is claimed and has more than one pattern left."""
    return _SENTENCES[view.word](view)
