"""Bundles: the page with the preview, the zip file, and single files."""

from __future__ import annotations

from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from advisor.bundles.render import RenderedBundle, render
from advisor.bundles.values import accepts
from advisor.catalog.model import BundleFile, Pattern
from advisor.presentation.bundle import bundle_view
from advisor.presentation.handover import readme_words
from advisor.presentation.record_form import RecordStyle
from advisor.presentation.words import excerpt
from advisor.web.pages import find_pattern, render_page
from advisor.web.record_pages import record_of
from advisor.web.visit import NAME_KEY, SET_PREFIX, Visit, read_visit

RECORD = "DECISION.md"


@require_safe
def bundle(request: HttpRequest, slug: str, bundle_format: str) -> HttpResponse:
    visit = read_visit(request)
    rendered = _rendered(request, visit, slug, bundle_format)
    if visit.untidy:
        return HttpResponseRedirect(visit.address)
    path = next(iter(visit.extras.get("file", ())), "")
    today = timezone.localdate()
    view = bundle_view(visit.catalog, visit.answers, rendered, path, visit.language, today=today)
    missing = excerpt(path) if path and view.file.path != path else ""
    return render_page(
        request,
        "bundle",
        visit,
        bundle=view,
        pattern=rendered.pattern,
        missing_file=missing,
        record=RECORD if rendered.file(RECORD) else "",
        other_pairs=[pair for pair in visit.pairs if pair not in visit.set_pairs],
    )


@require_safe
def bundle_zip(request: HttpRequest, slug: str, bundle_format: str) -> HttpResponse:
    rendered = _rendered(request, read_visit(request), slug, bundle_format)
    return _download(rendered.zip(), "application/zip", rendered.file_name)


@require_safe
def bundle_tgz(request: HttpRequest, slug: str, bundle_format: str) -> HttpResponse:
    rendered = _rendered(request, read_visit(request), slug, bundle_format)
    return _download(rendered.tgz(), "application/gzip", f"{rendered.folder}.tgz")


@require_safe
def bundle_file(
    request: HttpRequest, slug: str, bundle_format: str, file_path: str
) -> HttpResponse:
    rendered = _rendered(request, read_visit(request), slug, bundle_format)
    file = rendered.file(file_path)
    if file is None:
        known = ", ".join(item.path for item in rendered.files)
        raise Http404(
            _("This bundle has no file “%(path)s”. It has: %(known)s.")
            % {"path": excerpt(file_path), "known": known}
        )
    return HttpResponse(file.text, content_type="text/plain; charset=utf-8")


def _download(content: bytes, content_type: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _rendered(request: HttpRequest, visit: Visit, slug: str, bundle_format: str) -> RenderedBundle:
    pattern = find_pattern(visit, slug)
    found = pattern.bundle(bundle_format)
    if found is None:
        known = ", ".join(item.format.value for item in pattern.bundles) or "–"
        raise Http404(
            _("There is no bundle “%(format)s” for this pattern. There is: %(known)s.")
            % {"format": excerpt(bundle_format), "known": known}
        )
    return render(
        visit.catalog,
        pattern,
        replace(found, files=(*found.files, *_record(request, visit, pattern))),
        answers=visit.answers,
        given=visit.given_parameters,
        words=readme_words(visit.language),
        link=_link(visit, pattern, bundle_format),
    )


def _record(request: HttpRequest, visit: Visit, pattern: Pattern) -> tuple[BundleFile, ...]:
    """The decision that the bundle carries; none before anything is answered."""
    if not visit.answers.by_trait:
        return ()
    text = record_of(request, visit, pattern).text(RecordStyle.MADR)
    return (BundleFile(path=RECORD, text=text),)


def _link(visit: Visit, pattern: Pattern, bundle_format: str) -> str:
    """The path that shows this bundle again. A value that was refused is no part of it."""
    given, by_id = visit.given_parameters, {item.id: item for item in pattern.parameters}
    taken = {key for key, value in given.items() if key in by_id and accepts(by_id[key], value)}
    refused = {key if key == NAME_KEY else SET_PREFIX + key for key in given.keys() - taken}
    return visit.without(refused).link("bundle", slug=pattern.slug, bundle_format=bundle_format)
