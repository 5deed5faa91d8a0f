"""Where each number comes from, and what is wrong with one that cannot be used."""

from __future__ import annotations

from fractions import Fraction

import pytest

from advisor.cost import FaultCode, Origin, read_request
from tests.cost.pricing import SHIPPED, TOY, catalog_in, model_of, priced

TOY_MODEL = model_of(catalog_in(TOY))


@pytest.mark.parametrize(
    ("inputs", "value", "origin"),
    [
        ({}, 8, Origin.DEFAULT),
        ({"distance_km": 5}, 5, Origin.ANSWER),
        ({"terrain": "hilly", "distance_km": 5}, 12, Origin.ANSWER),
        ({"terrain": "flat"}, 8, Origin.DEFAULT),
        ({"distance_km": 0}, Fraction(1, 2), Origin.ANSWER),
        ({"terrain": "hilly", "km_per_trip": 3}, 3, Origin.GIVEN),
    ],
)
def test_given_comes_before_answered_before_default(
    inputs: dict[str, object], value: Fraction | int, origin: Origin
) -> None:
    found = priced(TOY, trips=1, **inputs).inputs["km_per_trip"]
    assert found.value == value
    assert found.origin is origin


def test_an_allowance_counts_when_it_is_switched_on() -> None:
    assert priced(TOY, trips=1).inputs["free_trips"].value == 0
    found = priced(TOY, trips=1, free_allowances="on").inputs["free_trips"]
    assert found.value == 2
    assert found.origin is Origin.ALLOWANCE


def test_without_a_volume_there_is_none() -> None:
    assert priced(TOY).volume is None


@pytest.mark.parametrize(
    ("key", "value", "code"),
    [
        ("trips", "-1", FaultCode.OUT_OF_RANGE),
        ("trips", "\u22121", FaultCode.OUT_OF_RANGE),
        ("trips", "1e99", FaultCode.OUT_OF_RANGE),
        ("trips", "9" * 500, FaultCode.NOT_A_NUMBER),
        ("trips", "many", FaultCode.NOT_A_NUMBER),
        ("trips", "NaN", FaultCode.NOT_A_NUMBER),
        ("trips", "inf", FaultCode.NOT_A_NUMBER),
        ("trips", "-", FaultCode.NOT_A_NUMBER),
        ("trips", "1.5", FaultCode.NOT_WHOLE),
        ("km_per_trip", "0", FaultCode.OUT_OF_RANGE),
        ("region", "mars", FaultCode.UNKNOWN_REGION),
        ("flat_rate", "perhaps", FaultCode.UNKNOWN_SWITCH),
    ],
)
def test_bad_input_is_a_fault_and_never_a_value(key: str, value: str, code: FaultCode) -> None:
    request = read_request(TOY_MODEL, [(key, value)])
    [fault] = request.faults
    assert (fault.code, fault.key) == (code, key)
    assert not request.given
    assert request.region == "city"


def test_two_values_for_one_input_are_a_fault() -> None:
    request = read_request(TOY_MODEL, [("trips", "1"), ("trips", "2"), ("trips", "1")])
    assert [fault.code for fault in request.faults] == [FaultCode.GIVEN_TWICE]


def test_empty_values_and_other_keys_are_passed_over() -> None:
    request = read_request(TOY_MODEL, [("trips", " "), ("region", ""), ("budget", "small")])
    assert not request.faults
    assert not request.given


def test_numbers_are_read_as_people_type_them() -> None:
    request = read_request(TOY_MODEL, [("trips", "１２"), ("km_per_trip", "12.5")])
    assert {key: str(value) for key, value in request.given.items()} == {
        "trips": "12",
        "km_per_trip": "12.5",
    }


def test_answers_of_the_shipped_questions_set_inputs() -> None:
    case = priced(
        SHIPPED,
        requests_per_month=7,
        cacheable_share="most",
        request_duration="seconds",
        payload="large",
        realtime="server-push",
        concurrent_clients=300,
    )
    found = {name: item for name, item in case.inputs.items() if item.origin is Origin.ANSWER}
    assert {name: item.value for name, item in found.items()} == {
        "avg_duration_ms": 3000,
        "avg_response_kb": 1000,
        "cache_hit_ratio": Fraction(9, 10),
        "connected_clients": 300,
        "connected_minutes_per_client": 10560,
        "updates_per_client": 1000,
    }
