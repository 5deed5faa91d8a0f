"""Pictures that other sites show beside a link."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from advisor.presentation.picture import picture
from advisor.presentation.words import excerpt
from advisor.web.catalog import get_catalog

ONE_DAY = "public, max-age=86400"


@require_safe
def pattern_picture(request: HttpRequest, slug: str) -> HttpResponse:
    """The mark of a pattern. Raises Http404 where there is no such pattern."""
    pattern = get_catalog().pattern(slug)
    if pattern is None:
        raise Http404(excerpt(slug))
    response = HttpResponse(picture(pattern.mark, pattern.colour), content_type="image/png")
    response["Cache-Control"] = ONE_DAY
    return response
