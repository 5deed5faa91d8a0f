"""Score lines and effect slots. Lengths are shares, so text never scales."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from django.utils.safestring import SafeString

from advisor.presentation.scale import ScoreScale
from advisor.presentation.svg import MARKS, drawing, element, mark_at, percent, text
from advisor.scoring.ledger import NEUTRAL
from advisor.scoring.model import Assessment

STRIP_HEIGHT = 38
SLOT = 14
GAP = 8
HEADS = "slot-heads"


def score_line(
    item: Assessment, scale: ScoreScale, reach: tuple[Fraction, Fraction] | None = None
) -> SafeString:
    """Answers for the pattern from 50 outward, answers against it back to the score.

    `reach` is where the score could still end; its whisker stops at the axis' ends.
    """
    gains = sorted((line.points for line in item.contributions if line.points > 0), reverse=True)
    losses = sorted(line.points for line in item.contributions if line.points < 0)
    top = NEUTRAL + sum(gains, Fraction(0))
    score = percent(scale.share(item.score))
    zero = percent(scale.share(Fraction(NEUTRAL)))
    parts = [
        element("line", class_="axis", x1=zero, x2=zero, y1=0, y2=STRIP_HEIGHT),
        *_blocks(scale, Fraction(NEUTRAL), gains, "plus", 3, 9),
        *_blocks(scale, top, losses, "minus", 15.5, 6),
        *(_whisker(scale, reach) if reach else ()),
        mark_at(item.pattern.mark, score, 24, 13),
    ]
    return drawing(parts, class_=f"strip hue-{item.pattern.colour}")


def _whisker(scale: ScoreScale, reach: tuple[Fraction, Fraction]) -> Iterable[str]:
    places = [scale.share(end) for end in reach]
    low, high = (percent(min(max(place, 0.0), 1.0)) for place in places)
    yield element("line", class_="whisker", x1=low, x2=high, y1=30.5, y2=30.5)
    for place in places:
        if 0 <= place <= 1:
            x = percent(place)
            yield element("line", class_="whisker", x1=x, x2=x, y1=27, y2=34)


def _blocks(
    scale: ScoreScale, start: Fraction, points: Iterable[Fraction], kind: str, y: float, height: int
) -> Iterable[str]:
    """One block per answer, end to end, with a hair of paper between them."""
    place = start
    for step in points:
        low, high = sorted((scale.share(place), scale.share(place + step)))
        width = max(high - low - 0.0015, 0.001)
        yield element("rect", class_=kind, x=percent(low), y=y, width=percent(width), height=height)
        place += step


def score_axis(scale: ScoreScale) -> SafeString:
    parts = []
    for tick in scale.ticks:
        x = percent(scale.share(Fraction(tick)))
        parts.append(element("line", x1=x, x2=x, y1=0, y2=4))
        parts.append(text(str(tick), x=x, y=16))
    return drawing(parts, class_="axis-line")


def mini_line(item: Assessment, scale: ScoreScale, before: Fraction | None = None) -> SafeString:
    """Just the mark on its line, for the panel beside the questions; a ghost where it was."""
    zero, score = scale.share(Fraction(NEUTRAL)), scale.share(item.score)
    left, right = percent(min(zero, score)), percent(max(zero, score))
    parts = [
        element("line", class_="base", x1="0", x2="100%", y1=7, y2=7),
        element("line", class_="axis", x1=percent(zero), x2=percent(zero), y1=0, y2=14),
        element("line", class_="run", x1=left, x2=right, y1=7, y2=7),
        *(_ghost(item, scale.share(before), score) if before is not None else ()),
        mark_at(item.pattern.mark, percent(score), 1, 12),
    ]
    return drawing(parts, class_=f"mini hue-{item.pattern.colour}")


def _ghost(item: Assessment, before: float, now: float) -> Iterable[str]:
    """The mark's outline at its old place, if that is still on the line, and the way it went."""
    place = min(max(before, 0.0), 1.0)
    yield element("line", class_="way", x1=percent(place), x2=percent(now), y1=3, y2=3)
    if place == before:
        yield element("g", mark_at(item.pattern.mark, percent(place), 1, 12), class_="ghost")


def fit_dots(value: int, mark: str) -> SafeString:
    """The rating on its scale of five: -2 left, +2 right."""
    parts = [element("line", x1=4, x2=64, y1=7, y2=7)]
    parts += [
        element("circle", class_="tick", cx=4 + 15 * (place + 2), cy=7, r=1.6)
        for place in range(-2, 3)
    ]
    parts.append(mark_at(mark, str(4 + 15 * (value + 2)), 1.5, 11))
    return drawing(parts, class_="fit", width=68, height=14)


def effect_slots(effects: Sequence[tuple[str, int]]) -> SafeString:
    """One slot per pattern (colour, rating): filled upward for, hollow downward against."""
    places = [(index * (SLOT + GAP), *effect) for index, effect in enumerate(effects)]
    dashes = "".join(f"M{x + 2} 11h{SLOT - 4}" for x, _colour, value in places if not value)
    parts = [element("path", class_="none", d=dashes)] if dashes else []
    parts += [_slot(x, colour, value) for x, colour, value in places if value]
    return drawing(parts, class_="slots", width=_slots_width(len(effects)), height=22)


def slot_heads(marks: Sequence[tuple[str, str]]) -> SafeString:
    """The marks (name, colour) that stand above the slots, to be drawn by `slot_heads_again`."""
    parts = [
        element(
            "svg",
            MARKS[name],
            class_=f"mark hue-{colour}",
            x=index * (SLOT + GAP),
            width=SLOT,
            height=SLOT,
            viewBox="0 0 16 16",
        )
        for index, (name, colour) in enumerate(marks)
    ]
    symbol = element("symbol", "".join(parts), id=HEADS)
    return drawing([symbol], class_="hide", width=0, height=0)


def slot_heads_again(count: int) -> SafeString:
    """The one drawing of `slot_heads`: many questions of a page have it."""
    use = element("use", href=f"#{HEADS}")
    return drawing([use], class_="heads", width=_slots_width(count), height=SLOT)


def _slots_width(count: int) -> int:
    return count * (SLOT + GAP) - GAP


def _slot(x: int, colour: str, value: int) -> str:
    """One path for each slot, as short as can be: hundreds of them stand on a page."""
    if value > 0:
        bars = "".join(f"M{x} {7 - 5 * step}h{SLOT}" for step in range(value))
        return element("path", class_=f"for hue-{colour}", d=bars)
    boxes = "".join(f"M{x}.5 {12 + 5 * step}.5h{SLOT - 1}v3h-{SLOT - 1}z" for step in range(-value))
    return element("path", class_=f"against hue-{colour}", d=boxes)
