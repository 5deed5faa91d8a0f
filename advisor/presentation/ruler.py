"""Limits on a logarithmic line, with the number that is held against them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Final

from django.utils.safestring import SafeString, mark_safe

from advisor.presentation.lanes import Label, Spot, arranged
from advisor.presentation.scale import log_scale
from advisor.presentation.svg import BOLD, MARKS, drawing, element, mark_at, text, text_width
from advisor.presentation.words import listed

LANE: Final = 16
CLEAR: Final = 12
"""Pixels that marks and the number's own tick need on either side of the line."""

WIDE: Final = 528
"""Pixels from which names stand at the line; the style sheet changes drawings there."""

NARROW: Final = 256
"""Pixels of the narrowest drawing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RulerLimit:
    """A limit as it stands on a ruler: whose it is and how much, in words."""

    name: str
    amount: str
    value: Decimal
    colour: str
    mark: str

    @property
    def label(self) -> str:
        return f"{self.name} {self.amount}"


FEW_LANES: Final = 3
"""Lanes of labels that a narrow drawing may need before a list is easier to read."""

Place = tuple[RulerLimit, ...]
"""Limits of the same value."""

Lines = Sequence[str]
"""What stands at one place."""


def limit_ruler(
    limits: Sequence[RulerLimit], yours: Decimal | None, your_label: str, description: str
) -> SafeString:
    """The line, red from the lowest limit that is exceeded up to the number given.

    Drawn once where few names fit on any screen. Else drawn twice: where there is room, names
    stand at the line, and else in a list below it, with the same marks.
    """
    ordered = sorted(limits, key=lambda limit: limit.value)
    places = [tuple(group) for _value, group in groupby(ordered, key=lambda limit: limit.value)]
    names = [[limit.label for limit in place] for place in places]
    ruler = _Ruler(places, yours, your_label)
    once = ruler.draw(names, NARROW, most_lanes=FEW_LANES)
    if once is not None:
        return mark_safe(element("div", once, role="img", aria_label=description))
    wide = ruler.draw(names, WIDE)
    narrow = ruler.draw([[] for _place in places], NARROW, listed=True)
    both = f"{wide or ''}{narrow or ''}"
    return mark_safe(element("div", both, role="img", aria_label=description))


class _Ruler:
    def __init__(self, places: Sequence[Place], yours: Decimal | None, your_label: str) -> None:
        values = [place[0].value for place in places]
        self._scale = log_scale([*values, *([yours] if yours else [])])
        self._places, self._values = places, values
        self._yours, self._your_label = yours, your_label

    def draw(
        self, words: Sequence[Lines], width: int, *, listed: bool = False, most_lanes: int = 99
    ) -> SafeString | None:
        """`words` for each place; None where they need more room than there is."""
        wanted = {index: lines for index, lines in enumerate(words) if lines}
        labels = [self._label(index, lines) for index, lines in wanted.items()]
        if self._yours is not None:
            size = text_width(self._your_label) * BOLD
            labels.append(Label(self._share(self._yours), size, fixed=True))
        spots = arranged(tuple(labels), width)
        if spots is None:
            return None
        above, below = (_lanes(labels, spots, above=side) for side in (True, False))
        if above + below > most_lanes:
            return None
        y = above * LANE + CLEAR
        parts = [element("line", class_="base", x1="0", x2="100%", y1=y, y2=y), *self._over(y)]
        for (index, lines), spot in zip(wanted.items(), spots, strict=False):
            parts += self._words(self._places[index], lines, spot, y)
        for place in self._places:
            parts += self._marks(place, y)
        parts += self._number(spots[-1], y) if self._yours is not None else ()
        height = y + CLEAR + below * LANE + 4
        if listed:
            parts += self._list(height)
            height += LANE * len(self._by_name()) + 6
        kind = "ruler narrow" if listed else "ruler wide"
        return drawing(parts, class_=kind, height=height)

    def _label(self, index: int, lines: Lines) -> Label:
        return Label(self._share(self._values[index]), max(map(text_width, lines)), len(lines))

    def _share(self, value: Decimal) -> float:
        return self._scale.share(value)

    def _over(self, y: float) -> Iterable[str]:
        yours = self._yours
        broken = [value for value in self._values if yours is not None and yours > value]
        if yours is not None and broken:
            start, end = _at(self._share(min(broken))), _at(self._share(yours))
            yield element("line", class_="over", x1=start, x2=end, y1=y, y2=y)

    def _words(self, place: Place, lines: Lines, spot: Spot, y: float) -> Iterable[str]:
        x = _at(self._share(place[0].value))
        hue = f"tick hue-{place[0].colour}" if len(place) == 1 else "tick"
        if spot.lane:
            yield element("line", class_=hue, x1=x, x2=x, y1=y, y2=_edge(spot, y))
        for number, line in enumerate(lines):
            baseline = _baseline(spot, number, len(lines), y)
            yield text(line, x=x, dx=_dx(spot), y=f"{baseline:g}")

    def _marks(self, place: Place, y: float) -> Iterable[str]:
        for number, limit in enumerate(place):
            shift = (number - (len(place) - 1) / 2) * 12
            inner = mark_at(limit.mark, _at(self._share(limit.value)), y - 6, 12)
            moved = f"translate({shift:g} 0)" if shift else None
            yield element("g", inner, class_=f"hue-{limit.colour}", transform=moved)

    def _number(self, spot: Spot, y: float) -> Iterable[str]:
        x = _at(self._share(self._yours or Decimal(1)))
        yield element("line", class_="you", x1=x, x2=x, y1=y - CLEAR, y2=y + CLEAR - 3)
        baseline = f"{_baseline(spot, 0, 1, y):g}"
        yield text(self._your_label, class_="you-label", x=x, dx=_dx(spot), y=baseline)

    def _by_name(self) -> dict[tuple[str, str, str], list[str]]:
        """Each pattern once, with all its amounts."""
        named: dict[tuple[str, str, str], list[str]] = {}
        for limit in (limit for place in self._places for limit in place):
            named.setdefault((limit.name, limit.colour, limit.mark), []).append(limit.amount)
        return named

    def _list(self, top: float) -> Iterable[str]:
        for row, ((name, colour, mark), amounts) in enumerate(self._by_name().items()):
            y = top + LANE * row + 12
            moved = f"translate(0 {y - 10:g}) scale(.75)"
            yield element("g", MARKS[mark], class_=f"fill hue-{colour}", transform=moved)
            yield text(f"{name} {listed(amounts)}", x="20", y=f"{y:g}")


def _lanes(labels: Sequence[Label], spots: Sequence[Spot], *, above: bool) -> int:
    """How many lanes are taken on one side."""
    return max(
        (
            spot.lane + label.lines
            for label, spot in zip(labels, spots, strict=True)
            if spot.above is above
        ),
        default=0,
    )


def _at(share: float) -> str:
    """A tenth of a percent is less than a pixel on any ruler."""
    return f"{share * 100:.1f}%"


def _dx(spot: Spot) -> str | None:
    return f"{spot.left:.0f}" if round(spot.left) else None


def _edge(spot: Spot, y: float) -> float:
    """Where the leader ends: at the near edge of the label's lane."""
    reach = CLEAR + spot.lane * LANE
    return y - reach if spot.above else y + reach


def _baseline(spot: Spot, number: int, lines: int, y: float) -> float:
    """The first line is the uppermost on both sides."""
    if spot.above:
        return y - CLEAR - LANE * (spot.lane + lines - 1 - number) - 4
    return y + CLEAR + LANE * (spot.lane + number) + 12
