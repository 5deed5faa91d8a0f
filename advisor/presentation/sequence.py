"""A sequence diagram as SVG, and the same steps as a list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from advisor.diagrams.mermaid import Block, Diagram, Message, Note, Step, parse
from advisor.presentation.svg import BOLD, drawing, element, text, text_width

LINE = 15
STEP = 16
MARGIN = 12
LOOP = 26


@dataclass(frozen=True, slots=True, kw_only=True)
class SequenceView:
    """The drawing, its width in pixels, and its steps in words."""

    figure: SafeString
    width: int
    steps: tuple[str, ...]


@lru_cache(maxsize=64)
def sequence_view(source: str, title: str, own: frozenset[str] = frozenset()) -> SequenceView:
    """`source` is text that `advisor.diagrams.mermaid.parse` accepts; `own` stand out in black."""
    diagram = parse(source)
    artist = _Artist(diagram, own)
    return SequenceView(
        figure=artist.draw(title), width=artist.width, steps=tuple(_in_words(diagram))
    )


def _in_words(diagram: Diagram) -> Iterator[str]:
    names = {one.id: " ".join(one.label_lines) for one in diagram.participants}
    yield from _steps_in_words(diagram.steps, names, "")


def _steps_in_words(steps: Sequence[Step], names: dict[str, str], branch: str) -> Iterator[str]:
    for step in steps:
        match step:
            case Message():
                words = {
                    "source": names[step.source],
                    "target": names[step.target],
                    "text": " ".join(step.text_lines),
                }
                yield branch + _("%(source)s to %(target)s: %(text)s") % words
            case Note():
                yield branch + _("Note: %(text)s") % {"text": " ".join(step.text_lines)}
            case Block():
                for option in step.branches:
                    title = _("[%(title)s] ") % {"title": option.title} if option.title else ""
                    yield from _steps_in_words(option.steps, names, branch + title)


class _Artist:
    """Lays the columns out so that every label has room, then draws from top to bottom."""

    def __init__(self, diagram: Diagram, own: frozenset[str]) -> None:
        self._diagram, self._own = diagram, own
        self._order = {one.id: index for index, one in enumerate(diagram.participants)}
        self._columns = self._laid_out()
        self.width = round(self._columns[-1] + self._box_width(-1) / 2 + MARGIN + self._overhang())
        self._parts: list[str] = []
        self._number = 0
        self._y = 0.0

    def draw(self, title: str) -> SafeString:
        top = MARGIN + max(len(one.label_lines) for one in self._diagram.participants) * LINE + 12
        self._y = top + STEP
        self._draw_steps(self._diagram.steps, 0)
        height = round(self._y + 8)
        lifelines = [
            element("line", class_="lifeline", x1=x, x2=x, y1=top, y2=height) for x in self._columns
        ]
        heads = [part for index in range(len(self._columns)) for part in self._head(index, top)]
        return drawing(
            [*lifelines, *self._parts, *heads],
            class_="sequence",
            width=self.width,
            height=height,
            viewBox=f"0 0 {self.width} {height}",
            aria_label=title,
        )

    # --- layout

    def _box_width(self, index: int) -> float:
        lines = self._diagram.participants[index].label_lines
        return max(64.0, max(text_width(line) for line in lines) * BOLD + 18)

    def _laid_out(self) -> list[float]:
        count = len(self._diagram.participants)
        gaps = [(self._box_width(i) + self._box_width(i + 1)) / 2 + 20 for i in range(count - 1)]
        for step in _flat(self._diagram.steps):
            if isinstance(step, Message):
                self._widen(gaps, step)
        columns = [MARGIN + self._box_width(0) / 2 + 10]
        for gap in gaps:
            columns.append(columns[-1] + gap)
        return columns

    def _widen(self, gaps: list[float], step: Message) -> None:
        low, high = sorted((self._order[step.source], self._order[step.target]))
        needed = max(text_width(line) for line in step.text_lines) + 44
        if low == high:
            span, needed = gaps[low : low + 1], needed + LOOP
        else:
            span = gaps[low:high]
        missing = needed - sum(span)
        if span and missing > 0:
            for index in range(low, low + len(span)):
                gaps[index] += missing / len(span)

    def _overhang(self) -> float:
        """Room at the right for what the last participant says to itself, or a wide note."""
        last = len(self._order) - 1
        reach = 0.0
        for step in _flat(self._diagram.steps):
            lines = step.text_lines
            width = max(text_width(line) for line in lines)
            if (
                isinstance(step, Message)
                and self._order[step.source] == last == self._order[step.target]
            ):
                reach = max(reach, LOOP + width + 12 - self._box_width(last) / 2)
            if isinstance(step, Note) and max(self._order[p] for p in step.participants) == last:
                reach = max(reach, (width + 24 - self._box_width(last)) / 2)
        return reach

    # --- drawing

    def _head(self, index: int, top: float) -> Iterator[str]:
        participant, x = self._diagram.participants[index], self._columns[index]
        lines, own = participant.label_lines, participant.id in self._own
        width, height = self._box_width(index), len(lines) * LINE + 10
        yield element(
            "rect",
            class_="box own" if own else "box",
            x=f"{x - width / 2:g}",
            y=f"{top - height:g}",
            width=f"{width:g}",
            height=height,
        )
        for row, line in enumerate(lines):
            y = top - height + 16 + row * LINE
            name = "own-name" if own else "who"
            yield text(line, class_=name, x=f"{x:g}", y=f"{y:g}", text_anchor="middle")

    def _draw_steps(self, steps: Sequence[Step], depth: int) -> None:
        for step in steps:
            match step:
                case Message():
                    self._message(step)
                case Note():
                    self._note(step)
                case Block():
                    self._block(step, depth)

    def _message(self, step: Message) -> None:
        self._number += 1
        start, end = (
            self._columns[self._order[step.source]],
            self._columns[self._order[step.target]],
        )
        self._y += LINE * len(step.text_lines)
        if start == end:
            self._loop(step, start)
            return
        y, sign = self._y, 1 if end > start else -1
        style = "arrow dashed" if step.dashed else "arrow"
        self._parts.append(element("line", class_=style, x1=start, x2=end - 6 * sign, y1=y, y2=y))
        tip = f"M{end:g} {y:g}l{-8 * sign} -4v8z"
        self._parts.append(element("path", class_="tip", d=tip))
        self._label(step.text_lines, (start + end) / 2, y - 5, "middle")
        self._step_number(start - 6 * sign, y, "end" if sign > 0 else "start")
        self._y += STEP

    def _loop(self, step: Message, x: float) -> None:
        y = self._y - LINE * len(step.text_lines) + 4
        path = f"M{x:g} {y:g}h{LOOP}v14h{8 - LOOP}"
        self._parts.append(element("path", class_="arrow", d=path))
        self._parts.append(element("path", class_="tip", d=f"M{x:g} {y + 14:g}l8 -4v8z"))
        self._label(
            step.text_lines, x + LOOP + 6, y + 11 + LINE * (len(step.text_lines) - 1), "start"
        )
        self._step_number(x - 6, y + 4, "end")
        self._y = y + 14 + STEP

    def _note(self, step: Note) -> None:
        places = [self._columns[self._order[one]] for one in step.participants]
        middle = (min(places) + max(places)) / 2
        width = max(text_width(line) for line in step.text_lines) + 24
        width = max(width, max(places) - min(places) + 40)
        height = LINE * len(step.text_lines) + 8
        left = min(max(middle - width / 2, 2), max(self.width - width - 2, 2))
        self._parts.append(
            element(
                "rect",
                class_="note-box",
                x=f"{left:g}",
                y=f"{self._y:g}",
                width=f"{width:g}",
                height=height,
            )
        )
        for row, line in enumerate(step.text_lines):
            y = self._y + 15 + LINE * row
            self._parts.append(
                text(
                    line,
                    class_="note-text",
                    x=f"{left + width / 2:g}",
                    y=f"{y:g}",
                    text_anchor="middle",
                )
            )
        self._y += height + STEP

    def _block(self, block: Block, depth: int) -> None:
        top, inset = self._y, 4 + depth * 6
        for index, branch in enumerate(block.branches):
            if index:
                self._parts.append(
                    element(
                        "line",
                        class_="divider",
                        x1=inset,
                        x2=self.width - inset,
                        y1=self._y,
                        y2=self._y,
                    )
                )
            self._parts.append(
                text(branch.title, class_="branch", x=inset + 8, y=f"{self._y + 16:g}")
            )
            self._y += 24
            self._draw_steps(branch.steps, depth + 1)
        frame = element(
            "rect",
            class_="frame",
            x=inset,
            y=f"{top:g}",
            width=self.width - 2 * inset,
            height=f"{self._y - top:g}",
        )
        self._parts.insert(0, frame)
        self._y += STEP

    def _label(self, lines: Sequence[str], x: float, y: float, anchor: str) -> None:
        for row, line in enumerate(reversed(lines)):
            self._parts.append(
                text(line, class_="said", x=f"{x:g}", y=f"{y - LINE * row:g}", text_anchor=anchor)
            )

    def _step_number(self, x: float, y: float, anchor: str) -> None:
        self._parts.append(
            text(
                str(self._number),
                class_="step-number",
                x=f"{x:g}",
                y=f"{y + 4:g}",
                text_anchor=anchor,
            )
        )


def _flat(steps: Sequence[Step]) -> Iterator[Message | Note]:
    for step in steps:
        if isinstance(step, Block):
            for branch in step.branches:
                yield from _flat(branch.steps)
        else:
            yield step
