"""One script for each page: ours, with htmx before it where a page is live."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path
from typing import Final

from django.contrib.staticfiles import finders
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

PARTS: Final = {
    "page": ("advisor/advisor.js",),
    "questions": ("advisor/questions.js",),
    "live": ("django_htmx/htmx-2.min.js", "advisor/questions.js"),
}
"""Files of each script, by its name; htmx is the one that django-htmx ships."""

OURS: Final = "advisor/"

FOR_EVER: Final = "public, max-age=31536000, immutable"


@lru_cache(maxsize=len(PARTS))
def script_text(name: str) -> str:
    """The files of `name`, one after the other. Raises LookupError when one is not installed."""
    texts = []
    for part in PARTS[name]:
        found = finders.find(part)
        if not isinstance(found, str):
            raise LookupError(f"static file {part} is not installed")
        text = Path(found).read_text(encoding="utf-8")
        texts.append(without_remarks(text) if part.startswith(OURS) else text)
    return ";\n".join(texts)


def without_remarks(text: str) -> str:
    """`text` without lines that only remark something, and without indentation."""
    lines = (line.strip() for line in text.splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//"))


@lru_cache(maxsize=len(PARTS))
def script_digest(name: str) -> str:
    return hashlib.sha256(script_text(name).encode()).hexdigest()[:12]


@require_safe
def script(request: HttpRequest, name: str, digest: str) -> HttpResponse:
    """The script under the digest of its content, so browsers may keep it for ever."""
    if name not in PARTS or digest != script_digest(name):
        raise Http404(f"{name}-{digest}.js")
    response = HttpResponse(script_text(name), content_type="text/javascript; charset=utf-8")
    response["Cache-Control"] = FOR_EVER
    return response
