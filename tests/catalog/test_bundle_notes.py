"""What a pattern says of its own bundles: how practices stand, and what needs attention."""

from __future__ import annotations

import pytest

from advisor.catalog.bundle_notes import PracticeStatus
from advisor.catalog.model import Is, Pattern
from tests.catalog.toy_copy import ToyCopy

PATTERN = "bicycle/pattern.yaml"
ATTENTION = "bicycle/bundles/attention.yaml"
OPTION = "status: option, parameter: lights"
WHERE = "where: {cloudformation: Note.Value, terraform: terraform_data.bicycle.input}"


def bicycle(toy: ToyCopy) -> Pattern:
    pattern = toy.load().pattern("bicycle")
    assert pattern
    return pattern


def test_a_practice_says_who_sees_to_it(toy: ToyCopy) -> None:
    statuses = {name: stands.status for name, stands in bicycle(toy).practices.items()}
    assert statuses == {
        "be-seen": PracticeStatus.OPTION,
        "spare-time": PracticeStatus.YOURS,
        "yearly-check": PracticeStatus.DONE,
    }


def test_what_is_done_says_where_in_each_format(toy: ToyCopy) -> None:
    assert bicycle(toy).practices["yearly-check"].where == {
        "cloudformation": "Note.Value",
        "terraform": "terraform_data.bicycle.input",
    }


def test_an_option_names_its_parameter(toy: ToyCopy) -> None:
    stands = bicycle(toy).practices["be-seen"]
    assert (stands.parameter, stands.where) == ("lights", {})


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (
            OPTION,
            "status: option",
            "30: best_practices.be-seen.parameter: missing key (add it: the parameter that decides"
            " about it)",
        ),
        (
            OPTION,
            "status: option, parameter: light",
            "30: best_practices.be-seen.parameter: unknown parameter 'light' (did you mean"
            " lights?)",
        ),
        (
            OPTION,
            "status: yours, parameter: lights",
            "30: best_practices.be-seen.parameter: parameter does not go with yours (leave it out)",
        ),
        (
            OPTION,
            "status: maybe",
            "30: best_practices.be-seen.status: unknown word 'maybe' (one of: done, option, yours)",
        ),
        (
            "status: done",
            "status: yours",
            "35: best_practices.yearly-check.where: where does not go with yours (leave it out)",
        ),
        (
            WHERE,
            "where: {terraform: terraform_data.bicycle.input}",
            "35: best_practices.yearly-check.where.cloudformation: missing key (add it: the"
            " property in the cloudformation bundle)",
        ),
        (
            "Note.Value",
            "Note",
            "35: best_practices.yearly-check.where.cloudformation: text 'Note' is not of the right"
            " form (LogicalId.Property.Path)",
        ),
        (
            "terraform_data.bicycle.input",
            "terraform_data.bicycle",
            "35: best_practices.yearly-check.where.terraform: text 'terraform_data.bicycle' is not"
            " of the right form (type.name.attribute)",
        ),
    ],
)
def test_it_rejects_a_status_that_does_not_fit(
    toy: ToyCopy, old: str, new: str, problem: str
) -> None:
    toy.change(PATTERN, old, new)
    assert toy.problems() == [f"toy/{PATTERN}:{problem}"]


def test_a_place_names_no_format_without_a_bundle(toy: ToyCopy) -> None:
    toy.change("train/pattern.yaml", "status: yours", f"status: done, {WHERE}")
    assert toy.problems() == [
        "toy/train/pattern.yaml:35: best_practices.spare-time.where.cloudformation: there is no"
        " cloudformation bundle (leave it out)"
    ]


def test_nothing_is_done_where_there_is_no_bundle(toy: ToyCopy) -> None:
    toy.change("car/pattern.yaml", "status: yours", "status: done")
    assert toy.problems() == [
        "toy/car/pattern.yaml:28: best_practices.yearly-check.status: done, but there is no bundle"
        " (yours, or a bundle that does it)"
    ]


def test_a_note_is_for_answers_that_make_its_condition_true(toy: ToyCopy) -> None:
    first, second = bicycle(toy).attention
    assert (first.when, second.when) == (Is("terrain", ("hilly",)), Is("cargo", ("child",)))
    assert first.text.in_language("en") == "The bundle has no gears."


def test_a_pattern_may_have_no_notes(toy: ToyCopy) -> None:
    toy.remove(ATTENTION)
    assert bicycle(toy).attention == ()


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("trait: terrain", "trait: terain", "[0].when.trait: unknown trait 'terain' (did you mean"),
        ("is: hilly", "is: hily", "[0].when.is: unknown option of terrain 'hily' (did you mean"),
        ("when: {trait: terrain", "if: {trait: terrain", "[0].if: unknown key"),
        ('"The bundle has no gears."', '""', "[0].text.en: empty text"),
    ],
)
def test_it_rejects_a_note_that_could_never_be_shown(
    toy: ToyCopy, old: str, new: str, problem: str
) -> None:
    toy.change(ATTENTION, old, new)
    assert any(problem in found for found in toy.problems())
