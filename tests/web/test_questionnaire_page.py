"""The questionnaire: one definition for the long page, the live ranking and one question a page."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from django.test import Client

from advisor.catalog.model import QuestionKind
from tests.api.test_flips import drawn
from tests.web.asking import (
    LANGUAGES,
    SOME,
    TWO_RULED_OUT,
    by_api,
    catalog,
    full_answers,
    get,
    page,
    settled,
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


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_folded_group_says_what_was_answered_in_it(language: str) -> None:
    question = catalog().questionnaire.by_id["payload"]
    option = question.option("small")
    assert option is not None
    found = page(f"/{language}/questionnaire/?payload=small")
    said = found.by_id(f"gist-{question.group}").text
    assert question.label.in_language(language) in said
    assert " ".join(option.text.in_language(language).split()) in said
    assert [
        item for item in found.every("details", class_="group") if "open" in item.attributes
    ] == []


def test_a_group_that_makes_no_points_is_said_to_be_optional() -> None:
    quiet = {
        group.id
        for group in catalog().questionnaire.groups
        if not any(q.weight for q in catalog().questionnaire.questions if q.group == group.id)
    }
    found = page("/en/questionnaire/")
    gists = {item.attributes["id"]: item.text for item in found.every("span", class_="gist")}
    assert quiet
    assert {f"gist-{group}" for group in quiet} == {name for name, text in gists.items() if text}


def test_an_answer_can_be_taken_back_where_a_radio_button_gave_it() -> None:
    found = page("/en/questionnaire/?api_style=rest")
    for question in catalog().questionnaire.questions:
        field = found.by_id(f"q-{question.id}")
        empty = [item for item in field.every("input") if item.attributes.get("value") == ""]
        radios = question.kind is QuestionKind.SINGLE
        assert bool(field.every("label", class_="undo")) == radios
        assert all("checked" not in item.attributes for item in empty)


def test_options_that_exclude_the_others_are_marked() -> None:
    found = page("/en/questionnaire/")
    for question in catalog().questionnaire.questions:
        marked = {
            item.attributes["value"]
            for item in found.by_id(f"q-{question.id}").every("input")
            if "data-alone" in item.attributes
        }
        unknown = {"unknown"} if question.kind is not QuestionKind.SINGLE else set()
        assert marked == unknown | ({question.none_option} - {None})


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

    def test_the_panel_says_what_the_last_answer_did(self) -> None:
        headers = {
            "HX-Request": "true",
            "HX-Current-URL": "http://localhost/en/questionnaire/?api_style=rest",
        }
        response = Client(HTTP_HOST="localhost", headers=headers).get(
            "/en/questionnaire/?api_style=rest&traffic_shape=spiky&response_body_mb=7"
        )
        assert "Last answer" not in response.content.decode()  # two answers at once
        response = Client(HTTP_HOST="localhost", headers=headers).get(
            "/en/questionnaire/?api_style=rest&response_body_mb=7"
        )
        text = read(response.content.decode()).by_id("so-far").text
        assert "Last answer: Largest response body: 7" in text
        assert "It rules out CloudFront + Lambda@Edge and AppSync + DynamoDB." in text

    def test_only_the_changed_group_and_number_are_sent_again(self) -> None:
        headers = {
            "HX-Request": "true",
            "HX-Current-URL": "http://localhost/en/questionnaire/?api_style=rest",
        }
        response = Client(HTTP_HOST="localhost", headers=headers).get(
            "/en/questionnaire/?api_style=rest&requests_per_month=9"
        )
        found = read(response.content.decode())
        swapped = {
            item.attributes.get("id", "")
            for item in found.every()
            if "data-hx-swap-oob" in item.attributes
        }
        changing = {name for name in swapped if name.startswith(("gist-", "bands-", "ruler-"))}
        assert changing == {"gist-traffic", "bands-requests_per_month"}

    def test_an_earlier_address_that_makes_no_sense_is_no_trouble(self) -> None:
        many = "&".join(f"k{number}=1" for number in range(2_000))
        for earlier in ("not an address", "http://[", f"http://localhost/en/questionnaire/?{many}"):
            headers = {"HX-Request": "true", "HX-Current-URL": earlier}
            assert (
                Client(headers=headers).get("/en/questionnaire/?api_style=rest").status_code == 200
            )

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


def turning(query: str) -> int:
    """How many of the answers given could turn the result; 0 where it is a close call or less."""
    found = by_api(query)
    if found["verdict"] not in {"clear", "likely", "leaning"}:
        return 0
    return len({flip["trait"] for flip in found["flips"] if flip["given"]})


@pytest.mark.parametrize("language", LANGUAGES)
def test_answers_that_could_turn_it_and_are_not_named_are_counted(language: str) -> None:
    sets = [query for query in map(urlencode, map(drawn, range(60))) if turning(query)]
    few = next(query for query in sets if turning(query) <= 4)
    many = next(query for query in sets if turning(query) > 4)
    for query in (few, many):
        panel = page(settled(f"/{language}/questionnaire/?{query}")).by_id("so-far").text
        more = max(0, turning(query) - 4)
        words = f" and {more} more" if language == "en" else f"ほか{more}件"
        assert (words in panel) == (more > 0)


CLOSE = "content=api-json&traffic_shape=spiky&ops_tolerance=some&latency=low&team_skills=containers"


class TestGuided:
    """One question a page, in an order that follows the answers."""

    START = "/en/questionnaire/next/"

    def walk(self, answers: str, *, answering: bool) -> tuple[list[str], str]:
        """Sends page after page to the end: the questions met, and the address of the result."""
        address, met = settled(f"{self.START}?{answers}"), []
        while "/questionnaire/" in address:
            met.append(address.partition("?")[0].split("/")[-2])
            form = answer_form(page(address))
            sent = [*filled_in(form), *(first_option(form) if answering else ())]
            address = settled(form.attributes["action"] + "?" + urlencode(sent))
        return met, address

    @pytest.mark.parametrize("answering", [True, False])
    def test_it_asks_no_question_twice_and_ends_at_the_result(self, answering: bool) -> None:  # noqa: FBT001
        met, result = self.walk("", answering=answering)
        assert len(met) > 3
        assert len(met) == len(set(met))
        assert set(met) <= {question.id for question in catalog().questionnaire.questions}
        assert result.partition("?")[0] == "/en/recommendation/"

    def test_it_carries_every_answer_to_the_result(self) -> None:
        met, result = self.walk("", answering=True)
        assert {key for key, _value in values_of(result)} == set(met)

    def test_it_loses_no_answer_that_was_given_before(self) -> None:
        _met, result = self.walk(TWO_RULED_OUT, answering=False)
        assert values_of(result) == values_of(f"?{TWO_RULED_OUT}")

    def test_it_asks_nothing_that_is_answered(self) -> None:
        met, _result = self.walk(SOME, answering=False)
        assert not {key for key, _value in values_of(f"?{SOME}")} & set(met)

    def test_it_asks_first_whether_any_pattern_fits_at_all(self) -> None:
        met, _result = self.walk("", answering=False)
        assert set(met[:2]) == {"kind_of_work", "transport"}

    @pytest.mark.parametrize(
        ("language", "words"), [("en", "You can stop here"), ("ja", "ここで終えられます")]
    )
    def test_it_says_where_one_can_stop(self, language: str, words: str) -> None:
        """Ahead by much: only answers together could turn it. Ahead by little: one could."""
        fits = "kind_of_work=request-response&transport=http"
        much = f"{fits}&content=realtime&realtime=server-push&offline_sync=yes&team_skills=graphql"
        settled_much = page(f"/{language}/questionnaire/tenancy/?{much}")
        [told] = settled_much.by_id("main").every("p", class_="notices")
        assert words in told.text
        assert told.one("a").attributes["href"].startswith(f"/{language}/recommendation/?")
        little = page(f"/{language}/questionnaire/tenancy/?content=realtime&realtime=server-push")
        assert not little.by_id("main").every("p", class_="notices")

    def test_with_answers_brought_along_it_asks_what_the_result_asks_next(self) -> None:
        """Whether any pattern fits comes at the end then, before one can stop."""
        met, _result = self.walk(CLOSE, answering=False)
        assert met[0] == by_api(CLOSE)["next_question"]["trait"]
        assert {"kind_of_work", "transport"} <= set(met[1:])

    def test_it_does_not_say_stop_before_it_asked_whether_any_pattern_fits(self) -> None:
        much = "content=realtime&realtime=server-push&offline_sync=yes&team_skills=graphql"
        address = settled(f"{self.START}?{much}")
        assert address.split("/")[3] in {"kind_of_work", "transport"}
        assert not page(address).by_id("main").every("p", class_="notices")

    @pytest.mark.parametrize(
        ("address", "number"),
        [("/next/", 1), (f"/next/?{CLOSE}", 6), ("/tenancy/?tenancy=pooled", 1)],
    )
    def test_a_question_counts_what_was_answered_before_it(self, address: str, number: int) -> None:
        found = page(settled(f"/en/questionnaire{address}"))
        assert f"Question {number}" in [p.text for p in found.one(class_="side").every("p")]

    def test_it_says_what_the_order_is_only_where_it_is_that(self) -> None:
        fits = page(settled(self.START)).one(class_="side").text
        assert "fits at all" in fits
        assert "can change the result most" not in fits
        follows = page(settled(f"{self.START}?{CLOSE}")).one(class_="side").text
        assert "can change the result most" in follows

    def test_any_question_can_be_opened_with_its_answer(self) -> None:
        for question in catalog().questionnaire.questions:
            form = answer_form(page(f"/en/questionnaire/{question.id}/?{full_answers()}"))
            own = {pair for pair in values_of(f"?{full_answers()}") if pair[0] == question.id}
            assert own <= set(filled_in(form))

    def test_it_goes_back_with_the_answers(self) -> None:
        form = answer_form(page(settled(self.START)))
        sent = [*filled_in(form), *first_option(form)]
        second = page(settled(form.attributes["action"] + "?" + urlencode(sent)))
        back = second.one(class_="side").every("a")[0].attributes["href"]
        assert set(first_option(form)) <= set(filled_in(answer_form(page(settled(back)))))


def first_option(form: Element) -> list[tuple[str, str]]:
    """The first answer that the form offers."""
    fields = [item.attributes for item in form.one("fieldset", class_="question").every("input")]
    choices = [item for item in fields if item["type"] in {"radio", "checkbox"}]
    field = choices[0] if fields[0]["type"] != "text" else fields[0]
    return [(field["name"], field.get("value") or "1")]
