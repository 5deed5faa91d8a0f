"""`when` is a closed grammar over questions, options and limits."""

from __future__ import annotations

from decimal import Decimal

import pytest

from advisor.catalog.model import Above, All, AnyOf, Below, Constraint, Is, Not
from advisor.catalog.predicates import PREDICATE
from tests.catalog.toy_copy import ToyCopy, problems_of

LEAF = "{trait: a, is: b}"


def nested(depth: int) -> str:
    return "{not: " * (depth - 1) + LEAF + "}" * (depth - 1)


def constraint(toy: ToyCopy, when: str) -> None:
    """Makes `when` the condition of the toy car's first constraint, on line 3 of its file."""
    toy.change("car/constraints.yaml", '{trait: parking, is: "no"}', when)


def read(toy: ToyCopy, when: str) -> Constraint:
    constraint(toy, when)
    pattern = toy.load().pattern("car")
    assert pattern
    return pattern.constraints[0]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            "x",
            (
                "file: expected a condition, got text 'x' (one of all, any, not, or trait with is,"
                " above or below)"
            ),
        ),
        ("{}", "file: no operator (one of all, any, not, or trait with is, above or below)"),
        (
            "{trait: a}",
            "file: no operator (one of all, any, not, or trait with is, above or below)",
        ),
        ("{trait: a, abve: 1}", "abve: unknown operator 'abve' (did you mean above?)"),
        (
            "{trait: a, above: 1, below: 9}",
            "file: more than one operator: above, below (one; join several with all)",
        ),
        ("{is: b}", "trait: missing key (add it: the question that is compares)"),
        ("{trait: a, all: [" + LEAF + "]}", "trait: trait does not go with all (leave it out)"),
        ("{any: []}", "any: 0 items (at least 1)"),
        ("{all: x}", "all: expected a list, got text 'x' (write each item after -)"),
        ("{trait: a, is: []}", "is: 0 items (at least 1)"),
        ("{trait: a, is: no}", 'is: expected text, got the boolean no (put it in quotes: "no")'),
        (
            "{trait: a, above: x}",
            (
                "above: expected a number, got text 'x' (plain decimal digits, without quotes: 12"
                " or 0.5)"
            ),
        ),
        ("{trait: a, above: {lmit: b}}", "above.limit: missing key (add it: an id of limits.yaml)"),
        ("{not: {all: [{no: x}]}}", None),
    ],
)
def test_it_rejects_what_is_not_of_the_grammar(text: str, problem: str | None) -> None:
    found = problems_of(text, PREDICATE)
    assert found if problem is None else f"x.yaml:1: {problem}" in found


def test_it_takes_six_levels_and_no_more() -> None:
    assert problems_of(nested(6), PREDICATE) == []
    assert problems_of(nested(7), PREDICATE) == [
        "x.yaml:1: not.not.not.not.not.not: condition nested too deep (at most 6 levels)"
    ]


@pytest.mark.parametrize(
    ("when", "path", "problem"),
    [
        ("{trait: parkin, is: x}", ".trait", "unknown trait 'parkin' (did you mean parking?)"),
        (
            "{trait: terrain, is: hily}",
            ".is",
            "unknown option of terrain 'hily' (did you mean hilly?)",
        ),
        (
            "{trait: terrain, is: [flat, x]}",
            ".is[1]",
            "unknown option of terrain 'x' (known: flat, hilly)",
        ),
        (
            "{trait: load_kg, is: heavy}",
            ".is",
            "is on the number question load_kg (above or below)",
        ),
        ("{trait: terrain, above: 3}", ".above", "above on the choice question terrain (is)"),
        ("{trait: terrain, below: 3}", ".below", "below on the choice question terrain (is)"),
        (
            "{trait: load_kg, above: {limit: driving-tim}}",
            ".above.limit",
            "unknown limit 'driving-tim' (did you mean driving-time?)",
        ),
        (
            "{trait: load_kg, above: {limit: driving-time}}",
            ".above.limit",
            (
                "limit driving-time is in min, question load_kg in kg "
                "(the same unit, or s, min, h or KB, MB, GB on both sides)"
            ),
        ),
        (
            "{all: [{not: {trait: x, is: y}}]}",
            ".all[0].not.trait",
            (
                "unknown trait 'x' (known: distance_km, "
                "terrain, patience, travel_minutes, budget, cargo, load_kg, parking)"
            ),
        ),
    ],
)
def test_it_rejects_names_and_units_that_do_not_fit(
    toy: ToyCopy, when: str, path: str, problem: str
) -> None:
    constraint(toy, when)
    assert toy.problems() == [f"toy/car/constraints.yaml:3: [0].when{path}: {problem}"]


def test_it_reads_every_operator(toy: ToyCopy) -> None:
    when = (
        "{all: [{any: [{trait: terrain, is: flat}, {trait: cargo, is: [tools, child]}]},"
        " {not: {trait: load_kg, above: 3}}, {trait: distance_km, below: 0.5}]}"
    )
    assert read(toy, when).when == All(
        (
            AnyOf((Is("terrain", ("flat",)), Is("cargo", ("tools", "child")))),
            Not(Above("load_kg", Decimal(3))),
            Below("distance_km", Decimal("0.5")),
        )
    )


def test_a_limit_is_converted_to_the_unit_of_the_question(toy: ToyCopy) -> None:
    pattern = toy.load().pattern("bicycle")
    assert pattern
    riding_time = pattern.constraints[0]
    assert riding_time.limit
    assert (riding_time.limit.value, riding_time.limit.unit) == (Decimal("0.75"), "h")
    assert riding_time.when == Above("travel_minutes", Decimal(45), riding_time.limit)
