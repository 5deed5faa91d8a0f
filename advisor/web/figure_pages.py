"""Figures as SVG files."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from advisor.presentation.comparison import chosen_slugs, comparison_view
from advisor.presentation.figure_files import FigureFiles
from advisor.presentation.words import excerpt
from advisor.web.cost_view import cost_of
from advisor.web.visit import Visit, read_visit


@require_safe
def figure(request: HttpRequest, name: str) -> HttpResponse:
    found = _files(read_visit(request)).svg(name)
    if found is None:
        raise Http404(
            _("These answers give no figure “%(name)s”.") % {"name": excerpt(name)},
        )
    response = HttpResponse(found, content_type="image/svg+xml; charset=utf-8")
    response["Content-Disposition"] = f'inline; filename="{name}.svg"'
    response["X-Robots-Tag"] = "noindex"
    return response


def _files(visit: Visit) -> FigureFiles:
    chosen = chosen_slugs(visit.catalog, visit.extras.get("patterns", ()))
    return FigureFiles(
        catalog=visit.catalog,
        answers=visit.answers,
        result=visit.result,
        comparison=comparison_view(
            visit.catalog,
            visit.answers,
            visit.result,
            chosen.slugs,
            only_differences="differences" in visit.extras.get("only", ()),
            language=visit.language,
        ),
        cost=cost_of(visit),
        language=visit.language,
    )
