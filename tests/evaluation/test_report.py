"""How agreement with known answers is counted."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from advisor.catalog import load_catalog
from advisor.evaluation.baselines import by_rule, majority, naive_bayes
from advisor.evaluation.cases import Case, CasesError, Pairs, read_cases
from advisor.evaluation.report import Report, evaluate_cases
from advisor.evaluation.rules import read_rules
from scripts.paths import ROOT
from tests.catalog.toy_copy import TOY

SHIPPED_CASES = ROOT / "tests" / "cases" / "cases.yaml"
FURTHER_CASES = ROOT / "tests" / "cases" / "further.yaml"
CATALOG = load_catalog(TOY)
FLAT: Pairs = (("distance_km", "3"), ("terrain", "flat"), ("budget", "small"))
FAR: Pairs = (("distance_km", "100"), ("budget", "medium"), ("cargo", "laptop"))


def published(name: str, traits: Pairs, chosen: str, *acceptable: str, **more: Any) -> Case:
    return Case(
        id=name, origin="published", traits=traits, chosen=chosen,
        acceptable=acceptable, ruled_out=(), **more,
    )  # fmt: skip


def constrained(name: str, traits: Pairs, *, out: tuple[str, ...], fine: tuple[str, ...]) -> Case:
    return Case(
        id=name, origin="constraint", traits=traits, chosen=None, acceptable=fine, ruled_out=out
    )


CASES = (
    published("near", FLAT, "bicycle", confidence="high"),
    published("far", FAR, "car", "train", confidence="medium", thin=True, leaky=("budget",)),
    published("odd", FLAT, "car", confidence="high", second_reading=FAR),
    constrained("no-space", (("parking", "no"),), out=("car", "train"), fine=("bicycle",)),
    constrained("long", (("travel_minutes", "60"),), out=("bicycle",), fine=("bicycle", "car")),
)


def report(*cases: Case) -> Report:
    return evaluate_cases(CATALOG, cases or CASES)


def test_first_place_counts_as_top_1_and_an_acceptable_one_as_accepted() -> None:
    assert report().figures()["published"] == {
        "cases": 3, "top1": pytest.approx(1 / 3), "accepted": pytest.approx(2 / 3)
    }  # fmt: skip


def test_a_tie_counts_by_chance_beside_the_order_of_names() -> None:
    """Car and train have the same points; the car comes first by its name."""
    hills = (("terrain", "hilly"), ("distance_km", "12"))
    figures = report(published("tie", hills, "train"), published("up", hills, "car")).figures()
    assert figures["published"]["top1"] == 0.5
    assert figures["ties_shared"] == {"cases": 2, "top1": 0.5, "accepted": 0.5, "tied": 2}
    alone = report(published("tie", hills, "train")).figures()
    assert (alone["published"]["top1"], alone["ties_shared"]["top1"]) == (0, 0.5)


def test_exclusions_are_counted_on_constraint_cases_alone() -> None:
    found = report().figures()["constraints"]
    assert found == {"cases": 2, "ruled_out_recall": pytest.approx(2 / 3), "wrong_exclusions": 1}


def test_cases_are_grouped_by_confidence_pattern_and_subset() -> None:
    figures = report().figures()
    assert {name: row["cases"] for name, row in figures["confidence"].items()} == {
        "high": 2, "medium": 1
    }  # fmt: skip
    assert {name: row["cases"] for name, row in figures["patterns"].items()} == {
        "bicycle": 1, "car": 2
    }  # fmt: skip
    assert {name: row["cases"] for name, row in figures["subsets"].items()} == {
        "without-thin": 2, "without-leaky": 2, "without-both": 2
    }  # fmt: skip


def test_every_word_of_the_verdict_has_its_own_hit_rate() -> None:
    rows = report().figures()["verdicts"]
    assert list(rows) == ["clear", "likely", "leaning", "close-call", "not-enough"]
    assert sum(row["cases"] for row in rows.values()) == 3


def test_the_second_reading_is_judged_beside_the_first() -> None:
    rows = report().figures()["second_reading"]
    assert rows["all"]["cases"] == 1


def test_disagreements_and_answers_not_understood_are_listed() -> None:
    lines = report(*CASES, published("typo", (("terrain", "hily"),), "car")).misses()
    assert any(line.startswith("far: accepted: expected car, first is train") for line in lines)
    assert "typo: terrain=hily was not understood (unknown-option)" in lines
    assert "no-space: train should be excluded and is not" in lines
    assert "long: bicycle is excluded and should not be" in lines


def test_the_commonest_pattern_is_a_baseline() -> None:
    assert majority([*CASES]) == "car"
    assert majority([]) is None


def test_naive_bayes_never_sees_the_case_it_judges() -> None:
    one = published("one", FLAT, "bicycle")
    assert naive_bayes(CATALOG, [one]) == [None]
    two = [one, published("two", FLAT, "train"), published("three", FAR, "car")]
    assert naive_bayes(CATALOG, two)[0] == "train"


def test_the_first_rule_that_holds_decides(tmp_path: Path) -> None:
    path = tmp_path / "rules.yaml"
    path.write_text(
        "- {pattern: car, when: {trait: terrain, is: hilly}}\n"
        "- {pattern: bicycle, when: {trait: distance_km, below: 10}}\n"
    )
    rules = read_rules(path, CATALOG)
    assert by_rule(CATALOG, rules, CASES[0]) == "bicycle"
    assert by_rule(CATALOG, rules, CASES[1]) is None
    assert evaluate_cases(CATALOG, CASES, rules).baselines["selection-table"].top1 == 1


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("- {pattern: plane, when: {trait: terrain, is: flat}}", "unknown pattern 'plane'"),
        ("- {pattern: car, when: {trait: weather, is: fine}}", "unknown trait 'weather'"),
        ("- {pattern: car}", "missing key"),
        ("[", "rules.yaml:2: file: not YAML"),
    ],
)
def test_rules_that_do_not_fit_the_catalog_are_refused(
    tmp_path: Path, text: str, problem: str
) -> None:
    path = tmp_path / "rules.yaml"
    path.write_text(text)
    with pytest.raises(CasesError, match=problem):
        read_rules(path, CATALOG)


def evaluate(*arguments: str) -> str:
    out = StringIO()
    call_command("evaluate", *arguments, stdout=out)
    return out.getvalue()


def test_none_of_these_counts_where_it_is_right_and_where_something_was_built() -> None:
    traits: Pairs = (("distance_km", "0.5"), ("cargo", "laptop"))
    right = Case(
        id="none", origin="elsewhere", traits=traits, chosen=None, acceptable=(), ruled_out=(),
        elsewhere="next-door",
    )  # fmt: skip
    found = report(right, replace(right, id="lost", traits=FLAT), published("built", traits, "car"))
    assert found.figures()["elsewhere"] == {"cases": 2, "named": 0.5, "wrongly_named": 1}
    lines = found.misses()
    assert "lost: next-door should be said and is not" in lines
    assert "built: said to fit none, but car was built" in lines


def test_the_command_writes_json_with_the_keys_that_scripts_read() -> None:
    figures = json.loads(evaluate(str(SHIPPED_CASES), "--format", "json"))
    assert set(figures["published"]) == {"cases", "top1", "accepted"}
    assert set(figures["constraints"]) == {"cases", "ruled_out_recall", "wrong_exclusions"}


def test_the_command_writes_text_with_the_same_figures() -> None:
    text = evaluate(str(SHIPPED_CASES))
    assert "By the word of the verdict" in text
    assert "selection-table" in text


def test_the_command_says_what_is_wrong_with_a_file(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="cannot be read"):
        evaluate(str(tmp_path / "none.yaml"))


@cache
def shipped(path: Path = SHIPPED_CASES) -> Report:
    from tests.catalog_content.shipped import shipped as shipped_catalog

    catalog = shipped_catalog()
    rules = read_rules(SHIPPED_CASES.parent / "selection_table.yaml", catalog)
    return evaluate_cases(catalog, read_cases(path), rules)


FILES = pytest.mark.parametrize("path", [SHIPPED_CASES, FURTHER_CASES], ids=lambda p: p.stem)


@FILES
def test_the_shipped_catalog_reaches_its_targets(path: Path) -> None:
    figures = shipped(path).figures()
    assert figures["published"]["accepted"] >= 0.92
    assert figures["published"]["top1"] >= 0.78
    assert figures["constraints"]["ruled_out_recall"] == 1
    assert figures["constraints"]["wrong_exclusions"] == 0
    assert figures["elsewhere"]["wrongly_named"] == 0


def test_the_shipped_catalog_says_when_none_of_its_patterns_fits() -> None:
    found = shipped(FURTHER_CASES).figures()["elsewhere"]
    assert found["cases"] >= 5
    assert found["named"] == 1


@FILES
def test_every_trait_of_a_shipped_case_is_understood(path: Path) -> None:
    assert [outcome.notices for outcome in shipped(path).outcomes if outcome.notices] == []


@FILES
def test_the_shipped_catalog_beats_every_simpler_way_to_answer(path: Path) -> None:
    figures = shipped(path).figures()
    for name, row in figures["baselines"].items():
        assert row["top1"] < figures["published"]["top1"], name
        assert row["accepted"] < figures["published"]["accepted"], name


def test_what_is_called_clear_is_accepted_97_times_of_100() -> None:
    rows = [shipped(path).by_verdict()["clear"] for path in (SHIPPED_CASES, FURTHER_CASES)]
    called = sum(row.cases for row in rows)
    assert called >= 8
    assert sum(row.accepted for row in rows) >= 0.97 * called
