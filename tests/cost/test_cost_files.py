"""What is wrong with a catalog's prices and formulas, said with file, line and remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.catalog.toy_copy import ToyCopy, copy_toy


@pytest.fixture
def toy(tmp_path: Path) -> ToyCopy:
    return copy_toy(tmp_path)


def test_a_catalog_need_not_speak_of_cost(toy: ToyCopy) -> None:
    for file in ("prices.yaml", "cost_model.yaml", "bicycle/cost.yaml"):
        toy.remove(file)
    for file in ("car/cost.yaml", "train/cost.yaml"):
        toy.remove(file)
    assert toy.load().cost is None


def test_a_pattern_need_not_have_a_cost(toy: ToyCopy) -> None:
    toy.remove("train/cost.yaml")
    assert all("train" not in problem for problem in toy.problems())


def test_one_file_about_cost_asks_for_the_others(toy: ToyCopy) -> None:
    toy.remove("cost_model.yaml")
    assert toy.problems() == [
        "toy/cost_model.yaml:1: file: missing file (the catalog's README.md says what it holds)"
    ]


MODEL, PRICES = "cost_model.yaml", "prices.yaml"
CAR, TRAIN = "car/cost.yaml", "train/cost.yaml"


@pytest.mark.parametrize(
    ("file", "old", "new", "problem"),
    [
        # names
        (
            CAR,
            "quantity: kilometres / passengers",
            "quantity: kilometers / passengers",
            ("variants[0].items[0].quantity: unknown name 'kilometers' (did you mean kilometres?)"),
        ),
        (CAR, "price: road", "price: rode", "unknown price 'rode' (did you mean road?)"),
        (
            MODEL,
            "volume: trips",
            "volume: trip",
            "volume: unknown input 'trip' (did you mean trips?)",
        ),
        (MODEL, "id: kilometres", "id: trips", "'trips' has a meaning already (another name)"),
        (
            MODEL,
            "answer: distance_km",
            "answer: terrain",
            "terrain is of kind single (a question of kind number)",
        ),
        (TRAIN, "plan_replaces: [tickets]", "plan_replaces: [ticket]", "unknown group of items"),
        (PRICES, "kilometres: 300", "kilometers: 300", "unknown name 'kilometers'"),
        (TRAIN, "id: tea\n", "id: car\n", "duplicate variant 'car'"),
        # units
        (
            CAR,
            "quantity: one_month",
            "quantity: trips",
            "quantity: comes out in trip (a result in month)",
        ),
        (
            MODEL,
            "formula: trips * km_per_trip",
            "formula: trips + km_per_trip",
            "formula: trip and km/trip are put together (quantities of the same unit)",
        ),
        (MODEL, "unit: km\n    formula", "unit: m\n    formula", "comes out in km (a result in m)"),
        # zero, negative, growth
        (
            MODEL,
            'unit: "1"\n    minimum: 1',
            'unit: "1"\n    minimum: 0',
            "quantity: divides by something that can be zero (a minimum above zero)",
        ),
        (
            TRAIN,
            '"max(0, trips - free_trips)"',
            "trips - free_trips",
            "quantity: can be negative (max(0, …) around it)",
        ),
        (
            CAR,
            "quantity: kilometres / passengers",
            "quantity: kilometres * trips / passengers",
            "multiplies two values that grow with the volume (one of them fixed)",
        ),
        (MODEL, "base + trips * fare", "trips * fare", "reference: can be zero"),
        # use
        (
            MODEL,
            "  - id: free_trips",
            (
                "  - id: idle\n    label: {en: x, ja: x}\n    meaning: {en: x, ja: x}\n"
                '    unit: "1"\n    default: 1\n    minimum: 0\n    maximum: 2\n'
                "  - id: free_trips"
            ),
            "inputs[3].id: no formula uses 'idle' (leave it out, or use it)",
        ),
        (CAR, "passengers: 1 + 0", "passengers: 1 + 0, km_per_trip: 8", "another unit than"),
        (
            CAR,
            "    defaults: {passengers: 1 + 0}\n",
            "",
            "'passengers' has no default (a default, there or with the variant)",
        ),
        # prices
        (
            PRICES,
            "      city: {value: 60,",
            "      town: {value: 60,",
            "regions.town: unknown Region 'town'",
        ),
        (
            PRICES,
            "      city: {value: 60,",
            "      country: {value: 60,",
            "prices.parking.regions: no price for city (a price in the default Region)",
        ),
        (
            PRICES,
            "    regions:\n      city:\n        tiers",
            "    regions:\n      country:\n        tiers",
            "regions: no price for city (a price in the default Region)",
        ),
        (PRICES, "{to: 30, value: 2.5}", "{to: 5, value: 2.5}", "5 is not above 10"),
        (PRICES, "{to: 10, value: 3}", "{value: 3}", "only the last tier has no end"),
        (PRICES, "global: {value: 0.2,", "global: {value: -0.2,", "-0.2 is out of range"),
        (PRICES, "global: {value: 0.2,", "global: {known_to: 5,", "value or tiers (exactly one"),
        (
            PRICES,
            'date: "2025-11", basis: third-party',
            "basis: third-party",
            "regions.global.date: missing key",
        ),
        # the rest
        (MODEL, "chart: {from: 1, to: 100}", "chart: {from: 100, to: 1}", "the smaller end first"),
        (MODEL, "{small: 2, medium: 1, large: 0}", "{small: 2, medium: 1}", "missing option"),
        (MODEL, "{ratio: 1, rating: 0}", "{ratio: 0.2, rating: 0}", "0.2 is not above 0.5"),
        (MODEL, "{ratio: 1, rating: 0}", "{ratio: 1, rating: 2}", "dearer is rated lower"),
        (MODEL, "{total} EUR for", "{sum} EUR for", "unknown place {sum}"),
        (
            MODEL,
            "  replaces: [distance_km]",
            "  replaces: [distance_km]\n  apart: [tickets]",
            "reason_by_plan: missing, though flat-rate plans replace groups of apart",
        ),
        (TRAIN, "  - id: train", "  - id: train\n    addition: counted", "nothing but additions"),
        (
            TRAIN,
            "    plan_replaces: [tickets]",
            "    lacks: {luggage: {en: No room., ja: なし。}}",
            "lacks.luggage: unknown input 'luggage'",
        ),
        (
            TRAIN,
            "    plan_replaces: [tickets]",
            "    lacks: {trips: {en: No room., ja: なし。}}",
            "lacks.trips: 'trips' is no input that stays the same",
        ),
        (
            TRAIN,
            "    plan_replaces: [tickets]",
            "    needs: {luggage: {en: For luggage., ja: 荷物用。}}",
            "needs.luggage: unknown input 'luggage'",
        ),
        (
            CAR,
            "quantity: one_month",
            "quantity: (one_month",
            "')' is missing (close every parenthesis)",
        ),
    ],
)
def test_it_names_the_place_and_the_remedy(
    toy: ToyCopy, file: str, old: str, new: str, problem: str
) -> None:
    toy.change(file, old, new)
    found = toy.problems()
    assert any(problem in line for line in found), "\n".join(found)
    assert all(f"toy/{name}:" in line for line in found for name in [line[4:].partition(":")[0]])


def test_a_problem_has_its_line(toy: ToyCopy) -> None:
    toy.change(CAR, "price: parking", "price: park")
    assert toy.problems()[0].startswith("toy/car/cost.yaml:7: variants[0].items[1].price: unknown")
