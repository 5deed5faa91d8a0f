"""A downloaded bundle carries the decision that led to it."""

from __future__ import annotations

import hashlib
import io
import re
import tarfile
import zipfile
from datetime import date
from urllib.parse import quote

import pytest
from django.utils import timezone

from tests.web.asking import LANGUAGES, SOME, catalog, get, page

FIRST = "/en/patterns/apigw-lambda/bundles/cloudformation"
OTHER = "/en/patterns/alb-ecs/bundles/terraform"
NAME = "DECISION.md"


def downloaded(place: str, query: str = SOME) -> dict[str, str]:
    content = get(f"{place}.zip?{query}").content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {
            entry.partition("/")[2]: archive.read(entry).decode() for entry in archive.namelist()
        }


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_the_record_of_the_same_answers_without_a_date(language: str) -> None:
    place = FIRST.replace("/en/", f"/{language}/")
    own = get(f"/{language}/recommendation/decision.md?{SOME}").content.decode()
    dated = f"\ndate: {timezone.localdate().isoformat()}\n"
    assert dated in own
    assert downloaded(place)[NAME] == own.replace(dated, "\n")


def test_the_same_link_gives_the_same_bytes_on_any_day(monkeypatch: pytest.MonkeyPatch) -> None:
    before = get(f"{FIRST}.zip?{SOME}").content
    monkeypatch.setattr(timezone, "localdate", lambda: date(2031, 5, 6))
    assert get(f"{FIRST}.zip?{SOME}").content == before


def test_the_age_of_prices_is_told_as_of_the_catalogs_review(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    query = f"{SOME}&cost_priority=high"
    before = downloaded(FIRST, query)[NAME]
    assert f"over 180 days old on {catalog().reviewed_on.isoformat()};" in before
    monkeypatch.setattr(timezone, "localdate", lambda: date(2031, 5, 6))
    assert downloaded(FIRST, query)[NAME] == before


def test_the_checksum_on_the_page_is_that_of_the_file() -> None:
    content = get(f"{FIRST}.zip?{SOME}").content
    assert hashlib.sha256(content).hexdigest() in page(f"{FIRST}?{SOME}").one(class_="digest").text


def test_the_tar_file_and_the_readme_have_it_too() -> None:
    content = get(f"{FIRST}.tgz?{SOME}").content
    with tarfile.open(fileobj=io.BytesIO(content)) as archive:
        assert f"apigw-lambda-cloudformation/{NAME}" in archive.getnames()
    assert f"`{NAME}`" in downloaded(FIRST)["README.md"]


def test_a_bundle_of_another_pattern_says_that_the_record_is_not_about_it() -> None:
    words = "The bundle beside this record is of another option: ALB + ECS."
    assert words in downloaded(OTHER)[NAME]
    assert "another option" not in downloaded(FIRST)[NAME]


def test_without_answers_there_is_no_decision_to_carry() -> None:
    assert NAME not in downloaded(FIRST, "")
    assert NAME not in page(FIRST).one("main").text


@pytest.mark.parametrize("name", ["`rm -rf` [x](https://a.example)", "../../etc", "a\nb # c", "名"])
def test_no_name_of_a_project_gets_out_of_its_place(name: str) -> None:
    files = downloaded(FIRST, f"{SOME}&project_name={quote(name)}")
    assert all(".." not in path and not path.startswith("/") for path in files)
    assert "](https://a.example)" not in re.sub("`[^`]*`", "", files[NAME])
    assert "\n# c" not in files[NAME]
