"""A figure as a file of its own: what the style sheet says of it, written into its attributes.

Classes and custom properties mean nothing to most programs that show SVG, so the light colours
are looked up here, once, and the drawing stands on its own sheet of paper.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final
from xml.etree import ElementTree as ET

from advisor.presentation.labels import wrapped

STYLE_SHEET: Final = Path(__file__).parents[1] / "static" / "advisor" / "advisor.css"
NAMESPACE: Final = "http://www.w3.org/2000/svg"
FONTS: Final = "'Segoe UI', 'Hiragino Sans', 'Noto Sans', 'Noto Sans CJK JP', Meiryo, sans-serif"
MARGIN: Final = 16
LINE: Final = 18
PROPERTIES: Final = frozenset(
    {
        "fill",
        "font-size",
        "font-weight",
        "opacity",
        "paint-order",
        "stroke",
        "stroke-dasharray",
        "stroke-linejoin",
        "stroke-width",
        "text-anchor",
    }
)
"""What a program that shows SVG reads from attributes."""

_TOKEN = re.compile(r"--([a-z0-9-]+): (?:light-dark\((#[0-9a-f]+),[^)]*\)|(#[0-9a-f]+));")
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_EITHER = re.compile(r"^(.*?):is\(([^()]*)\)(.*)$")
_COMPOUND = re.compile(r"^[a-z]*(?:\.[a-z0-9-]+)*$")
_VARIABLE = re.compile(r"var\(--([a-z0-9-]+)(?:, var\(--([a-z0-9-]+)\))?\)")


@dataclass(frozen=True, slots=True)
class Rule:
    """One selector, as compounds from the outermost to the element, with its declarations."""

    path: tuple[tuple[str, frozenset[str]], ...]
    declarations: Mapping[str, str]

    @property
    def weight(self) -> tuple[int, int]:
        classes = sum(len(classes) for _tag, classes in self.path)
        return classes, sum(bool(tag) for tag, _classes in self.path)

    def meets(self, line: Sequence[tuple[str, frozenset[str]]]) -> bool:
        """Whether the last of `line`, from the root to an element, is selected."""
        *outer, own = self.path
        if not _fits(own, line[-1]):
            return False
        place = len(line) - 2
        for wanted in reversed(outer):
            while place >= 0 and not _fits(wanted, line[place]):
                place -= 1
            if place < 0:
                return False
            place -= 1
        return True


def _fits(wanted: tuple[str, frozenset[str]], found: tuple[str, frozenset[str]]) -> bool:
    return wanted[0] in {"", found[0]} and wanted[1] <= found[1]


def standalone(
    figure: str, width: float = 0, height: float = 0, *, notes: Iterable[str] = ()
) -> str:
    """The first `<svg>` of a figure of ours, in pixels, with `notes` in small type below it.

    `width` and `height` are needed where the drawing does not say its own: it has a `viewBox`
    for both, or a height alone.
    """
    whole = ET.fromstring(f"<div>{figure}</div>")
    root = next(whole.iter("svg"))
    tall = height or float(root.get("height", "0"))
    box = root.get("viewBox")
    if box is not None:
        width, tall = map(float, box.split()[2:])
    inner = ET.Element("svg", {"x": f"{MARGIN}", "y": f"{MARGIN}"} | _size(width, tall))
    if box is not None:
        inner.set("viewBox", box)
    inner.extend(list(root))
    inner.set("class", root.get("class", ""))
    _dress(inner, [], "")
    outer = ET.Element("svg", {"xmlns": NAMESPACE, "font-family": FONTS})
    below = [line for note in notes for line in wrapped(note, width)]
    across, down = width + 2 * MARGIN, tall + 2 * MARGIN + LINE * len(below)
    outer.attrib |= {**_size(across, down), "viewBox": f"0 0 {across:g} {down:g}"}
    label = next((found for item in whole.iter() if (found := item.get("aria-label"))), None)
    if label:
        outer.set("role", "img")
        ET.SubElement(outer, "title").text = label
    ET.SubElement(outer, "rect", {"width": "100%", "height": "100%", "fill": _tokens()["paper"]})
    outer.append(inner)
    for number, line in enumerate(below, 1):
        place = {"x": f"{MARGIN}", "y": f"{MARGIN + tall + LINE * number:g}", "font-size": "12"}
        ET.SubElement(outer, "text", {**place, "fill": _tokens()["ink-2"]}).text = line
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(outer, encoding="unicode")


def _size(width: float, height: float) -> dict[str, str]:
    return {"width": f"{width:g}", "height": f"{height:g}"}


def _dress(item: ET.Element, line: list[tuple[str, frozenset[str]]], hue: str) -> None:
    classes = frozenset(item.attrib.pop("class", "").split())
    hue = next((name.removeprefix("hue-") for name in classes if name.startswith("hue-")), hue)
    here = [*line, (item.tag, classes)]
    found = [rule for rule in _rules() if rule.meets(here)]
    for rule in sorted(found, key=lambda rule: rule.weight):
        for name, value in rule.declarations.items():
            written = _written(value, hue)
            if written:
                item.set(name, written)
    for child in item:
        _dress(child, here, hue)


def _written(value: str, hue: str) -> str:
    """A declaration's value without variables; "" where nothing stands behind one."""

    def known(match: re.Match[str]) -> str:
        names = [hue if name == "hue" else name for name in match.groups() if name]
        return next((_tokens()[name] for name in names if name in _tokens()), "")

    return _VARIABLE.sub(known, value).removesuffix("px")


@cache
def _tokens() -> Mapping[str, str]:
    """The light colours as the style sheet has them without preferences."""
    found: dict[str, str] = {}
    for name, light, both in _TOKEN.findall(_plain(STYLE_SHEET.read_text(encoding="utf-8"))):
        found.setdefault(name, light or both)
    return found


@cache
def _rules() -> tuple[Rule, ...]:
    """Every rule about figures that holds without a condition."""
    text = _plain(STYLE_SHEET.read_text(encoding="utf-8"))
    return tuple(rule for selectors, body in _RULE.findall(text) for rule in _read(selectors, body))


def _read(selectors: str, body: str) -> Iterator[Rule]:
    pairs = (part.partition(":") for part in body.split(";"))
    declarations = {
        name.strip(): value.strip() for name, _, value in pairs if name.strip() in PROPERTIES
    }
    if declarations:
        for selector in _apart(selectors.strip()):
            compounds = selector.split()
            if all(map(_COMPOUND.match, compounds)):
                yield Rule(tuple(map(_compound, compounds)), declarations)


def _apart(selectors: str) -> Iterator[str]:
    """Each selector of a list, with every `:is()` written out."""
    for selector in re.split(r",\s*(?![^()]*\))", selectors):
        match = _EITHER.match(selector)
        if match is None:
            yield selector
        else:
            for choice in match[2].split(","):
                yield from _apart(f"{match[1]}{choice.strip()}{match[3]}")


def _compound(text: str) -> tuple[str, frozenset[str]]:
    tag, *classes = text.split(".")
    return tag, frozenset(classes)


def _plain(css: str) -> str:
    """`css` without what holds only under a condition, and without layers around the rest."""
    kept, depth, skipped = [], 0, 0
    for part in re.split(r"(@(?:media|container|supports)[^{]*\{|[{}])", css):
        if skipped:
            depth += part.endswith("{") - (part == "}")
            skipped = skipped if depth else 0
        elif part.startswith("@") and part.endswith("{"):
            depth, skipped = 1, 1
        else:
            kept.append(part)
    return re.sub(r"@layer [a-z]+ \{", "", "".join(kept))
