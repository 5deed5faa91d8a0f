"""What a link says that is not understood is named in a sentence; nothing is dropped silently."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.web.asking import LANGUAGES, SOME, get, notices, page
from tests.web.markup import read

SAID = [
    ("nonsense=1", ["nonsense", "1"]),
    ("api_style=soap", ["api_style", "soap", "rest", "graphql"]),
    ("content=api-json&content=tea", ["content", "tea", "api-json"]),
    ("api_style=rest&api_style=graphql", ["api_style", "rest, graphql"]),
    ("api_style=rest&api_style=rest", ["api_style"]),
    ("api_style=rest&api_style=unknown", ["api_style", "rest, unknown"]),
    ("runtime_needs=none&runtime_needs=gpu", ["runtime_needs", "none, gpu"]),
    ("importance.api_style=huge", ["importance.api_style", "huge", "off", "critical"]),
    ("importance.nonsense=high", ["importance.nonsense"]),
    ("importance.api_style=low&importance.api_style=high", ["importance.api_style", "low, high"]),
    ("requests_per_month=many", ["requests_per_month", "many"]),
    ("requests_per_month=-5", ["requests_per_month", "-5"]),
    ("requests_per_month=900000000000", ["requests_per_month", "900000000000"]),
    ("requests_per_month=9" + "9" * 40, ["requests_per_month", "9999"]),
    ("requests_per_month=1e999", ["requests_per_month", "1e999"]),
    ("requests_per_month=NaN", ["requests_per_month", "NaN"]),
    ("requests_per_month=Infinity", ["requests_per_month", "Infinity"]),
    ("requests_per_month=1&requests_per_month=2", ["requests_per_month", "1, 2"]),
    ("api_style=%00", ["api_style", "\ufffd"]),
    ("%00=1", ["\ufffd"]),
    ("api_style=%ff%fe", ["api_style", "\ufffd"]),
    ("%E3%81%82%ff=1", ["あ\ufffd"]),
    ("=1", ["1"]),
    ("api_style=%3Cscript%3Ealert(1)%3C/script%3E", ["<script>alert(1)</script>"]),
]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("query", "named"), SAID)
def test_it_is_named_in_a_sentence(language: str, query: str, named: list[str]) -> None:
    said = notices(f"/{language}/recommendation/?{query}")
    for word in named:
        assert word in said


def test_what_was_understood_beside_it_still_counts() -> None:
    found = page(f"/en/recommendation/?{SOME}&nonsense=1")
    assert page(f"/en/recommendation/?{SOME}").one("h1").text == found.one("h1").text


def test_every_page_names_it() -> None:
    for place in ["", "questionnaire/", "questionnaire/content/", "compare/", "patterns/"]:
        assert "nonsense" in notices(f"/en/{place}?nonsense=1")


def test_a_full_width_number_is_understood() -> None:
    full_width = quote("３００００００")
    response = get(f"/ja/recommendation/?requests_per_month={full_width}")
    assert response.headers["Location"].endswith("?requests_per_month=3000000")


def test_unknown_is_an_answer_and_no_mistake() -> None:
    assert notices("/en/recommendation/?api_style=unknown&requests_per_month=unknown") == ""


def test_every_unknown_key_is_named_however_many_there_are() -> None:
    said = notices("/en/recommendation/?" + "&".join(f"k{number}=1" for number in range(300)))
    assert "300 parts" in said
    for number in range(300):
        assert f"“k{number}”" in said


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_key_of_100_kb_is_shortened(language: str) -> None:
    response = get(f"/{language}/recommendation/?" + "a" * 100_000)
    assert response.status_code == 200
    assert "a" * 40 + "" in read(response.content.decode()).by_id("notices").text
    assert len(response.content) < 100_000


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_value_of_100_kb_is_shortened(language: str) -> None:
    response = get(f"/{language}/questionnaire/?api_style=" + "%E3%81%82" * 11_000)
    assert response.status_code == 200
    assert "あああ" in read(response.content.decode()).by_id("notices").text


@pytest.mark.parametrize("language", LANGUAGES)
def test_two_thousand_keys_are_refused_with_a_sentence(language: str) -> None:
    query = "&".join(f"k{number}=1" for number in range(2000))
    for place in ("recommendation/", "patterns/alb-ecs/bundles/cloudformation.zip"):
        response = get(f"/{language}/{place}?{query}")
        assert response.status_code == 400
        found = read(response.content.decode())
        assert found.one("html").attributes["lang"] == language
        assert len(found.one("h1").text) > 10


def test_a_comparison_names_a_pattern_there_is_not() -> None:
    query = "patterns=alb-ecs&patterns=apigw-lambda&patterns=%3Cb%3Enothing"
    assert "<b>nothing" in page(f"/en/compare/?{query}").one("main").text


def test_a_bundle_names_a_file_there_is_not() -> None:
    found = page("/en/patterns/alb-ecs/bundles/cloudformation?file=../../etc/passwd")
    assert "“../../etc/passwd”" in found.one("main").text


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["api_style", "content", "requests_per_month", "patterns", "file"])
            | st.text(max_size=8),
            st.text(max_size=12),
        ),
        max_size=6,
    ),
    st.sampled_from(["", "questionnaire/", "recommendation/", "compare/"]),
)
def test_no_text_whatsoever_breaks_a_page(pairs: list[tuple[str, str]], place: str) -> None:
    query = "&".join(
        f"{quote(key.encode('utf-8', 'replace'))}={quote(value.encode('utf-8', 'replace'))}"
        for key, value in pairs
    )
    response = get(f"/en/{place}?{query}")
    assert response.status_code in {200, 302}
    assert b"\x00" not in response.content
