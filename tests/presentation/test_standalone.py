"""Figures as files: without the style sheet they look as they do with it."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree as ET

import pytest

from advisor.presentation.standalone import standalone
from advisor.presentation.svg import drawing, element, mark_at, text
from tests.web.asking import LANGUAGES, TWO_RULED_OUT, catalog, get
from tests.web.colours import style_sheet, tokens

SVG = "{http://www.w3.org/2000/svg}"
FIGURES = [
    "ranking",
    "profile",
    "cost",
    "ruler-response_body_mb",
    "sequence-alb-ecs",
    "path-alb-ecs",
]


def light(name: str) -> str:
    return tokens(style_sheet())[name].light


def parsed(figure: str, width: float = 300, height: float = 40) -> ET.Element:
    return ET.fromstring(standalone(figure, width, height))


def test_colours_come_from_the_light_theme() -> None:
    line = element("line", class_="over", x1="0", x2="9", y1=1, y2=1)
    mark = element("g", mark_at("square", "50%", 0, 12), class_="hue-plum")
    found = parsed(str(drawing([line, mark], class_="ruler wide")))
    drawn = next(found.iter(f"{SVG}line"))
    assert (drawn.get("stroke"), drawn.get("stroke-width")) == (light("stop"), "3")
    assert next(found.iter(f"{SVG}path")).get("fill") == light("plum")


def test_a_rule_for_two_counts_for_each_and_an_alternative_where_there_is_no_colour() -> None:
    said = text("label", class_="said")
    assert next(parsed(str(drawing([said], class_="sequence"))).iter(f"{SVG}text")).get(
        "fill"
    ) == light("ink")
    tick = element("line", class_="tick")
    assert next(parsed(str(drawing([tick], class_="ruler"))).iter(f"{SVG}line")).get(
        "stroke"
    ) == light("rule-2")


def test_a_condition_of_the_style_sheet_never_counts() -> None:
    found = parsed(str(drawing([text("a", class_="row-name")], class_="profile narrow")))
    assert not [item for item in found.iter() if item.get("display")]
    assert next(found.iter(f"{SVG}text")).get("fill") == light("ink")


def test_it_stands_on_paper_of_its_own_and_can_be_enlarged() -> None:
    found = parsed(str(drawing([], class_="ruler", aria_label="Limits")))
    ground = found.find(f"{SVG}rect")
    assert ground is not None
    assert ground.get("fill") == light("paper")
    assert found.get("viewBox") == "0 0 332 72"
    assert found.findtext(f"{SVG}title") == "Limits"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", FIGURES)
def test_every_figure_is_a_file_without_classes_or_variables(language: str, name: str) -> None:
    response = get(f"/{language}/figures/{name}.svg?{TWO_RULED_OUT}")
    assert response["Content-Type"] == "image/svg+xml; charset=utf-8"
    found = ET.fromstring(response.content)
    items = list(found.iter())
    assert len(items) > 10
    assert not [item for item in items if item.get("class")]
    assert b"var(" not in response.content
    assert list(uncoloured(found)) == []


def uncoloured(item: ET.Element, *, coloured: bool = False) -> Iterator[str]:
    """Shapes that would come out black, as neither they nor a group around them has a colour."""
    here = coloured or "fill" in item.attrib or "stroke" in item.attrib
    if item.tag in {f"{SVG}path", f"{SVG}circle", f"{SVG}line"} and not here:
        yield ET.tostring(item, encoding="unicode")
    for child in item:
        yield from uncoloured(child, coloured=here)


def test_a_shape_without_a_colour_would_be_found() -> None:
    assert list(uncoloured(parsed(str(drawing([element("path", d="M0 0")])))))


def test_patterns_are_named_on_the_figures() -> None:
    response = get(f"/en/figures/ranking.svg?{TWO_RULED_OUT}").content.decode()
    for pattern in catalog().patterns:
        assert pattern.short_name.in_language("en") in response


@pytest.mark.parametrize(
    "name", ["nothing", "ruler-content", "sequence-nobody", "path-nobody", "ranking-x"]
)
def test_what_is_no_figure_is_not_found(name: str) -> None:
    assert get(f"/en/figures/{name}.svg").status_code == 404
