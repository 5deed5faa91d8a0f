"""The questionnaire: one definition for the long page, the live ranking and one question a page."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from django.test import Client

from tests.web.asking import (
    LANGUAGES,
    SOME,
    TWO_RULED_OUT,
    catalog,
    full_answers,
    get,
    page,
    values_of,
)
from tests.web.markup import Element, read


def answer_form(found: Element) -> Element:
    """The form that holds the questions."""
    [form] = [item for item in found.every("form") if item.every("fieldset", class_="question")]
    return form


def filled_in(form: Element) -> list[tuple[str, str]]:
    """What a browser would send."""
    fields = [item.attributes for item in form.every("input")]
    return [
        (item["name"], item["value"])
        for item in fields
        if item["type"] in {"hidden", "text"} or "checked" in item
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_asks_every_question_with_every_option_and_why(language: str) -> None:
    found = page(f"/{language}/questionnaire/")
    for question in catalog().questionnaire.questions:
        field = found.by_id(f"q-{question.id}")
        for text in (question.text, question.why, question.decides):
            assert " ".join(text.in_language(language).split()) in field.text
        values = {item.attributes.get("value") for item in field.every("input")}
        assert {option.id for option in question.options} <= values
        assert "unknown" in values


def test_deciding_questions_come_first_and_the_rest_is_folded() -> None:
    found = page("/en/questionnaire/").by_id("answers")
    leading = [q.id for q in catalog().questionnaire.questions if q.leading]
    fields = [item.attributes["id"] for item in found.every("fieldset", class_="question")]
    assert fields[: len(leading)] == [f"q-{trait}" for trait in leading]
    folded = found.every("details", class_="group")
    assert folded
    assert not [item for item in folded if "open" in item.attributes]


def test_a_group_with_an_answer_is_unfolded() -> None:
    folded = page("/en/questionnaire/?payload=small").every("details", class_="group")
    assert [item.attributes["id"] for item in folded if "open" in item.attributes] == ["s-requests"]


@pytest.mark.parametrize("answers", [SOME, TWO_RULED_OUT])
def test_sending_the_form_unchanged_says_the_same(answers: str) -> None:
    """Without JavaScript the form is all there is."""
    form = page(f"/en/questionnaire/?{answers}").by_id("answers")
    sent = get("/en/recommendation/?" + urlencode(filled_in(form)))
    assert sent.status_code == 302
    assert values_of(sent.headers["Location"]) == values_of(f"?{answers}")


def test_sending_the_form_unchanged_keeps_an_answer_to_every_question() -> None:
    answers = full_answers()
    form = page(f"/en/questionnaire/?{answers}").by_id("answers")
    sent = get("/en/recommendation/?" + urlencode(filled_in(form)))
    assert values_of(sent.headers["Location"]) == values_of(f"?{answers}")


def test_importance_is_asked_where_points_are_made_and_nowhere_else() -> None:
    found = page("/en/questionnaire/")
    for question in catalog().questionnaire.questions:
        field = found.by_id(f"q-{question.id}")
        assert bool(field.every(class_="importance")) == (question.weight > 0)


class TestLive:
    """A request of htmx."""

    def ask(self, query: str) -> tuple[dict[str, str], str]:
        response = Client(headers={"HX-Request": "true"}).get(f"/en/questionnaire/?{query}")
        assert response.status_code == 200
        return dict(response.headers), response.content.decode()

    def test_it_gets_the_changed_parts_only(self) -> None:
        _headers, text = self.ask(SOME)
        assert "<html" not in text
        assert "<form" not in text
        found = read(text)
        assert found.by_id("so-far").one(class_="panel-verdict").text

    def test_it_gets_the_canonical_address_of_the_page(self) -> None:
        headers, _text = self.ask(f"{SOME}&importance.content=normal&payload=")
        assert headers["HX-Replace-Url"].startswith("/en/questionnaire/?")
        assert values_of(headers["HX-Replace-Url"]) == values_of(f"?{SOME}")

    def test_caches_keep_it_apart_from_the_page(self) -> None:
        headers, _text = self.ask("")
        assert "HX-Request" in headers["Vary"]
        assert "HX-Request" in get("/en/questionnaire/").headers["Vary"]

    def test_it_says_what_was_not_understood(self) -> None:
        _headers, text = self.ask("requests_per_month=many")
        notices = read(text).by_id("notices")
        assert "many" in notices.text
        assert notices.attributes["data-hx-swap-oob"] == "true"

    def test_every_part_it_swaps_is_on_the_page(self) -> None:
        _headers, text = self.ask(TWO_RULED_OUT)
        whole = page(f"/en/questionnaire/?{TWO_RULED_OUT}")
        parts = [item for item in read(text).every() if "data-hx-swap-oob" in item.attributes]
        assert len(parts) > 3
        for part in parts:
            whole.by_id(part.attributes["id"])

    def test_it_shows_the_scores_of_the_recommendation(self) -> None:
        _headers, text = self.ask(SOME)
        minis = read(text).one("ol", class_="minis")
        panel = [item.text for item in minis.every("span", class_="figure")]
        full = page(f"/en/recommendation/?{SOME}").every("td", class_="score")
        assert panel == [cell.text.split()[0] for cell in full]


class TestGuided:
    """One question a page."""

    def test_it_walks_through_the_whole_questionnaire(self) -> None:
        address, met = self.first(""), []
        while "/questionnaire/" in address:
            met.append(address.split("?")[0].split("/")[-2])
            address = answer_form(page(address)).attributes["action"]
        assert sorted(met) == sorted(q.id for q in catalog().questionnaire.questions)
        assert address == "/en/recommendation/"

    def test_it_loses_no_answer_on_the_way(self) -> None:
        """Every page is sent as it stands, to the very end."""
        address = self.first(full_answers())
        while "/questionnaire/" in address:
            form = answer_form(page(address))
            sent = form.attributes["action"] + "?" + urlencode(filled_in(form))
            address = get(sent).headers.get("Location", sent)
        assert values_of(address) == values_of(f"?{full_answers()}")

    def test_it_goes_back_with_the_answers(self) -> None:
        second = answer_form(page(self.first(SOME))).attributes["action"]
        back = page(f"{second}?{SOME}").one(class_="side").every("a")[0].attributes["href"]
        assert back.partition("?")[0] == self.first("").partition("?")[0]
        assert values_of(back) == values_of(f"?{SOME}")

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_it_says_where_it_stands(self, language: str) -> None:
        side = page(f"/{language}/questionnaire/content/").one(class_="side").text
        assert str(len(catalog().questionnaire.questions)) in side
        assert "1" in side

    @staticmethod
    def first(answers: str) -> str:
        links = [link.attributes["href"] for link in page(f"/en/?{answers}").one("main").every("a")]
        return next(
            link
            for link in links
            if "/questionnaire/" in link.partition("?")[0][:-1]
            and link.partition("?")[0] != "/en/questionnaire/"
        )
