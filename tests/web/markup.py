"""Reads the pages' HTML, as far as tests ask: elements by tag, class and id, and their text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

BLOCKS = frozenset({"p", "li", "td", "th", "dt", "dd", "h1", "h2", "h3", "small"})
EMPTY = frozenset({"meta", "link", "br", "input", "hr", "img", "path", "line", "rect", "circle"})


@dataclass(kw_only=True)
class Element:
    tag: str
    attributes: dict[str, str]
    children: list[Element | str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All text within, blanks collapsed."""
        return " ".join("".join(self.pieces()).split())

    def every(self, tag: str = "", *, class_: str = "") -> list[Element]:
        """The elements within of this tag and class, in the order of the page."""
        return [
            element
            for element in self._descendants()
            if tag in {"", element.tag}
            and (not class_ or class_ in element.attributes.get("class", "").split())
        ]

    def one(self, tag: str = "", *, class_: str = "") -> Element:
        """The only such element within; anything else fails the test."""
        found = self.every(tag, class_=class_)
        assert len(found) == 1, f"{len(found)} elements {tag}.{class_}, not one"
        return found[0]

    def by_id(self, name: str) -> Element:
        found = [item for item in self._descendants() if item.attributes.get("id") == name]
        assert len(found) == 1, f"{len(found)} elements #{name}, not one"
        return found[0]

    def _descendants(self) -> Iterator[Element]:
        for child in self.children:
            if isinstance(child, Element):
                yield child
                yield from child._descendants()

    def pieces(self) -> Iterator[str]:
        for child in self.children:
            if isinstance(child, str):
                yield child
            else:
                gap = " " if child.tag in BLOCKS else ""
                yield gap
                yield from child.pieces()
                yield gap


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = Element(tag="", attributes={})
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag=tag, attributes={key: value or "" for key, value in attrs})
        self.open[-1].children.append(element)
        if tag not in EMPTY:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {key: value or "" for key, value in attrs}
        self.open[-1].children.append(Element(tag=tag, attributes=attributes))

    def handle_endtag(self, tag: str) -> None:
        if any(element.tag == tag for element in self.open[1:]):
            while self.open.pop().tag != tag:
                pass

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def read(html: str) -> Element:
    """The whole page as one element."""
    reader = _Reader()
    reader.feed(html)
    return reader.root
