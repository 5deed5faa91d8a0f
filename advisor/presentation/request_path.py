"""Where limits sit: one request from top to bottom, with what it meets on each hop."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from advisor.catalog.model import Limit, Pattern, Stop
from advisor.diagrams.mermaid import parse
from advisor.presentation.labels import wrapped
from advisor.presentation.numbers import quantity
from advisor.presentation.svg import BOLD, drawing, element, text, text_width
from advisor.presentation.words import labelled, listed

WIDTH = 288
LINE = 15
PADDING = 12
GAP = 24
"""Between two boxes where nothing is said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PathView:
    """The drawing, and the same as a list."""

    figure: SafeString
    stops: tuple[str, ...]


def path_view(pattern: Pattern, language: str) -> PathView | None:
    """None where the catalog says nothing of the way."""
    if not pattern.path:
        return None
    title = _("Limits on the way of a request: %(name)s")
    title %= {"name": pattern.name.in_language(language)}
    return _drawn(pattern.path, pattern.diagram.in_language(language), title, language)


def _drawn(path: tuple[Stop, ...], diagram: str, title: str, language: str) -> PathView:
    labels = {one.id: " ".join(one.label_lines) for one in parse(diagram).participants}
    names = [tuple(labels[node] for node in stop.nodes) for stop in path]
    artist = _Artist(names, path, language)
    return PathView(figure=artist.draw(title), stops=tuple(_in_words(names, path, language)))


def _in_words(names: Sequence[Sequence[str]], path: Sequence[Stop], language: str) -> Iterator[str]:
    for lines, stop in zip(names, path, strict=True):
        place = listed(lines)
        if stop.own:
            place = _("%(place)s (your code)") % {"place": place}
        said = listed([" ".join(_limit(limit, language)) for limit in stop.limits])
        yield labelled(place, said) if said else place


def _limit(limit: Limit, language: str) -> tuple[str, str]:
    return quantity(limit.value, limit.unit, language), limit.name.in_language(language)


class _Artist:
    """Boxes below each other, all as wide as the widest; the limits stand beside the arrows."""

    def __init__(self, names: Sequence[Sequence[str]], path: Sequence[Stop], language: str) -> None:
        self._names, self._path, self._language = names, path, language
        widest = max(text_width(line) for lines in names for line in lines)
        self._box = min(widest * BOLD + 2 * PADDING, WIDTH)
        self._arrow = min(self._box / 2, 52)
        self._parts: list[str] = []
        self._y = 1.0

    def draw(self, title: str) -> SafeString:
        for place, (lines, stop) in enumerate(zip(self._names, self._path, strict=True)):
            if place:
                self._hop(stop.limits)
            self._stop(lines, own=stop.own)
        height = round(self._y + 1)
        return drawing(
            self._parts,
            class_="sequence path",
            width=WIDTH,
            height=height,
            viewBox=f"0 0 {WIDTH} {height}",
            aria_label=title,
        )

    def _stop(self, lines: Sequence[str], *, own: bool) -> None:
        height = LINE * len(lines) + PADDING
        style = "box own" if own else "box"
        self._parts.append(
            element(
                "rect", class_=style, x=1, y=f"{self._y:g}", width=f"{self._box:g}", height=height
            )
        )
        style = "own-name" if own else "who"
        for row, line in enumerate(lines):
            y = self._y + PADDING / 2 + LINE * row + 11
            middle = f"{self._box / 2 + 1:g}"
            self._parts.append(text(line, class_=style, x=middle, y=f"{y:g}", text_anchor="middle"))
        self._y += height

    def _hop(self, limits: Sequence[Limit]) -> None:
        x, left = self._arrow, self._arrow + 14
        rows = [row for limit in limits for row in self._rows(limit, WIDTH - left)]
        end = self._y + max(GAP, LINE * len(rows) + 13)
        self._parts.append(element("line", class_="arrow", x1=x, x2=x, y1=self._y, y2=end - 6))
        self._parts.append(element("path", class_="tip", d=f"M{x:g} {end:g}l-4 -8h8z"))
        for number, row in enumerate(rows):
            y = self._y + 17 + LINE * number
            self._parts.append(element("text", row, x=f"{left:g}", y=f"{y:g}"))
        self._y = end

    def _rows(self, limit: Limit, width: float) -> Iterator[str]:
        """A limit's lines, its figure in bold before its name."""
        amount, name = _limit(limit, self._language)
        for number, line in enumerate(wrapped(f"{amount} {name}", width)):
            if number:
                yield escape(line)
            else:
                rest = line.removeprefix(amount)
                yield element("tspan", escape(amount), class_="who") + escape(rest)
