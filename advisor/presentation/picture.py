"""A pattern's mark as a PNG, for sites that show a picture beside a link. Drawn without text."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from math import cos, pi, sin
from typing import Final

WIDTH, HEIGHT = 1200, 630
"""Pixels that such sites ask for."""

MARK_SIZE = 380
"""Pixels of the box of 16 x 16 that a mark is drawn in."""

FIELD = 40
"""Pixels of colour along the lower edge."""

PAPER: Final = (255, 255, 255)
HUES: Final = {
    "indigo": (0x1D, 0x4E, 0x89),
    "persimmon": (0xB0, 0x44, 0x0A),
    "pine": (0x0B, 0x6B, 0x55),
    "plum": (0x9C, 0x2A, 0x63),
    "mustard": (0x75, 0x59, 0x0A),
    "slate": (0x4A, 0x55, 0x68),
    "teal": (0x0E, 0x63, 0x77),
    "brick": (0x8F, 0x3A, 0x2B),
}
"""The colours on light paper, as in the style sheet."""

Point = tuple[float, float]
Outline = Sequence[Point]

SAMPLES = 4
"""Lines looked at for each row of pixels."""

FULL = 255


def _arc(x: float, y: float, rx: float, ry: float, *, half: bool = False) -> Outline:
    steps = 96
    turn = pi if half else 2 * pi
    angles = (pi + turn * step / steps for step in range(steps + 1))
    return [(x + rx * cos(angle), y + ry * sin(angle)) for angle in angles]


OUTLINES: Final[dict[str, tuple[Outline, ...]]] = {
    "square": (((2, 2), (14, 2), (14, 14), (2, 14)),),
    "triangle": (((8, 1.4), (15.2, 14), (0.8, 14)),),
    "diamond": (((8, 0.4), (15.6, 8), (8, 15.6), (0.4, 8)),),
    "circle": (_arc(8, 8, 6.6, 6.6),),
    "dome": (_arc(8, 12.6, 7.2, 8.6, half=True),),
    "ring": (_arc(8, 8, 7, 7), _arc(8, 8, 3, 3)),
}
"""The marks as polygons in a box of 16 x 16; an outline within another is a hole."""


@lru_cache(maxsize=48)
def picture(mark: str, colour: str) -> bytes:
    """The PNG of a mark in its colour on paper, above a field of the same colour."""
    size = MARK_SIZE / 16
    left, top = (WIDTH - MARK_SIZE) / 2, (HEIGHT - FIELD - MARK_SIZE) / 2
    outlines = [[(left + x * size, top + y * size) for x, y in one] for one in OUTLINES[mark]]
    rows = (
        bytes([FULL]) * WIDTH if y >= HEIGHT - FIELD else _row(outlines, y) for y in range(HEIGHT)
    )
    return _png(rows, HUES[colour])


def _row(outlines: Sequence[Outline], y: int) -> bytes:
    """How much of each pixel of a row is inked, from 0 to 255."""
    inked = [0.0] * WIDTH
    for sample in range(SAMPLES):
        for start, end in _spans(outlines, y + (sample + 0.5) / SAMPLES):
            _ink(inked, start, end)
    return bytes(round(share / SAMPLES * FULL) for share in inked)


def _spans(outlines: Sequence[Outline], y: float) -> Iterator[Point]:
    """Where a horizontal line is inside, from left to right (even-odd rule)."""
    crossings = sorted(
        x1 + (y - y1) * (x2 - x1) / (y2 - y1)
        for outline in outlines
        for (x1, y1), (x2, y2) in pairwise([*outline, outline[0]])
        if (y1 <= y) != (y2 <= y)
    )
    return zip(crossings[::2], crossings[1::2], strict=True)


def _ink(inked: list[float], start: float, end: float) -> None:
    for x in range(int(start), int(end) + 1):
        inked[x] += min(end, x + 1) - max(start, x)


def _png(rows: Iterable[bytes], ink: tuple[int, int, int]) -> bytes:
    """A PNG of 8-bit palette colours, from paper (0) to `ink` (255)."""
    palette = bytes(
        round(paper + (full - paper) * step / FULL)
        for step in range(FULL + 1)
        for paper, full in zip(PAPER, ink, strict=True)
    )
    head = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 3, 0, 0, 0)
    pixels = zlib.compress(b"".join(b"\0" + row for row in rows), 9)
    chunks = ((b"IHDR", head), (b"PLTE", palette), (b"IDAT", pixels), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in chunks)


def _chunk(name: bytes, data: bytes) -> bytes:
    checked = name + data
    return struct.pack(">I", len(data)) + checked + struct.pack(">I", zlib.crc32(checked))
