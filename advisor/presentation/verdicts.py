"""The verdict in words: one sentence that contains the doubt."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from advisor.analysis import Verdict
from advisor.presentation.words import joined_names, joined_or

if TYPE_CHECKING:
    from advisor.presentation.firmness import FirmnessView


MOST_NAMED = 2
"""Questions that a sentence names; of more it gives the count."""


def verdict_word(word: Verdict) -> str:
    return {
        Verdict.NOT_ENOUGH: pgettext("verdict", "not enough yet"),
        Verdict.CLOSE_CALL: pgettext("verdict", "close call"),
        Verdict.LEANING: pgettext("verdict", "leaning"),
        Verdict.LIKELY: pgettext("verdict", "likely"),
        Verdict.CLEAR: pgettext("verdict", "clear"),
    }[word]


def _not_enough(view: FirmnessView) -> str:
    count = len(view.result.recommendation.answered)
    text = ngettext(
        "%(count)d answer is too few to rank by.",
        "%(count)d answers are too few to rank by.",
        count,
    )
    return text % {"count": count}


def _close(view: FirmnessView) -> str:
    words = {"list": joined_names([leader.short_name for leader in view.leaders])}
    if len(view.leaders) > 2:
        return _("%(list)s are too close to call.") % words
    if view.next is not None and view.next.decides:
        return _("%(list)s are too close to call. One question would decide.") % words
    return _("%(list)s are too close to call.") % words


def _leaning(view: FirmnessView) -> str:
    if not view.turning:
        return _("%(name)s fits best so far, but what is still open could turn it.") % _words(view)
    if _is_named(view):
        text = _("%(name)s fits best so far, but another answer on %(list)s would turn it.")
    else:
        text = _("%(name)s fits best so far, but %(count)d of your answers could each turn it.")
    return text % _words(view)


def _likely(view: FirmnessView) -> str:
    if not view.turning:
        return _("%(name)s fits best; no answer you gave would turn that by itself.") % _words(view)
    if _is_named(view):
        text = _("%(name)s fits best, unless your answer on %(list)s changes.")
    else:
        text = _("%(name)s fits best, though %(count)d of your answers could each turn it.")
    return text % _words(view)


def _clear(view: FirmnessView) -> str:
    if not view.analysis.flips:
        return _("%(name)s fits, and no single answer would change that.") % _words(view)
    if not view.turning:
        return _("%(name)s fits, and no answer you gave would change that by itself.") % _words(
            view
        )
    if view.only_limits and _is_named(view):
        text = _("%(name)s fits. Only being ruled out by %(list)s would change that.")
    elif _is_named(view):
        text = _("%(name)s fits. Only another answer on %(list)s would change that.")
    else:
        text = _("%(name)s fits, though %(count)d of your answers could each change that.")
    return text % _words(view)


def _is_named(view: FirmnessView) -> bool:
    return len(view.turning) <= MOST_NAMED


def _words(view: FirmnessView) -> dict[str, str | int]:
    return {
        "name": view.result.first[0].short_name,
        "count": len(view.turning),
        "list": joined_or(view.turning),
    }


_SENTENCES: dict[Verdict, Callable[[FirmnessView], str]] = {
    Verdict.NOT_ENOUGH: _not_enough,
    Verdict.CLOSE_CALL: _close,
    Verdict.LEANING: _leaning,
    Verdict.LIKELY: _likely,
    Verdict.CLEAR: _clear,
}


def firm_sentence(view: FirmnessView) -> str:
    """For a result that is claimed and has more than one pattern left."""
    return _SENTENCES[view.word](view)
