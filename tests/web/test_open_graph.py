"""What other sites show of a link: title, description, language, and a picture of a pattern."""

from __future__ import annotations

import pytest

from tests.web.asking import LANGUAGES, SOME, catalog, every_page, get, page


def properties(path: str) -> dict[str, str]:
    """The page's Open Graph and Twitter data, by name."""
    metas = [item.attributes for item in page(path).every("meta")]
    named = [
        (item.get("property") or item.get("name", ""), item["content"])
        for item in metas
        if "content" in item
    ]
    return {name: content for name, content in named if name.startswith(("og:", "twitter:"))}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("answers", ["", SOME])
def test_every_page_says_what_it_is(language: str, answers: str) -> None:
    for place in every_page(answers):
        path = f"/{language}/{place}"
        found, head = properties(path), page(path).one("head")
        described = [
            i.attributes["content"]
            for i in head.every("meta")
            if i.attributes.get("name") == "description"
        ]
        assert found["og:title"] == head.one("title").text, place
        assert [found["og:description"]] == described, place
        assert found["og:type"] == "website"
        assert found["og:url"] == f"http://testserver{path.partition('?')[0]}"
        assert found["twitter:card"] in {"summary", "summary_large_image"}


def test_the_language_is_named_and_so_is_the_other() -> None:
    found = properties("/ja/")
    assert (found["og:locale"], found["og:locale:alternate"]) == ("ja_JP", "en_US")


def test_titles_differ_from_page_to_page() -> None:
    titles = [properties(f"/en/{place}")["og:title"] for place in every_page("")]
    assert len(set(titles)) == len(titles)


def test_a_pattern_and_its_bundles_have_its_picture() -> None:
    for pattern in catalog().patterns:
        places = [f"patterns/{pattern.slug}/"]
        places += [f"patterns/{pattern.slug}/bundles/{one.format.value}" for one in pattern.bundles]
        for place in places:
            found = properties(f"/en/{place}")
            assert found["og:image"] == f"http://testserver/og/{pattern.slug}.png"
            assert found["twitter:card"] == "summary_large_image"
            assert pattern.short_name.in_language("en") in found["og:image:alt"]


def test_the_picture_is_a_png_that_may_be_kept() -> None:
    response = get(f"/og/{catalog().patterns[0].slug}.png")
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "image/png"
    assert response.headers["Cache-Control"] == "public, max-age=86400"
    assert response.content.startswith(b"\x89PNG")


def test_there_is_no_picture_of_a_pattern_that_is_not_there() -> None:
    assert get("/og/nothing.png").status_code == 404


def test_pages_without_a_pattern_claim_no_picture() -> None:
    assert "og:image" not in properties("/en/")
