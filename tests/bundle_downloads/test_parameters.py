"""Parameters set by hand: the catalog's schema makes the form, and the link carries the values."""

from __future__ import annotations

import io
import json
import zipfile
from urllib.parse import urlsplit

import pytest

from advisor.bundles.values import accepts
from advisor.catalog.model import Parameter, ParameterType, Pattern
from tests.web.asking import LANGUAGES, catalog, get, page, values_of
from tests.web.markup import Element

PATTERNS = [pattern for pattern in catalog().patterns if pattern.parameters]


def place(pattern: Pattern, query: str = "", language: str = "en") -> str:
    return f"/{language}/patterns/{pattern.slug}/bundles/terraform" + (f"?{query}" if query else "")


def numbers(pattern: Pattern) -> list[Parameter]:
    return [
        item
        for item in pattern.parameters
        if item.type is ParameterType.NUMBER and item.maximum is not None and not item.allowed
    ]


def record(path: str) -> dict[str, object]:
    with zipfile.ZipFile(io.BytesIO(get(path).content)) as archive:
        [name] = [name for name in archive.namelist() if name.endswith("decision.json")]
        found: dict[str, object] = json.loads(archive.read(name))
    return found


def field(found: Element, parameter: Parameter) -> Element:
    return found.by_id(f"p-{parameter.id}")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda pattern: pattern.slug)
def test_every_parameter_has_a_field_as_its_schema_says(pattern: Pattern, language: str) -> None:
    found = page(place(pattern, language=language))
    for parameter in pattern.parameters:
        if parameter.id == "project_name":
            continue
        own = field(found, parameter)
        assert own.attributes["name"] == f"set.{parameter.id}"
        said = found.by_id(f"d-{parameter.id}").text
        assert " ".join(parameter.description.in_language(language).split()) in said
        if parameter.allowed:
            options = {item.text for item in own.every("option")}
            assert set(parameter.allowed) <= options


SECRET = "{{resolve:secretsmanager:prod:SecretString}}"
TEMPTING = (SECRET, f"https://a.example/?x={SECRET}", f"/a/{SECRET}", f"ops@{SECRET}.example")


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda pattern: pattern.slug)
def test_no_link_makes_a_stack_look_up_a_secret(pattern: Pattern) -> None:
    texts = [item for item in pattern.parameters if item.type is not ParameterType.FLAG]
    assert [item.id for item in texts for value in TEMPTING if accepts(item, value)] == []
    emails = [item for item in texts if item.id == "alarm_email"]
    assert all(accepts(item, "ops@prod.example") for item in emails)


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda pattern: pattern.slug)
def test_a_value_set_by_hand_stands_in_the_bundle_and_in_its_links(pattern: Pattern) -> None:
    for parameter in numbers(pattern):
        query = f"set.{parameter.id}={parameter.maximum:f}"
        found = page(place(pattern, query))
        assert field(found, parameter).attributes["value"] == f"{parameter.maximum:f}"
        for link in found.every("a"):
            if ".zip" in link.attributes["href"] or "/ja/" in link.attributes["href"]:
                assert query in link.attributes["href"]
        made = record(place(pattern).replace("terraform", f"terraform.zip?{query}"))
        parameters = made["parameters"]
        assert isinstance(parameters, dict)
        assert parameters[parameter.id] == {"value": f"{parameter.maximum:f}", "origin": "given"}
        assert query in str(made["link"])


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda pattern: pattern.slug)
def test_a_value_beyond_its_limits_is_named_and_not_used(pattern: Pattern) -> None:
    for parameter in numbers(pattern):
        assert parameter.maximum is not None
        query = f"set.{parameter.id}={parameter.maximum + 1:f}"
        found = page(place(pattern, query))
        assert "aria-invalid" in field(found, parameter).attributes
        assert "cannot be used" in found.by_id(f"d-{parameter.id}").text
        made = record(place(pattern).replace("terraform", f"terraform.zip?{query}"))
        assert "set." not in str(made["link"])


def test_an_empty_field_leaves_no_trace_in_the_address() -> None:
    pattern = PATTERNS[0]
    [parameter, *_] = numbers(pattern)
    response = get(place(pattern, f"set.{parameter.id}="))
    assert response.status_code == 302
    assert urlsplit(response.headers["Location"]).query == ""


def test_the_questions_keep_what_was_set() -> None:
    [parameter, *_] = numbers(PATTERNS[0])
    query = f"set.{parameter.id}={parameter.maximum:f}"
    hidden = {
        item.attributes["name"]: item.attributes["value"]
        for item in page(f"/en/questionnaire/?{query}").by_id("answers").every("input")
        if item.attributes["type"] == "hidden"
    }
    assert values_of(f"?{query}") == sorted(hidden.items())


def test_a_parameter_that_no_bundle_has_is_named() -> None:
    assert "set.nothing" in page("/en/recommendation/?set.nothing=1").by_id("notices").text
