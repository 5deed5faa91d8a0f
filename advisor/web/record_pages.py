"""The decision record: a page with the text, and the text as a file."""

from __future__ import annotations

from enum import StrEnum
from typing import TypeVar

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.views.decorators.http import require_safe

from advisor.catalog.model import Pattern
from advisor.presentation.record import Record
from advisor.presentation.record_form import Numbering, RecordStyle
from advisor.presentation.summary import summary_view
from advisor.web.cost_view import cost_of
from advisor.web.pages import render_page
from advisor.web.visit import Visit, read_visit

Word = TypeVar("Word", bound=StrEnum)


@require_safe
def record(request: HttpRequest) -> HttpResponse:
    """The record to read and copy; `style` and `numbering` choose its form."""
    visit = read_visit(request)
    if visit.untidy:
        return HttpResponseRedirect(visit.address)
    made, style, numbering = record_of(request, visit), _style(visit), _numbering(visit)
    more = (("numbering", numbering.value), ("style", style.value))
    return render_page(
        request,
        "record",
        visit,
        text=made.text(style),
        style=style,
        numbering=numbering,
        file_name=made.file_name(numbering),
        download=visit.link("record-file", *more),
    )


@require_safe
def record_file(request: HttpRequest) -> HttpResponse:
    visit = read_visit(request)
    made = record_of(request, visit)
    response = HttpResponse(made.text(_style(visit)), content_type="text/markdown; charset=utf-8")
    name = made.file_name(_numbering(visit))
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Robots-Tag"] = "noindex"
    return response


def record_of(request: HttpRequest, visit: Visit, bundle: Pattern | None = None) -> Record:
    """Of today; the one that goes with a `bundle` has no date, as the same link gives the same."""
    cost = cost_of(visit)
    return Record(
        firmness=visit.firmness,
        summary=summary_view(visit.catalog, visit.answers, visit.recommendation, visit.language),
        link=f"{request.scheme}://{request.get_host()}{visit.link('recommendation')}",
        project=visit.project_name,
        day=None if bundle else timezone.localdate(),
        region=cost.region if cost else "",
        bundle=bundle,
    )


def _style(visit: Visit) -> RecordStyle:
    return _word(visit, "style", RecordStyle.MADR)


def _numbering(visit: Visit) -> Numbering:
    return _word(visit, "numbering", Numbering.NUMBER)


def _word(visit: Visit, key: str, default: Word) -> Word:
    """What the link says under `key`; the default for anything that is no such word."""
    given = next(iter(visit.extras.get(key, ())), "")
    return next((word for word in type(default) if word == given), default)
