"""Practices, examples and the catalog's head."""

from __future__ import annotations

import pytest

from tests.catalog.toy_copy import ToyCopy

EXAMPLE = "- {{id: x, title: {{en: x, ja: x}}, text: {{en: x, ja: x}}, answers: {0}}}\n"


@pytest.mark.parametrize(
    ("answers", "problem"),
    [
        ("{terain: flat}", "terain: unknown trait 'terain' (did you mean terrain?)"),
        ("{terrain: hily}", "terrain: unknown option of terrain 'hily' (did you mean hilly?)"),
        ("{terrain: [flat]}", "terrain: a list for terrain, which takes one option (one option)"),
        ("{terrain: 3}", "terrain: a number for terrain (one of flat, hilly)"),
        ("{parking: yes}", 'parking: expected text, got the boolean yes (put it in quotes: "yes")'),
        (
            "{cargo: [laptop, x]}",
            "cargo[1]: unknown option of cargo 'x' (known: none, laptop, tools, child)",
        ),
        (
            "{cargo: [tools, tools]}",
            "cargo[1]: duplicate option 'tools', first on line 1 (another name)",
        ),
        ("{cargo: [none, tools]}", "cargo: none beside other options (one or the other)"),
        ("{cargo: []}", "cargo: 0 items (at least 1)"),
        (
            "{load_kg: heavy}",
            "load_kg: expected a number, got text 'heavy' (the number, without quotes)",
        ),
        ("{load_kg: 501}", "load_kg: 501 is out of range (from 0 to 500)"),
        ("{load_kg: -1}", "load_kg: -1 is out of range (from 0 to 500)"),
        (
            "{load_kg: 0x10}",
            'load_kg: expected text, got the special number 0x10 (put it in quotes: "0x10")',
        ),
    ],
)
def test_it_rejects_an_example_that_no_one_could_answer(
    toy: ToyCopy, answers: str, problem: str
) -> None:
    toy.write("examples.yaml", EXAMPLE.format(answers))
    assert f"toy/examples.yaml:1: [0].answers.{problem}" in toy.problems()


@pytest.mark.parametrize(
    ("importance", "problem"),
    [
        ("{terain: high}", "terain: unknown trait 'terain' (did you mean terrain?)"),
        ("{terrain: hihg}", "terrain: unknown word 'hihg' (did you mean high?)"),
    ],
)
def test_it_rejects_an_importance_it_does_not_know(
    toy: ToyCopy, importance: str, problem: str
) -> None:
    toy.write("examples.yaml", EXAMPLE.format(f"{{}}, importance: {importance}"))
    assert toy.problems() == [f"toy/examples.yaml:1: [0].importance.{problem}"]


def test_the_answers_of_an_example_are_the_pairs_of_a_link(toy: ToyCopy) -> None:
    student, carpenter = toy.load().examples
    assert student.answers == (
        ("distance_km", "3"),
        ("terrain", "flat"),
        ("budget", "small"),
        ("cargo", "laptop"),
        ("importance.budget", "high"),
    )
    assert carpenter.answers == (
        ("distance_km", "30.5"),
        ("cargo", "laptop"),
        ("cargo", "tools"),
        ("load_kg", "60"),
        ("parking", "yes"),
    )


def test_an_example_may_say_that_an_answer_is_not_known(toy: ToyCopy) -> None:
    toy.write("examples.yaml", EXAMPLE.format("{terrain: unknown, load_kg: unknown}"))
    assert toy.load().examples[0].answers == (("terrain", "unknown"), ("load_kg", "unknown"))


@pytest.mark.parametrize("file", ["examples.yaml", "best_practices.yaml"])
def test_it_rejects_a_duplicate_id(toy: ToyCopy, file: str) -> None:
    toy.append(file, (toy.root / file).read_text("utf-8"))
    assert any(": [2].id: duplicate id " in problem for problem in toy.problems())


def test_it_rejects_a_practice_that_stands_in_two_groups(toy: ToyCopy) -> None:
    toy.change("best_practices.yaml", "id: spare-time", "id: yearly-check")
    assert (
        "toy/best_practices.yaml:9: [1].items[0].id: "
        "duplicate id 'yearly-check', first on line 5 (another name)" in toy.problems()
    )


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (
            "[en, ja]",
            "[en, ja, ja]",
            "3: languages[2]: duplicate language 'ja', first on line 3 (another name)",
        ),
        (
            "[en, ja]",
            "[en, no]",
            '3: languages[1]: expected text, got the boolean no (put it in quotes: "no")',
        ),
        ("[en, ja]", "[]", "3: languages: 0 items (at least 1)"),
        (
            '"2026-01-05"\nl',
            '"2026-01"\nl',
            "2: reviewed_on: text '2026-01' is not a date (YYYY-MM-DD)",
        ),
        ("[18, 60]", "[18]", "6: statement_length.ja: 1 items (2)"),
        (', ja: "通勤の手段"', "", "5: subject.ja: missing translation (add the text in ja)"),
    ],
)
def test_it_rejects_a_head_that_does_not_fit(
    toy: ToyCopy, old: str, new: str, problem: str
) -> None:
    toy.change("catalog.yaml", old, new)
    assert f"toy/catalog.yaml:{problem}" in toy.problems()


def test_every_text_needs_every_language_of_the_catalog(toy: ToyCopy) -> None:
    toy.change("catalog.yaml", "[en, ja]", "[en, ja, fr]")
    problems = toy.problems()
    assert "toy/catalog.yaml:4: title.fr: missing translation (add the text in fr)" in problems
    assert (
        "toy/car/limits.yaml:2: driving-time.name.fr: missing translation (add the text in fr)"
        in (problems)
    )
    assert "toy/train/bundles/terraform/README.fr.md:1: file: missing file " in "\n".join(problems)
