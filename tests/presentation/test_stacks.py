"""One pattern in front of another: said wherever both are named, never as one or the other."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import call_command
from django.utils.translation import override

from advisor.advice import advise
from advisor.analysis.layers import front
from advisor.presentation.firmness import FirmnessView, firmness_view
from advisor.questionnaire import parse_answers
from tests.web.asking import LANGUAGES, catalog, get, page

EDGE_FIRST = (
    ("content", "ssr-html"),
    ("cacheable_share", "most"),
    ("one_domain", "yes"),
    ("team_skills", "containers"),
    ("static_share", "some"),
)
LEVEL = (
    ("payload", "up-to-6mb"),
    ("cold_start_tolerance", "none"),
    ("migration", "gradual"),
    ("edge_logic", "none"),
)


def asked(pairs: tuple[tuple[str, str], ...], language: str = "en") -> FirmnessView:
    parsed = parse_answers(catalog().questionnaire, pairs)
    return firmness_view(advise(catalog(), parsed.answers), language)


def query(pairs: tuple[tuple[str, str], ...]) -> str:
    return "&".join(f"{key}={value}" for key, value in pairs)


def test_a_front_level_with_its_origin_is_not_one_or_the_other() -> None:
    view = asked(LEVEL)
    edge, origin = sorted(view.leaders, key=lambda leader: leader.pattern.layer)
    assert view.close
    assert front(edge.pattern, origin.pattern)
    (sentence,) = view.stacks
    assert sentence.startswith(f"{edge.short_name} stands in front of {origin.short_name}")


def test_a_front_that_leads_names_what_can_stand_behind_it() -> None:
    view = asked(EDGE_FIRST)
    (leader,) = view.in_front
    (sentence,) = view.stacks
    behind = [other for other in view.result.feasible if front(leader.pattern, other.pattern)]
    assert behind
    assert all(other.short_name in sentence for other in behind)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("pairs", [LEVEL, EDGE_FIRST], ids=["level", "edge-first"])
def test_page_record_and_terminal_say_it(pairs: tuple[tuple[str, str], ...], language: str) -> None:
    with override(language):
        (sentence,) = asked(pairs, language).stacks
    out = StringIO()
    call_command("advise", *(f"{key}={value}" for key, value in pairs), lang=language, stdout=out)
    address = f"/{language}/recommendation/decision.md?{query(pairs)}"
    squeezed = "".join(sentence.split())
    for text in (
        page(f"/{language}/recommendation/?{query(pairs)}").one("section", class_="judged").text,
        page(f"/{language}/compare/?{query(pairs)}").one("section", class_="first").text,
        get(address).content.decode().replace("\\", ""),
        out.getvalue(),
    ):
        assert squeezed in "".join(text.split())


def test_what_can_stand_behind_first_place_is_never_shown_as_excluded_by_it() -> None:
    view = asked(EDGE_FIRST)
    (leader,) = view.in_front
    for other in view.others:
        together = front(leader.pattern, other.pattern) is not None
        assert bool(other.beside) == together
        assert together == (leader.short_name in other.beside)


def test_a_pattern_that_a_limit_rules_out_is_not_offered_beside_another() -> None:
    view = asked((*EDGE_FIRST, ("response_body_mb", "7")))
    excluded = {item.pattern.slug for item in view.result.excluded}
    assert excluded
    assert not [other for other in view.others if other.pattern.slug in excluded and other.beside]
