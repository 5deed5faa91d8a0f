"""The comparison: two to five patterns, chosen in the address."""

from __future__ import annotations

import pytest

from tests.web.asking import LANGUAGES, NEUTRAL, SOME, as_number, catalog, page
from tests.web.markup import Element

SLUGS = ["alb-ecs", "apigw-lambda", "appsync-dynamodb", "cloudfront-lambda-edge"]


def chosen(slugs: list[str]) -> str:
    return "&".join(f"patterns={slug}" for slug in slugs)


def table_of(found: Element) -> Element:
    """The table of the answers; tables of open criteria come behind it."""
    return found.every("table", class_="versus")[0]


def columns(found: Element) -> list[str]:
    """The slugs at the heads of the columns, in order."""
    heads = table_of(found).one("thead").every("a")
    return [link.attributes["href"].partition("?")[0].split("/")[-2] for link in heads]


@pytest.mark.parametrize("count", [2, 3, 4])
def test_the_patterns_of_the_address_stand_side_by_side(count: int) -> None:
    found = page(f"/en/compare/?{SOME}&{chosen(SLUGS[:count])}")
    assert sorted(columns(found)) == SLUGS[:count]
    for row in table_of(found).every("tr"):
        if row.every("td"):
            assert len(row.every("td")) == count


def test_without_a_choice_all_stand_side_by_side() -> None:
    found = page(f"/en/compare/?{SOME}")
    assert sorted(columns(found)) == sorted(item.slug for item in catalog().patterns)


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_pattern_alone_is_compared_with_all_and_the_page_says_so(language: str) -> None:
    found = page(f"/{language}/compare/?{SOME}&patterns=alb-ecs")
    assert len(columns(found)) == 5
    assert found.one("section", class_="notices").text


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_unknown_pattern_is_named_and_the_others_are_compared(language: str) -> None:
    found = page(f"/{language}/compare/?{SOME}&{chosen([*SLUGS[:2], 'monolith'])}")
    assert "monolith" in found.one("section", class_="notices").text
    assert sorted(columns(found)) == SLUGS[:2]


def test_the_form_shows_what_is_chosen_and_carries_the_answers() -> None:
    form = page(f"/en/compare/?{SOME}&{chosen(SLUGS[:2])}").one("form", class_="chooser")
    boxes = [item.attributes for item in form.every("input")]
    ticked = [item["value"] for item in boxes if "checked" in item]
    assert sorted(ticked) == SLUGS[:2]
    hidden = [f"{item['name']}={item['value']}" for item in boxes if item["type"] == "hidden"]
    assert sorted(hidden) == sorted(SOME.split("&"))


def test_differences_only_leaves_out_what_tells_nothing_apart() -> None:
    address = f"/en/compare/?{SOME}&payload=small&{chosen(SLUGS[:2])}"
    table = table_of(page(address))
    rows = [row for row in table.every("tr") if row.every("td")]
    same = [row for row in rows if row.attributes.get("class") == "same"]
    assert same
    narrowed = table_of(page(f"{address}&only=differences"))
    assert len([row for row in narrowed.every("tr") if row.every("td")]) == len(rows) - len(same)


@pytest.mark.parametrize("language", LANGUAGES)
def test_points_of_a_column_add_up_to_its_score(language: str) -> None:
    found = table_of(page(f"/{language}/compare/?{SOME}"))
    heads = found.one("thead").every("small")
    rows = [row.every("td") for row in found.every("tr") if row.every("td")]
    for index, head in enumerate(heads):
        points = [as_number(cells[index].one(class_="pts").text) for cells in rows]
        score = "".join(char for char in head.text if char.isdigit() or char == ".")
        assert NEUTRAL + sum(points) == as_number(score)


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_answers_the_criteria_advantages_and_diagrams_still_compare(language: str) -> None:
    main = page(f"/{language}/compare/").one("main")
    assert not main.every("svg", class_="profile")
    assert len(main.every("svg", class_="sequence")) == 10
    assert len(main.every("svg", class_="path")) == 5
    first = catalog().patterns[0]
    assert first.advantages[0].in_language(language) in main.text
    assert first.disadvantages[0].in_language(language) in main.text
