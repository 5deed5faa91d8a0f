"""Pages are pure functions of the catalog and the address, so each is rendered once and kept.

They are kept as they go out: compressed where the browser takes that, with their ETag.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response

from advisor.web.theme import theme_of

MOST_BYTES: Final = 16 * 1024 * 1024
"""What the cache of one process may hold; the page used longest ago goes first."""

LONGEST_ADDRESS: Final = 4_000
"""Characters of an address worth keeping a page for; no link of ours comes near."""

_GZIP: Final = re.compile(r"\bgzip\b")
"""As Django's GZipMiddleware looks for it."""

Key = tuple[str, ...]
GetResponse = Callable[[HttpRequest], HttpResponseBase]


@dataclass(frozen=True, slots=True)
class KeptPage:
    content: bytes
    headers: Mapping[str, str]


class PageCache:
    """The last pages, up to a number of bytes."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self._pages: OrderedDict[Key, KeptPage] = OrderedDict()
        self._most_bytes = most_bytes
        self._bytes = 0

    def get(self, key: Key) -> KeptPage | None:
        page = self._pages.get(key)
        if page is not None:
            self._pages.move_to_end(key)
        return page

    def put(self, key: Key, page: KeptPage) -> None:
        if key in self._pages or len(page.content) > self._most_bytes // 8:
            return
        self._pages[key] = page
        self._bytes += len(page.content)
        while self._bytes > self._most_bytes:
            _oldest, dropped = self._pages.popitem(last=False)
            self._bytes -= len(dropped.content)


def page_cache(get_response: GetResponse) -> GetResponse:
    """Middleware: keeps whole pages with their headers, and says when a browser has the same.

    Switched off in development, where templates change.
    """
    cache = PageCache()

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if settings.DEBUG or not _may_look(request):
            return get_response(request)
        key = _key(request)
        kept = cache.get(key)
        if kept is not None:
            return _again(request, kept)
        response = get_response(request)
        if _may_keep(response):
            assert isinstance(response, HttpResponse)
            cache.put(key, KeptPage(response.content, dict(response.items())))
        return response

    return middleware


def _again(request: HttpRequest, kept: KeptPage) -> HttpResponseBase:
    """The kept page; 304 where the browser's copy is the same."""
    response = HttpResponse(kept.content, headers=dict(kept.headers))
    etag = kept.headers.get("ETag")
    if not etag:
        return response
    return get_conditional_response(request, etag=etag, response=response) or response


def _key(request: HttpRequest) -> Key:
    """Everything an answer depends on: address, language, theme, kind of request, and the day."""
    return (
        str(settings.ADVISOR_CATALOG),
        request.scheme or "",
        request.get_host(),
        request.get_full_path(),
        request.headers.get("Accept-Language", ""),
        "gzip" if _GZIP.search(request.headers.get("Accept-Encoding", "")) else "",
        request.headers.get("HX-Request", ""),
        request.headers.get("HX-Current-URL", ""),
        theme_of(request),
        datetime.now(tz=UTC).date().isoformat(),
    )


def _may_look(request: HttpRequest) -> bool:
    addresses = (request.get_full_path(), request.headers.get("HX-Current-URL", ""))
    return request.method in {"GET", "HEAD"} and max(map(len, addresses)) <= LONGEST_ADDRESS


def _may_keep(response: HttpResponseBase) -> bool:
    return response.status_code == 200 and not response.streaming and not response.cookies
