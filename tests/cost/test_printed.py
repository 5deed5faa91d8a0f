"""Months in print beside a flat-rate plan: by hand at round numbers, and never less for more."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from math import floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.cost.printed import UNITS, cents, printed
from tests.cost.pricing import by_variant, priced


@dataclass(frozen=True)
class Month:
    """`kept` is paid by use beside the plan, `replaced` is what the plan stands for."""

    kept: Fraction
    replaced: Fraction

    @property
    def exact(self) -> Fraction:
        return self.kept

    @property
    def by_hand(self) -> Decimal:
        return cents(self.kept + self.replaced) - cents(self.replaced)


@dataclass(frozen=True)
class Bill:
    fixed: Fraction
    kept_each: Fraction
    replaced_each: Fraction

    def month(self, requests: Fraction) -> Month:
        return Month(self.fixed + requests * self.kept_each, requests * self.replaced_each)

    def printed(self, requests: int) -> Decimal:
        found = printed(Fraction(requests), self.month)
        assert found is not None
        return found

    def by_hand(self, requests: int) -> Decimal:
        return self.month(Fraction(requests)).by_hand

    def cent(self, requests: int) -> int:
        return floor(self.month(Fraction(requests)).exact * 100)


def prices(most_cents: int) -> st.SearchStrategy[Fraction]:
    """To a thousandth of a cent."""
    return st.integers(0, most_cents * 1000).map(lambda number: Fraction(number, 100_000))


BILLS = st.builds(Bill, fixed=prices(5), kept_each=prices(2), replaced_each=prices(2))


def roundness(requests: int) -> int:
    return sum(requests % unit == 0 for unit in UNITS)


@given(BILLS, st.integers(0, 3000))
def test_more_requests_never_print_less(bill: Bill, start: int) -> None:
    totals = [bill.printed(start + step) for step in range(40)]
    assert all(fewer <= more for fewer, more in pairwise(totals))


def test_by_hand_more_requests_can_print_less() -> None:
    """0.70 cents kept and 0.49 replaced are 1.19: 1 less 0. With 0.54 they are 1.24: 1 less 1."""
    bill = Bill(Fraction(7, 1000), Fraction(1, 1_000_000), Fraction(49, 100_000))
    assert [bill.by_hand(10), bill.by_hand(11)] == [Decimal("0.01"), Decimal("0.00")]
    assert [bill.printed(10), bill.printed(11)] == [Decimal("0.01"), Decimal("0.01")]


def test_so_could_the_shipped_bills() -> None:
    bills = [
        by_variant(priced(requests_per_month=requests, flat_rate="on"))["cloudfront_edge"]
        for requests in (1200, 1950)
    ]
    assert [bill.by_hand for bill in bills] == [Decimal("0.01"), Decimal("0.00")]
    assert [bill.total for bill in bills] == [Decimal("0.00"), Decimal("0.00")]


@given(BILLS, st.integers(1, 3000))
def test_the_roundest_number_within_a_cent_is_calculated_by_hand(bill: Bill, start: int) -> None:
    """Wherever all that lie in the same cent are looked at."""
    numbers = range(start, start + 40)
    ends = {bill.cent(numbers[0]), bill.cent(numbers[-1])}
    for cent in {bill.cent(number) for number in numbers} - ends:
        same = [number for number in numbers if bill.cent(number) == cent]
        roundest = max(same, key=lambda number: (roundness(number), -number))
        assert bill.printed(roundest) == bill.by_hand(roundest)


@given(BILLS, st.integers(0, 100_000))
def test_it_is_one_of_the_two_cents_beside_the_month(bill: Bill, requests: int) -> None:
    exact = bill.month(Fraction(requests)).exact
    assert abs(Fraction(bill.printed(requests)) - exact) < Fraction(1, 100)


def test_a_month_that_no_request_moves_is_rounded_like_its_roundest() -> None:
    bill = Bill(Fraction(126, 10_000), Fraction(0), Fraction(0))
    assert {bill.printed(number) for number in (0, 1, 7, 12_345, 10**9)} == {Decimal("0.01")}


def test_without_a_total_nothing_is_printed() -> None:
    @dataclass(frozen=True)
    class Unpriced:
        exact: Fraction = Fraction(0)
        by_hand: Decimal | None = None

    assert printed(Fraction(1), lambda _requests: Unpriced()) is None


@pytest.mark.parametrize("requests", [250_000, 8_500_000, 95_000_000, 110_000_000])
@pytest.mark.parametrize("region", ["us-east-1", "ap-northeast-1"])
def test_a_number_somebody_would_check_is_calculated_by_hand(requests: int, region: str) -> None:
    plans = 0
    for item in by_variant(
        priced(requests_per_month=requests, region=region, flat_rate="on")
    ).values():
        if item.plan is not None and not item.missing:
            plans += 1
            by_use = sum((line.exact for line in item.replaced), Fraction(0))
            paid = item.exact - Fraction(item.plan.value) + by_use
            assert item.total == cents(paid) - cents(by_use) + cents(Fraction(item.plan.value))
    assert plans
