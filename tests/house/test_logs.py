"""Answers stand in query strings: none of them may reach a log."""

import logging
from collections.abc import Iterator
from io import StringIO

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import path

from advisor.web.logs import WithoutQueryStrings


def fail(request: HttpRequest) -> HttpResponse:
    raise ValueError(f"cannot answer {request.get_full_path()}")


urlpatterns = [path("fail", fail)]


@pytest.fixture
def log() -> Iterator[StringIO]:
    """What the app's console handler prints."""
    handler = next(item for item in logging.getLogger().handlers if is_console(item))
    assert isinstance(handler, logging.StreamHandler)
    printed = StringIO()
    before = handler.setStream(printed)
    yield printed
    handler.setStream(before)


def is_console(handler: logging.Handler) -> bool:
    return isinstance(handler.formatter, WithoutQueryStrings)


def test_a_missing_page_is_logged_without_its_query_string(client: Client, log: StringIO) -> None:
    client.get("/no-such-page?salary=123")
    assert "/no-such-page" in log.getvalue()
    assert "salary" not in log.getvalue()


@override_settings(ROOT_URLCONF=__name__)
def test_a_failure_is_logged_with_its_traceback_but_without_answers(log: StringIO) -> None:
    Client(raise_request_exception=False).get("/fail?salary=123")
    assert "Traceback" in log.getvalue()
    assert "cannot answer /fail?..." in log.getvalue()
    assert "salary" not in log.getvalue()


def test_the_development_server_logs_requests_without_answers(log: StringIO) -> None:
    logging.getLogger("django.server").info('"%s" %s', "GET /a?salary=123 HTTP/1.1", "200")
    assert log.getvalue() == 'INFO django.server: "GET /a?... HTTP/1.1" 200\n'


def test_no_other_handler_prints_what_django_logs() -> None:
    names = ["django", "django.request", "django.server", "django.security"]
    assert [logging.getLogger(name).handlers for name in names] == [[], [], [], []]


def test_a_question_in_a_sentence_stays() -> None:
    record = logging.LogRecord("x", logging.INFO, "x.py", 1, "Why? Because.", (), None)
    assert WithoutQueryStrings("%(message)s").format(record) == "Why? Because."


def test_the_formatter_leaves_the_record_to_other_handlers() -> None:
    record = logging.LogRecord("x", logging.INFO, "x.py", 1, "GET %s", ("/?a=b",), None)
    WithoutQueryStrings("%(message)s").format(record)
    assert record.getMessage() == "GET /?a=b"
