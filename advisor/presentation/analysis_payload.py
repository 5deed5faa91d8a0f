"""How firm the result is and what would change it, as plain data. Points have two decimals.

Every change carries `query`, the link's query string with the change made.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from advisor.analysis import Analysis
from advisor.analysis.cells import Bound
from advisor.analysis.model import (
    AddOn,
    Flip,
    Later,
    Layers,
    NextQuestion,
    Origin,
    Other,
    PairFlip,
    Stability,
    WeightBound,
    WeightFlip,
    WeightingShares,
    WeightRange,
)
from advisor.catalog.model import Elsewhere
from advisor.presentation.numbers import probability
from advisor.presentation.plain import PLACES, answer_value, rounded
from advisor.questionnaire import Answers
from advisor.scoring import printed

SHARE_PLACES = 3
NONE_OF_THESE = "none-of-these"
"""The verdict where the answer is none of the patterns, whatever their order."""

Link = Callable[[Answers], str]
"""The query string of a link with these answers."""


def analysis_payload(
    found: Analysis, language: str, link: Link, hundredths: Mapping[str, Mapping[str, int]]
) -> dict[str, Any]:
    """The keys that stand beside the ranking; texts in `language`.

    `hundredths` are the points in print by pattern and question: what is lost on a question is
    their difference.
    """
    return {
        "verdict": NONE_OF_THESE if found.outcomes else found.verdict.value,
        "stability": _stability(found.stability),
        **_changes(found, link),
        **_open_questions(found),
        "shares": {
            "by_pattern": {
                slug: rounded(share, SHARE_PLACES) for slug, share in found.sampled_shares.items()
            },
            "any_weighting": _shares(found.shares),
        },
        "others": [_other(found, item, link, hundredths) for item in found.others],
        "composition": [_layers(item, language) for item in found.layers],
        "elsewhere": [_elsewhere(item, language) for item in found.outcomes],
    }


def _changes(found: Analysis, link: Link) -> dict[str, Any]:
    return {
        "flips": [_flip(flip, link) for flip in found.flips],
        "none_of_these_if": [_flip(flip, link) for flip in found.endings],
        "pairs": {
            "count": found.pair_count,
            "nearest": [_pair(pair, link) for pair in found.nearest_pairs],
        },
        "fewest_changes": [
            {"pattern": item.rival, "changes": item.changes, "traits": list(item.traits)}
            for item in found.radii
        ],
        "weight_flips": [_weight_flip(flip, link) for flip in found.weight_flips],
        "weight_ranges": [_weight_range(item) for item in found.weight_ranges],
    }


def _open_questions(found: Analysis) -> dict[str, Any]:
    still = found.settled
    return {
        "ranges": [
            {
                "pattern": item.pattern,
                "low": rounded(item.low),
                "high": rounded(item.high),
                "may_be_excluded": item.may_be_excluded,
            }
            for item in found.ranges
        ],
        "settled": None
        if still is None
        else {"pattern": still.pattern, "unless": list(still.unless)},
        "next_question": _next(found.next_question),
    }


def _stability(found: Stability | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        "value": float(probability(found.value)),
        "against": {slug: float(probability(value)) for slug, value in found.against},
        "margin": None if found.margin is None else rounded(found.margin),
        "coverage": rounded(found.coverage),
    }


def _flip(flip: Flip, link: Link) -> dict[str, Any]:
    return {
        **_change(flip),
        "first": list(flip.first),
        "query": link(flip.answers),
    }


def _change(flip: Flip) -> dict[str, Any]:
    return {
        "trait": flip.trait,
        "option": flip.option,
        "change": flip.change.value,
        "answer": answer_value(flip.answer),
        "bound": _number_bound(flip.bound),
        "by_limit": flip.by_limit,
        "distance": flip.distance,
        "given": flip.given,
    }


def _number_bound(bound: Bound | None) -> dict[str, Any] | None:
    """`until` is the other end, where there is one."""
    if bound is None:
        return None
    end = {"is": bound.side.value, "number": float(bound.number)}
    return end if bound.other is None else {**end, "until": _number_bound(bound.other)}


def _pair(pair: PairFlip, link: Link) -> dict[str, Any]:
    return {
        "changes": [_change(flip) for flip in pair.changes],
        "first": list(pair.first),
        "by_limit": pair.by_limit,
        "query": link(pair.answers),
    }


def _weight_flip(flip: WeightFlip, link: Link) -> dict[str, Any]:
    return {
        "trait": flip.trait,
        "importance": flip.importance.value,
        "first": list(flip.first),
        "query": link(flip.answers),
    }


def _weight_range(item: WeightRange) -> dict[str, Any]:
    return {
        "trait": item.trait,
        "weight": item.weight,
        "lower": _bound(item.lower),
        "upper": _bound(item.upper),
    }


def _bound(bound: WeightBound | None) -> dict[str, Any] | None:
    if bound is None:
        return None
    return {
        "weight": str(bound.weight),
        "share": rounded(bound.share, SHARE_PLACES),
        "pattern": bound.rival,
    }


def _next(found: NextQuestion | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        "trait": found.trait,
        "leads": [
            {
                "option": lead.option,
                "first": list(lead.first),
                "lead": None if lead.ahead is None else rounded(lead.ahead.points),
            }
            for lead in found.leads
        ],
    }


def _shares(found: WeightingShares | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        "low": rounded(found.low, SHARE_PLACES),
        "high": rounded(found.high, SHARE_PLACES),
        "against": {pair.rival: rounded(pair.share, SHARE_PLACES) for pair in found.pairs},
    }


def _other(
    found: Analysis, item: Other, link: Link, hundredths: Mapping[str, Mapping[str, int]]
) -> dict[str, Any]:
    own = hundredths[item.pattern]
    top = hundredths[found.at.matrix.slugs[found.at.top]] if item.losses else {}
    return {
        "pattern": item.pattern,
        "losses": [
            {"trait": loss.trait, "points": (own[loss.trait] - top[loss.trait]) / 10**PLACES}
            for loss in item.losses
        ],
        "limits": list(item.limits),
        "dominated_by": list(item.dominated_by),
        "choose_if": _choose_if(item.choose_if, link),
    }


def _choose_if(change: Flip | PairFlip | WeightFlip | None, link: Link) -> dict[str, Any] | None:
    match change:
        case Flip():
            return _flip(change, link)
        case PairFlip():
            return _pair(change, link)
        case WeightFlip():
            return _weight_flip(change, link)
    return None


def _layers(item: Layers, language: str) -> dict[str, Any]:
    return {
        "primary": item.primary,
        "origins": [_named(origin, language) for origin in item.origins],
        "add_ons": [_add_on(add_on, language) for add_on in item.add_ons],
        "later": [_later(later, language) for later in item.later],
    }


def _named(item: Origin | Later | AddOn, language: str) -> dict[str, Any]:
    return {"pattern": item.pattern, "note": item.note.in_language(language)}


def _later(item: Later, language: str) -> dict[str, Any]:
    found, said = item.transition, {**_named(item, language), "ruled_out_by": list(item.limits)}
    if found is None:
        return said
    return {
        **said,
        "effort": found.effort.value,
        "stays": found.stays.in_language(language),
        "rewritten": found.rewritten.in_language(language),
    }


def _add_on(item: AddOn, language: str) -> dict[str, Any]:
    parts = (*item.gains, *item.costs)
    points = printed([part.points for part in parts], PLACES)
    rows = [
        {"trait": part.trait, "points": float(amount)}
        for part, amount in zip(parts, points, strict=True)
    ]
    return {
        **_named(item, language),
        "triggers": list(item.triggers),
        "gains": rows[: len(item.gains)],
        "costs": rows[len(item.gains) :],
        "net": float(sum(points)),
    }


def _elsewhere(item: Elsewhere, language: str) -> dict[str, Any]:
    return {
        "id": item.id,
        "title": item.title.in_language(language),
        "reason": item.reason.in_language(language),
        "look": item.look.in_language(language),
        "url": item.url,
    }
