"""Where cost matters and no volume is known, every door says that it is judged in words."""

from __future__ import annotations

import json

import pytest
from django.core.management import call_command
from django.utils.translation import gettext, override

from tests.web.asking import LANGUAGES, get, page

WORDS = "cost_priority=high"
SILENT = (
    "",
    "traffic_shape=spiky",
    "cost_priority=unknown",
    f"{WORDS}&requests_per_month=3000000",
    f"{WORDS}&importance.cost_priority=off",
)


def note(language: str) -> str:
    with override(language):
        return gettext(
            "Cost is judged in words: to be calculated, it needs a number of requests a month."
        )


def everywhere(query: str, language: str, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """The result, its record as a file, the JSON and the terminal."""
    call_command("advise", *filter(None, query.split("&")), lang=language)
    shown = " ".join(capsys.readouterr().out.split())
    return [
        page(f"/{language}/recommendation/?{query}").by_id("main").text,
        get(f"/{language}/recommendation/decision.md?{query}").content.decode(),
        str(
            json.loads(get(f"/api/v1/recommendation?{query}&lang={language}").content)["cost_note"]
        ),
        shown,
    ]


def bare(text: str) -> str:
    """Without spaces: a terminal breaks lines."""
    return "".join(text.split())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("query", [WORDS, f"{WORDS}&requests_per_month=unknown"])
def test_it_is_said_without_a_volume(
    language: str, query: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for text in everywhere(query, language, capsys):
        assert bare(note(language)) in bare(text)


@pytest.mark.parametrize("query", SILENT)
def test_it_is_not_said_otherwise(query: str, capsys: pytest.CaptureFixture[str]) -> None:
    for text in everywhere(query, "en", capsys):
        assert bare(note("en")) not in bare(text)
