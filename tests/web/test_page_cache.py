"""Pages are rendered once for each address, language, theme and kind of request."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from advisor.web.page_cache import KeptPage, PageCache, page_cache


@pytest.fixture
def calls() -> list[str]:
    return []


@pytest.fixture
def ask(calls: list[str]) -> Callable[..., HttpResponse]:
    """Sends a request through the cache; every rendering is written down in `calls`."""

    def view(request: HttpRequest) -> HttpResponse:
        calls.append(request.get_full_path())
        return HttpResponse(f"rendered {len(calls)}", status=404 if "lost" in request.path else 200)

    handler = page_cache(view)

    def send(path: str, **headers: str) -> HttpResponse:
        factory = RequestFactory(headers=headers)
        factory.cookies["theme"] = headers.pop("theme", "")
        response = handler(factory.get(path, headers=headers))
        assert isinstance(response, HttpResponse)
        return response

    return send


def test_the_same_address_is_rendered_once(ask: Callable[..., HttpResponse]) -> None:
    assert ask("/en/?a=1").content == ask("/en/?a=1").content == b"rendered 1"


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("/en/?a=2", {}),
        ("/ja/?a=1", {}),
        ("/en/?a=1", {"HX-Request": "true"}),
        ("/en/?a=1", {"Accept-Language": "ja"}),
        ("/en/?a=1", {"theme": "dark"}),
        ("/en/?a=1", {"Accept-Encoding": "br, gzip"}),
    ],
)
def test_whatever_the_page_depends_on_is_rendered_apart(
    ask: Callable[..., HttpResponse], path: str, headers: dict[str, str]
) -> None:
    ask("/en/?a=1")
    assert ask(path, **headers).content == b"rendered 2"


def test_errors_are_not_kept(ask: Callable[..., HttpResponse]) -> None:
    assert ask("/lost/").content != ask("/lost/").content


def test_very_long_addresses_are_not_kept(ask: Callable[..., HttpResponse]) -> None:
    address = "/en/?a=" + "x" * 5_000
    assert ask(address).content != ask(address).content


def test_the_page_used_longest_ago_goes_first() -> None:
    cache = PageCache(most_bytes=800)
    for name in "abcdefgh":
        cache.put((name,), KeptPage(b"x" * 100, {}))
    cache.get(("a",))
    cache.put(("i",), KeptPage(b"x" * 100, {}))
    assert cache.get(("a",)) is not None
    assert cache.get(("b",)) is None


def test_one_page_never_fills_the_cache() -> None:
    cache = PageCache(most_bytes=800)
    cache.put(("large",), KeptPage(b"x" * 101, {}))
    assert cache.get(("large",)) is None


@pytest.mark.parametrize("headers", [{}, {"Accept-Encoding": "gzip"}])
def test_an_unchanged_page_is_answered_with_304(headers: dict[str, str]) -> None:
    client = Client(HTTP_HOST="localhost", headers=headers)
    first = client.get("/en/method/")
    again = client.get("/en/method/", headers={**headers, "If-None-Match": first["ETag"]})
    assert again.status_code == 304
    assert again.content == b""
    other = client.get("/en/method/", headers={**headers, "If-None-Match": '"another"'})
    assert other.status_code == 200


def test_a_kept_page_is_the_page_that_was_rendered() -> None:
    client = Client(HTTP_HOST="localhost", headers={"Accept-Encoding": "gzip"})
    first, again = (client.get("/en/glossary/") for _visit in range(2))
    assert again.content == first.content
    assert dict(again.headers) == dict(first.headers)
    assert again["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in again["Vary"]
