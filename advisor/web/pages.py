"""The pages: read the request, ask the engine, hand the result to a template."""

from __future__ import annotations

import json

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language_from_request
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from advisor.analysis.asking import next_to_ask, scope_left
from advisor.catalog.model import Pattern
from advisor.presentation.comparison import ComparisonView, chosen_slugs, comparison_view
from advisor.presentation.difference import difference_view
from advisor.presentation.entry import entry_view
from advisor.presentation.firmness import verdict_in
from advisor.presentation.glossary import Explainer, term_views
from advisor.presentation.guided import guided_view, pause_text
from advisor.presentation.home import home_view
from advisor.presentation.panel import PanelView
from advisor.presentation.rivals import rivals
from advisor.presentation.sections import SectionView, changed_sections, sections
from advisor.presentation.summary import summary_view
from advisor.presentation.words import excerpt
from advisor.questionnaire import Answers
from advisor.web.cost_view import cost_at_rest, cost_of
from advisor.web.question_html import hint_html
from advisor.web.theme import theme_of
from advisor.web.visit import LANGUAGE_NAMES, LINK_KEYS, TRAIL_KEY, Visit, read_visit, visit_before


@require_safe
@vary_on_headers("Accept-Language", "Cookie")
def front_door(request: HttpRequest) -> HttpResponse:
    """Sends a reader to the pages in their language, with whatever the link carries."""
    query = request.META.get("QUERY_STRING", "")
    language = get_language_from_request(request)
    return HttpResponseRedirect(f"/{language}/" + (f"?{query}" if query else ""))


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    visit = read_visit(request)
    return render_page(request, "home", visit, home=home_view(visit.catalog, visit.language))


@require_safe
@vary_on_headers("HX-Request", "HX-Current-URL")
def questionnaire(request: HttpRequest) -> HttpResponse:
    """The long page; for htmx, what an answer changes on it."""
    visit = read_visit(request)
    parts = sections(visit.catalog, visit.answers, visit.language)
    if getattr(request, "htmx", False):
        return _changes(request, visit, parts)
    if visit.untidy:
        return HttpResponseRedirect(visit.address)
    return render_page(request, "questionnaire", visit, sections=parts)


def _changes(request: HttpRequest, visit: Visit, parts: tuple[SectionView, ...]) -> HttpResponse:
    before = visit_before(request)
    groups, numbers, resting = changed_sections(parts, before.answers if before else Answers())
    changed = {"groups": groups, "numbers": numbers, "resting": resting}
    panel = panel_of(visit, before)
    response = render_page(request, "_live", visit, sections=parts, panel=panel, **changed)
    response["HX-Replace-Url"] = visit.link("questionnaire")
    return response


@require_safe
def next_question(request: HttpRequest) -> HttpResponse:
    """Sends a reader to the open question most worth answering, or to the result."""
    visit = read_visit(request)
    brought = len(set(visit.recommendation.answered) - set(visit.trail))
    found = next_to_ask(visit.analysis, visit.passed, brought)
    if found is None:
        return HttpResponseRedirect(visit.link("recommendation"))
    trail = [(TRAIL_KEY, trait) for trait in visit.trail]
    return HttpResponseRedirect(visit.link("guided", *trail, question_id=found))


@require_safe
def guided(request: HttpRequest, question_id: str) -> HttpResponse:
    """One question of the same questionnaire, in the order in which they matter."""
    visit = read_visit(request)
    if visit.untidy:
        return HttpResponseRedirect(visit.address)
    view = guided_view(visit.catalog, visit.answers, question_id, visit.trail, visit.language)
    if view is None:
        raise Http404(_("There is no question “%(id)s”.") % {"id": excerpt(question_id)})
    return render_page(
        request,
        "guided",
        visit,
        guided=view,
        question=view.question,
        pause=_pause(visit),
        hint=hint_html(view.question, explainer_of(visit)),
        kept=[pair for pair in visit.pairs if pair[0] not in view.own_keys],
        panel=panel_of(visit, visit.without_answer(view.previous) if view.previous else None),
    )


def _pause(visit: Visit) -> str:
    """That one can stop here, once it was asked whether any pattern fits; "" where not."""
    if scope_left(visit.analysis, visit.passed):
        return ""
    return pause_text(visit.catalog, visit.analysis.pause_after(visit.passed), visit.language)


@require_safe
def recommendation(request: HttpRequest) -> HttpResponse:
    visit = read_visit(request)
    if visit.untidy or visit.trail:
        return HttpResponseRedirect(visit.link("recommendation"))
    summary = summary_view(visit.catalog, visit.answers, visit.recommendation, visit.language)
    rows = rivals(visit.firmness) if visit.result.claimed else ()
    return render_page(
        request,
        "recommendation",
        visit,
        summary=summary,
        remembered=json.dumps(verdict_in(visit.advice, LANGUAGE_NAMES), ensure_ascii=False),
        cost=cost_of(visit),
        rivals=rows,
        side_by_side=_side_by_side(visit) if rows else None,
    )


def _side_by_side(visit: Visit) -> ComparisonView:
    """Every pattern on the answers that tell them apart, for a printed result."""
    slugs = [pattern.slug for pattern in visit.catalog.patterns]
    return comparison_view(
        visit.catalog,
        visit.answers,
        visit.result,
        slugs,
        only_differences=True,
        language=visit.language,
    )


@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    visit = read_visit(request)
    if visit.untidy:
        return HttpResponseRedirect(visit.address)
    choice = chosen_slugs(visit.catalog, visit.extras.get("patterns", ()))
    view = comparison_view(
        visit.catalog,
        visit.answers,
        visit.result,
        choice.slugs,
        only_differences="differences" in visit.extras.get("only", ()),
        language=visit.language,
    )
    return render_page(request, "compare", visit, comparison=view, choice=choice, **_ways(visit))


def _ways(visit: Visit) -> dict[str, object]:
    """Where a comparison leads: all rows, those that differ, and what would put another first."""
    chosen = [("patterns", slug) for slug in visit.extras.get("patterns", ())]
    firmness = visit.firmness
    others = firmness.others if visit.result.claimed and firmness.enough else ()
    return {
        "every_row": visit.link("compare", *chosen),
        "profile_file": visit.link("figure", *chosen, name="profile"),
        "differing_rows": visit.link("compare", ("only", "differences"), *chosen),
        "turning": [other for other in others if other.choose_if],
    }


@require_safe
def patterns(request: HttpRequest) -> HttpResponse:
    return render_page(request, "patterns", read_visit(request))


@require_safe
def pattern(request: HttpRequest, slug: str) -> HttpResponse:
    visit = read_visit(request)
    chosen = find_pattern(visit, slug)
    entry = entry_view(visit.catalog, chosen, visit.language)
    context = {"own": visit.result.of(slug), "rest": cost_at_rest(visit, chosen)}
    return render_page(request, "pattern", visit, entry=entry, **context)


@require_safe
def difference(request: HttpRequest) -> HttpResponse:
    """Two links in `a` and `b`; the answers of this very address stand in for a missing one."""
    visit = read_visit(request)
    first, second = (next(iter(visit.extras.get(key, ())), "") for key in LINK_KEYS)
    shown = first or second
    view = (
        difference_view(visit.catalog, first or visit.query, second or visit.query, visit.language)
        if shown
        else None
    )
    own = visit.link("recommendation") if visit.query else ""
    return render_page(
        request,
        "difference",
        visit,
        difference=view,
        sides=(view.before, view.after) if view else (),
        link_a=first or own,
        link_b=second,
    )


@require_safe
def saved(request: HttpRequest) -> HttpResponse:
    """An empty list: what it shows lies in the reader's browser alone."""
    return render_page(request, "saved", read_visit(request))


@require_safe
def glossary(request: HttpRequest) -> HttpResponse:
    visit = read_visit(request)
    terms = term_views(visit.catalog.glossary, visit.language)
    return render_page(request, "glossary", visit, terms=terms)


@require_safe
def method(request: HttpRequest) -> HttpResponse:
    return render_page(request, "method", read_visit(request))


def find_pattern(visit: Visit, slug: str) -> Pattern:
    """Raises Http404, with the slugs there are, when `slug` is none of them."""
    found = visit.catalog.pattern(slug)
    if found is None:
        known = ", ".join(pattern.slug for pattern in visit.catalog.patterns)
        raise Http404(
            _("There is no pattern “%(slug)s”. There are: %(known)s.")
            % {
                "slug": excerpt(slug),
                "known": known,
            }
        )
    return found


def render_page(request: HttpRequest, name: str, visit: Visit, **context: object) -> HttpResponse:
    """A template with what every page needs."""
    common = {
        "visit": visit,
        "result": visit.result,
        "verdict": SimpleLazyObject(lambda: visit.firmness.sentence),
        "firmness": SimpleLazyObject(lambda: visit.firmness),
        "panel": SimpleLazyObject(lambda: panel_of(visit)),
        "theme": theme_of(request),
        "explainer": explainer_of(visit),
        "origin": f"{request.scheme}://{request.get_host()}",
    }
    response = render(request, f"advisor/{name}.html", {**common, "page": name, **context})
    patch_vary_headers(response, ["Cookie"])  # the theme
    return response


def panel_of(visit: Visit, before: Visit | None = None) -> PanelView:
    return PanelView(firmness=visit.firmness, before=before.advice if before else None)


def explainer_of(visit: Visit) -> Explainer:
    """Explains each word of the glossary where a page uses it first."""
    return Explainer(
        glossary=visit.catalog.glossary,
        language=visit.language,
        address=visit.link("glossary"),
    )
