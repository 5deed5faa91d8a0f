"""The pictures of the patterns: sound PNG files that show the mark in its colour."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

import pytest

from advisor.presentation.picture import FIELD, HEIGHT, HUES, MARK_SIZE, OUTLINES, WIDTH, picture
from advisor.presentation.svg import MARKS


def chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Name and content of each chunk, whose checksum has to be right."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    at = 8
    while at < len(png):
        (length,) = struct.unpack_from(">I", png, at)
        name, data = png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        assert struct.unpack_from(">I", png, at + 8 + length) == (zlib.crc32(name + data),)
        yield name, data
        at += 12 + length


def rows(png: bytes) -> list[bytes]:
    """How much each pixel is inked, 0 to 255, row by row."""
    pixels = zlib.decompress(dict(chunks(png))[b"IDAT"])
    return [pixels[at + 1 : at + 1 + WIDTH] for at in range(0, len(pixels), WIDTH + 1)]


def inked_share(png: bytes) -> float:
    """The share of the mark's box that is inked."""
    return sum(map(sum, rows(png)[: HEIGHT - FIELD])) / 255 / MARK_SIZE**2


def test_every_mark_can_be_drawn() -> None:
    assert OUTLINES.keys() == MARKS.keys()


def test_it_has_the_size_that_sites_ask_for() -> None:
    head = dict(chunks(picture("square", "pine")))[b"IHDR"]
    assert struct.unpack(">IIBBBBB", head) == (1200, 630, 8, 3, 0, 0, 0)
    assert len(rows(picture("square", "pine"))) == HEIGHT


@pytest.mark.parametrize("colour", HUES)
def test_it_goes_from_paper_to_the_colour(colour: str) -> None:
    palette = dict(chunks(picture("square", colour)))[b"PLTE"]
    assert tuple(palette[:3]) == (255, 255, 255)
    assert tuple(palette[-3:]) == HUES[colour]


@pytest.mark.parametrize(
    ("mark", "share"),
    [
        ("square", 12 * 12 / 256),
        ("triangle", 14.4 * 12.6 / 2 / 256),
        ("diamond", 15.2 * 15.2 / 2 / 256),
        ("circle", 3.1416 * 6.6**2 / 256),
        ("dome", 3.1416 * 7.2 * 8.6 / 2 / 256),
        ("ring", 3.1416 * (7**2 - 3**2) / 256),
    ],
)
def test_the_mark_covers_what_its_shape_covers(mark: str, share: float) -> None:
    assert inked_share(picture(mark, "plum")) == pytest.approx(share, rel=0.005)


def test_the_ring_has_a_hole_in_the_middle() -> None:
    middle = rows(picture("ring", "plum"))[(HEIGHT - FIELD) // 2]
    assert middle[WIDTH // 2] == 0
    assert middle[WIDTH // 2 + MARK_SIZE * 5 // 16] == 255


def test_a_field_of_colour_lies_along_the_lower_edge() -> None:
    drawn = rows(picture("dome", "teal"))
    assert set(drawn[-1]) == {255}
    assert set(drawn[HEIGHT - FIELD - 1]) == {0}
