"""An address that leads nowhere, or tries to lead out, is answered with a page and a sentence."""

from __future__ import annotations

import pytest

from tests.web.asking import LANGUAGES, get
from tests.web.markup import read

BUNDLE = "patterns/alb-ecs/bundles/cloudformation"
LOST = [
    "nothing/",
    "questionnaire/nothing/",
    "patterns/nothing/",
    "patterns/..%2f..%2fsettings/",
    "patterns/%2e%2e/",
    "patterns/%00/",
    "patterns/%ff/",
    "patterns/alb-ecs%00/",
    "patterns/nothing/bundles/cloudformation",
    "patterns/alb-ecs/bundles/pulumi",
    "patterns/alb-ecs/bundles/pulumi.zip",
    "patterns/alb-ecs/bundles/CLOUDFORMATION",
    "patterns/alb-ecs/bundles/..%2fcloudformation",
    "patterns/alb-ecs/bundles/..%2f..%2f..%2fetc%2fpasswd.zip",
    f"{BUNDLE}/files/nothing.yaml",
    f"{BUNDLE}/files/../template.yaml",
    f"{BUNDLE}/files/%2e%2e/%2e%2e/alb-ecs/ratings.yaml",
    f"{BUNDLE}/files/..%2f..%2f..%2fratings.yaml",
    f"{BUNDLE}/files//etc/passwd",
    f"{BUNDLE}/files/%2fetc%2fpasswd",
    f"{BUNDLE}/files/..%5c..%5cratings.yaml",
    f"{BUNDLE}/files/C:%5cwindows",
    f"{BUNDLE}/files/template.yaml%00.txt",
    f"{BUNDLE}/files/./template.yaml",
    f"{BUNDLE}/files/%ff",
    f"{BUNDLE}/files/%0d%0aSet-Cookie:%20a=b",
]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("place", LOST)
def test_a_page_in_the_language_says_what_is_missing(language: str, place: str) -> None:
    response = get(f"/{language}/{place}")
    assert response.status_code == 404
    found = read(response.content.decode())
    assert found.one("html").attributes["lang"] == language
    assert len(found.one("h1").text) > 8
    assert found.one("header").every("a")
    assert b"\x00" not in response.content


def test_it_names_what_there_is_instead() -> None:
    assert "apigw-lambda" in get("/en/patterns/nothing/").content.decode()
    assert "terraform" in get("/en/patterns/alb-ecs/bundles/pulumi").content.decode()
    assert "template.yaml" in get(f"/en/{BUNDLE}/files/nothing").content.decode()


def test_a_long_name_is_shortened() -> None:
    for place in ("patterns/{}/", "questionnaire/{}/", BUNDLE + "/files/{}"):
        response = get("/en/" + place.format("a" * 50_000))
        assert response.status_code == 404
        assert len(response.content) < 5_000


def test_outside_the_languages_it_is_answered_in_the_readers_own() -> None:
    response = get("/nothing", accept_language="ja")
    assert response.status_code == 404
    assert read(response.content.decode()).one("html").attributes["lang"] == "ja"


@pytest.mark.parametrize("target", ["//evil.example/", "https://evil.example/", "\\\\evil", "x"])
def test_the_theme_switch_never_leads_to_another_site(target: str) -> None:
    assert get(f"/theme/dark?next={target}").headers["Location"] == "/"


def test_an_unknown_theme_is_answered_with_a_sentence() -> None:
    response = get("/theme/purple")
    assert response.status_code == 404
    assert read(response.content.decode()).one("h1").text != "purple"
