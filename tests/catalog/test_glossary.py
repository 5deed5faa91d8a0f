"""glossary.yaml: words, what they mean, and how else they are written."""

from __future__ import annotations

import pytest

from tests.catalog.toy_copy import ToyCopy

TERM = "- {{id: chain, term: {{en: chain, ja: チェーン}}, meaning: {{en: x, ja: x}}{0}}}\n"


def test_a_term_has_its_word_its_meaning_and_its_forms(toy: ToyCopy) -> None:
    gear, _low_gear = toy.load().glossary
    assert gear.id == "gear"
    assert gear.written("en") == ("gear", "gears")
    assert gear.written("ja") == ("ギア",)
    assert gear.meaning.in_language("ja") == "ペダル1回転で進む距離。"


def test_a_catalog_needs_no_glossary(toy: ToyCopy) -> None:
    toy.remove("glossary.yaml")
    assert toy.load().glossary == ()


@pytest.mark.parametrize(
    ("addition", "problem"),
    [
        (", forms: {en: []}", "[2].forms.en: 0 items (at least 1)"),
        (", forms: {en: [gears]}", "[2].forms.en[0]: duplicate word 'gears', first on line 4"),
        (", forms: {EN: [x]}", "[2].forms.EN: 'EN' is not a valid name"),
        (", plural: chains", "[2].plural: unknown key"),
    ],
)
def test_it_rejects_forms_that_cannot_be_found(toy: ToyCopy, addition: str, problem: str) -> None:
    toy.append("glossary.yaml", TERM.format(addition))
    assert any(problem in line for line in toy.problems())


def test_it_rejects_a_word_without_its_translation(toy: ToyCopy) -> None:
    toy.change("glossary.yaml", '{en: "gear", ja: "ギア"}', '{en: "gear"}')
    assert any("[0].term.ja: missing translation" in line for line in toy.problems())


def test_it_rejects_a_term_that_stands_twice(toy: ToyCopy) -> None:
    toy.change("glossary.yaml", "id: low-gear", "id: gear")
    assert any("duplicate id 'gear'" in line for line in toy.problems())
