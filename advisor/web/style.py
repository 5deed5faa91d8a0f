"""The style sheet, without the space that only people need."""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache
from pathlib import Path
from typing import Final

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import Http404, HttpRequest, HttpResponse
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_safe

from advisor.web.script import FOR_EVER

FILE: Final = "advisor/advisor.css"

_REMARK: Final = re.compile(r"/\*.*?\*/", re.DOTALL)
_AROUND: Final = re.compile(r"\s*([{};,])\s*")


@lru_cache(maxsize=1)
def style_text() -> str:
    """Raises LookupError when the file is not installed."""
    found = finders.find(FILE)
    if not isinstance(found, str):
        raise LookupError(f"static file {FILE} is not installed")
    return squeezed(Path(found).read_text(encoding="utf-8"))


def squeezed(css: str) -> str:
    """`css` without remarks, and with space only where it means something."""
    words = " ".join(_REMARK.sub("", css).split())
    return _AROUND.sub(r"\1", words).replace(": ", ":")


@lru_cache(maxsize=1)
def style_digest() -> str:
    return hashlib.sha256(style_text().encode()).hexdigest()[:12]


def style_url() -> str:
    """Under the digest of its content; in development the file itself, as it changes."""
    return static(FILE) if settings.DEBUG else reverse("style", kwargs={"digest": style_digest()})


@require_safe
def style(request: HttpRequest, digest: str) -> HttpResponse:
    if digest != style_digest():
        raise Http404(f"style-{digest}.css")
    response = HttpResponse(style_text(), content_type="text/css; charset=utf-8")
    response["Cache-Control"] = FOR_EVER
    return response
