"""Headers of every answer, and the health check."""

import pytest
from django.test import Client, override_settings

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'; manifest-src 'self'"
)


def test_the_health_check_answers_ok_in_plain_text(client: Client) -> None:
    response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok")
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"


@pytest.mark.parametrize("path", ["/healthz", "/no-such-page"])
def test_every_answer_carries_the_security_headers(client: Client, path: str) -> None:
    headers = client.get(path).headers
    assert headers["Content-Security-Policy"] == POLICY
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"


def test_a_request_for_an_unknown_host_is_refused_with_the_headers(client: Client) -> None:
    response = client.get("/no-such-page", headers={"host": "evil.example"})
    assert response.status_code == 400
    assert response.headers["Content-Security-Policy"] == POLICY


def test_no_answer_sets_a_cookie(client: Client) -> None:
    assert not client.get("/healthz").cookies


@override_settings(SECURE_SSL_REDIRECT=True)
def test_the_health_check_is_not_redirected_to_https() -> None:
    assert Client().get("/healthz").status_code == 200
    assert Client().get("/no-such-page").status_code == 301
