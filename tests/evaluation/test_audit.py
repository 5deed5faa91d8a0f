"""Whether a catalog is fair, and what the gates say when it is not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import StringIO
from types import MappingProxyType

import pytest
from django.core.management import CommandError, call_command
from django.test import override_settings

from advisor.catalog import load_catalog
from advisor.catalog.model import Catalog, Combine, Layer, LocalizedText, Pattern, Questionnaire
from advisor.evaluation.audit import Audit, audit
from advisor.evaluation.audit_text import audit_text
from advisor.evaluation.drift import drift, drift_lines
from advisor.evaluation.gates import Gates, failures
from tests.building import SOURCE, number, pattern, questionnaire, several, single
from tests.catalog.toy_copy import TOY, ToyCopy, copy_toy

TOY_CATALOG = load_catalog(TOY)
ASKED = questionnaire(
    single("a", "x", "y", weight=2), single("b", "x", "y", weight=1, group="group"),
    several("c", "x", "y", weight=1), number("n", weight=1, edges=(10,)), single("idle", "x", "y"),
)  # fmt: skip
FAIR = (
    pattern("p", {"a": {"x": 2, "y": -1}, "c": {"x": 1}}),
    pattern("q", {"a": {"x": -1, "y": 2}, "c": {"y": 1}, "n": {"band-0": 1}}),
)


def catalog(*patterns: Pattern, asked: Questionnaire = ASKED) -> Catalog:
    return replace(TOY_CATALOG, questionnaire=asked, patterns=patterns or FAIR, elsewhere=())


def look(*patterns: Pattern, as_of: date = date(2026, 6, 1), oldest: int = 365) -> Audit:
    return audit(catalog(*patterns), as_of, oldest_days=oldest, profiles=300)


def test_win_shares_add_up_to_1_and_are_the_same_every_time() -> None:
    shares = look().win_share
    assert sum(shares.values()) == pytest.approx(1)
    assert look().win_share == shares
    assert 0.2 < shares["p"] < 0.8


def test_the_base_rate_is_the_mean_of_all_ratings() -> None:
    assert look().base_rate["p"] == pytest.approx(2 / 10)


def test_a_question_suits_a_pattern_when_one_option_does_more_than_any_other() -> None:
    assert look().best_on == {"p": 2, "q": 3}


def test_a_rating_without_a_page_is_a_judgement_and_too_many_shut_a_gate() -> None:
    judged = replace(FAIR[1], ratings=(replace(FAIR[1].ratings[0], source=None),))
    found = look(FAIR[0], judged, replace(FAIR[0], slug="silent", ratings=()))
    assert found.sourced == {"p": 1, "q": 0, "silent": 1}
    assert "q names a page for 0% of its ratings (at least 70%)" in failures(found)


def test_a_pattern_that_never_comes_first_is_found() -> None:
    never = pattern("r", {"a": {"x": -1, "y": -1}, "b": {"x": 1}})
    found = look(*FAIR, never)
    assert found.cannot_win == ("r",)
    assert ("p", "r") not in found.dominated
    assert "r cannot come first under any answers" in failures(found)


def test_a_pattern_that_is_never_rated_above_another_is_found() -> None:
    below = pattern("r", {"a": {"x": 1, "y": -2}})
    assert look(*FAIR, below).dominated == (("p", "r"),)


def test_questions_and_options_that_change_nothing_are_found() -> None:
    found = look()
    assert found.silent_questions == ("b", "idle")
    assert ("b", "x") in found.silent_options
    assert ("a", "x") not in found.silent_options


def test_options_of_two_questions_that_say_the_same_are_found() -> None:
    found = look()
    assert (("a", "x"), ("c", "x")) in found.correlated
    assert all(one[0] != other[0] for one, other in found.correlated)


def test_several_options_weigh_once_each_in_their_group() -> None:
    assert look().group_weight == {"group": 1.0}


def test_an_edge_rated_for_what_the_origin_decides_is_found() -> None:
    asked = questionnaire(
        replace(single("a", "x", "y"), combine=Combine.ORIGIN), single("b", "x", "y")
    )
    edge = pattern("edge", {"a": {"x": -1, "y": 0}, "b": {"x": 1}}, layer=Layer.EDGE)
    found = audit(
        catalog(edge, pattern("origin", {"a": {"x": 2}}), asked=asked),
        date(2026, 6, 1), oldest_days=999, profiles=10,
    )  # fmt: skip
    assert found.misplaced == (("edge", ("a", "x")),)


def test_a_source_is_stale_from_the_day_its_date_ends() -> None:
    aged = [replace(SOURCE, id=d, date=d) for d in ("2025-01", "2025", "2026-05-30")]
    cells = tuple(replace(FAIR[0].ratings[0], option=str(i), source=s) for i, s in enumerate(aged))
    found = audit(
        catalog(replace(FAIR[0], ratings=(*FAIR[0].ratings, *cells)), replace(FAIR[1], ratings=())),
        date(2026, 6, 1),
        oldest_days=365,
        profiles=10,
    )
    assert [source.id for source in found.stale_sources] == ["2025-01"]


def test_texts_of_uneven_length_shut_a_gate() -> None:
    wordy = LocalizedText(MappingProxyType({"en": "x" * 40, "ja": "x"}))
    terse = LocalizedText(MappingProxyType({"en": "x" * 10, "ja": "x"}))
    found = look(replace(FAIR[0], summary=wordy), replace(FAIR[1], summary=terse))
    assert "p has 4.00 times the text of q in en" in failures(found)


def test_every_gate_names_what_shut_it() -> None:
    strict = Gates(
        least_win_share=0.9, most_base_rate=0.05, fewest_best_on=9, most_group_weight=0.5
    )
    shut = "\n".join(failures(look(), strict))
    for words in ("% of random profiles", "on average", "alone best on", "of all weight"):
        assert words in shut


def test_the_text_lists_every_pattern_and_every_gate() -> None:
    found = look()
    text = audit_text(found, ["something is shut"])
    assert "Gates shut: 1\n  something is shut" in text
    assert all(slug in text for slug in found.win_share)
    assert "All gates are open." in audit_text(found, [])


def test_an_edited_rating_shows_as_what_it_did_to_the_examples(toy: ToyCopy) -> None:
    toy.change("bicycle/ratings.yaml", "flat: {rating: 2", "flat: {rating: -2")
    toy.change("bicycle/ratings.yaml", "near: {rating: 2", "near: {rating: -2")
    found = drift(TOY_CATALOG, toy.load())
    assert found
    assert all(slug == "bicycle" and points < 0 for item in found for slug, points in item.moved)
    assert next(iter(drift_lines(found))) == f"Examples that moved: {len(found)}"


def test_the_same_catalog_moves_nothing() -> None:
    assert drift(TOY_CATALOG, TOY_CATALOG) == ()


def test_the_command_fails_while_a_gate_is_shut() -> None:
    out = StringIO()
    with (
        override_settings(ADVISOR_CATALOG=TOY),
        pytest.raises(CommandError, match="gates are shut"),
    ):
        call_command("audit", "--as-of", "2040-01-01", stdout=out)
    assert "more than 730 days ago" in out.getvalue()


def test_the_command_shows_what_moved_against_another_catalog(toy: ToyCopy) -> None:
    out = StringIO()
    with override_settings(ADVISOR_CATALOG=TOY), pytest.raises(CommandError):
        call_command("audit", "--against", str(toy.root), "--as-of", "2040-01-01", stdout=out)
    assert "Examples that moved: 0" in out.getvalue()


@pytest.fixture
def toy(tmp_path_factory: pytest.TempPathFactory) -> ToyCopy:
    return copy_toy(tmp_path_factory.mktemp("toy"))
