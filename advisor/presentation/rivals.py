"""Every pattern that is not put forward, with why, and its own ledger."""

from __future__ import annotations

from dataclasses import dataclass

from advisor.presentation.firmness import FirmnessView
from advisor.presentation.firmness_parts import OtherView
from advisor.presentation.result import PatternResult


@dataclass(frozen=True, slots=True, kw_only=True)
class RivalView:
    """`share` is the percentage of plausible weightings that put it first, where it was counted."""

    view: PatternResult
    other: OtherView | None
    share: int | None


def rivals(firmness: FirmnessView) -> tuple[RivalView, ...]:
    """Every pattern but those put forward, in the order of the ranking."""
    forward = {view.pattern.slug for view in firmness.in_front}
    others = {other.pattern.slug: other for other in firmness.others} if firmness.enough else {}
    shares = firmness.analysis.sampled_shares if firmness.enough else {}
    return tuple(
        RivalView(
            view=view,
            other=others.get(view.pattern.slug),
            share=_percent(shares.get(view.pattern.slug, 0.0))
            if shares and not view.item.excluded
            else None,
        )
        for view in firmness.result.patterns
        if view.pattern.slug not in forward
    )


def _percent(share: float) -> int:
    return round(share * 100)
