"""The cost page: everything said on it, editable, and carried in its link."""

from __future__ import annotations

import re
from datetime import date, timedelta
from fractions import Fraction

import pytest
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.utils.translation import override

from advisor.presentation.cost_words import about, is_stale, money, signed_money, tick
from advisor.web.cost_view import cost_of
from advisor.web.visit import Visit, read_visit

VOLUME = "requests_per_month=3000000"


def page(client: Client, query: str = VOLUME, *, language: str = "en") -> str:
    response = client.get(f"/{language}/cost/?{query}")
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize(
    "query",
    [
        "",
        VOLUME,
        "requests_per_month=0",
        "requests_per_month=100000000000",
        f"{VOLUME}&region=eu-west-1",
        f"{VOLUME}&flat_rate=on&free_allowances=on&jpy_rate=150.5",
        "requests_per_month=x&memory_mb=-1&region=mars&jpy_rate=soon&flat_rate=7",
        f"{VOLUME}&memory_mb=1&memory_mb=2&unheard_of=1",
        f"{VOLUME}&network=private&data_boundary=single-region",
    ],
)
def test_it_stands_whatever_the_link_says(client: Client, language: str, query: str) -> None:
    text = page(client, query, language=language)
    assert not re.search(r"\b(NaN|inf)\b", text)
    assert "None" not in text


def test_it_names_the_cheapest_and_says_once_that_it_is_no_quote(client: Client) -> None:
    text = page(client)
    assert re.search(r"At 3.million requests a month .* costs least: [\d.]+ USD\.", text)
    assert text.count("not a quote") == 1


def test_every_line_shows_quantity_price_amount_and_source(client: Client) -> None:
    text = page(client)
    assert "× 0.0000166667" in text
    assert 'href="https://aws.amazon.com/lambda/pricing/"' in text
    assert "= 3,000,000 ÷ 1,000,000" in text
    assert "Response volume (GB): 3,000,000 × 20 ÷ 1,048,576" in text


def test_a_price_without_a_day_leaves_no_empty_date(client: Client) -> None:
    assert "<time></time>" not in page(client, f"{VOLUME}&content=authenticated&auth=user-pool")


def test_old_prices_are_marked_by_line_and_by_total() -> None:
    """Load balancer hours in Tokyo were read on 2026-08-27, WAF in us-east-1 on 2024-07-01."""
    with override("en"):
        visit = read_visit(RequestFactory().get(f"/en/cost/?{VOLUME}&region=ap-northeast-1"))
        for today, stale in ((date(2027, 2, 23), False), (date(2027, 2, 24), True)):
            cost = cost_of(visit, today)
            assert cost is not None
            row = next(row for row in cost.rows if row.pattern.slug == "alb-ecs")
            assert row.cheapest is not None
            marked = {line.name for line in row.cheapest.lines if line.stale}
            assert ("Load balancer" in marked) is stale
            assert row.oldest == "2026-08-17"


def _oldest_day(visit: Visit) -> date:
    cost = cost_of(visit, date(2026, 9, 1))
    assert cost is not None
    assert cost.oldest is not None
    return date.fromisoformat(cost.oldest)


def test_the_total_said_first_carries_the_badge_too() -> None:
    with override("en"):
        visit = read_visit(RequestFactory().get(f"/en/cost/?{VOLUME}&region=ap-northeast-1"))
        for age, stale in ((180, False), (181, True)):
            cost = cost_of(visit, _oldest_day(visit) + timedelta(days=age))
            assert cost is not None
            assert cost.stale is stale
            for name in ("cost.html", "_cost.html"):
                context = {"visit": visit, "cost": cost}
                text = render_to_string(f"advisor/{name}", context).split("</section>")[0]
                assert ("over 180 days old" in text) is stale


def test_assumed_prices_are_counted_beside_the_total(client: Client) -> None:
    assert "1 price assumed" in page(client)
    text = page(client, f"{VOLUME}&region=ap-northeast-1&connected_clients=9&updates_per_client=9")
    assert "An assumption: this price was not read anywhere." in text


def test_a_variant_can_be_chosen(client: Client) -> None:
    text = page(client, f"{VOLUME}&variant=apigw_lambda_rest")
    assert '<option value="apigw_lambda_rest" selected>' in text
    assert "API Gateway + Lambda (REST API)" in text
    assert "variant=apigw_lambda_rest" in page(client, f"{VOLUME}&variant=apigw_lambda_rest")
    assert "no variant that can be chosen" in page(client, f"{VOLUME}&variant=nothing")


def test_with_a_firewall_the_variant_that_cannot_have_one_stands_back(client: Client) -> None:
    text = page(client, f"{VOLUME}&waf_on=1")
    assert "An HTTP API takes no web ACL" in text
    assert "API Gateway + Lambda (HTTP API)" not in text


def test_a_volume_off_the_axis_is_said_to_be_so(client: Client) -> None:
    text = page(client, "requests_per_month=500")
    assert "Your volume, 500, lies outside the curve: 10,000 to 1\u00a0billion." in text
    assert "lies outside" not in page(client)


def test_several_that_cost_the_same_are_all_named(client: Client) -> None:
    assert re.search(
        r"At 0 requests a month [^.]* and [^.]* cost least: 0.00 USD",
        page(client, "requests_per_month=0"),
    )


def test_bad_values_come_back_to_be_put_right(client: Client) -> None:
    text = page(client, f"{VOLUME}&memory_mb=7&region=mars")
    assert "“memory_mb” is 7. It can be from 128 to 10240." in text
    assert "There are no prices for the Region “mars”." in text
    assert re.search(r'name="memory_mb" value="7"[^>]*aria-invalid="true"', text)


def test_what_was_typed_is_carried_to_other_pages_and_back(client: Client) -> None:
    query = f"memory_mb=1024&region=ap-northeast-1&{VOLUME}&realtime=none"
    text = page(client, query)
    assert "/ja/cost/?memory_mb=1024&amp;realtime=none&amp;region=ap-northeast-1" in text
    assert '<input type="hidden" name="realtime" value="none">' in text
    answers = client.get(f"/en/questionnaire/?{query}").content.decode()
    assert '<input type="hidden" name="memory_mb" value="1024">' in answers
    assert "not understood" not in answers


def test_empty_fields_leave_the_link(client: Client) -> None:
    response = client.get(f"/en/cost/?{VOLUME}&memory_mb=&jpy_rate=")
    assert response.status_code == 302
    assert response["Location"] == f"/en/cost/?{VOLUME}"


def test_yen_stand_beside_dollars_at_the_rate_given(client: Client) -> None:
    assert "JPY" not in page(client)
    assert re.search(r"[\d,]+&nbsp;JPY", page(client, f"{VOLUME}&jpy_rate=150"))
    assert "The exchange rate is yen for one dollar" in page(client, f"{VOLUME}&jpy_rate=0")


def test_a_rate_given_twice_is_said(client: Client) -> None:
    text = page(client, f"{VOLUME}&jpy_rate=1000&jpy_rate=5")
    assert "“jpy_rate” was given as 1000, 5. Give it once." in text
    assert "Give it once" not in page(client, f"{VOLUME}&jpy_rate=150&jpy_rate=150")


def test_the_curve_comes_with_its_table_and_its_sentences(client: Client) -> None:
    text = page(client)
    assert text.count('class="cost-chart ') == 2
    assert "Below about 35.7" in text
    assert '<table class="cost-table">' in text


def test_the_table_repeats_the_totals(client: Client) -> None:
    text = page(client)
    total = re.search(r'<span class="figure">([\d.]+) USD', text)
    assert total is not None
    assert f"<strong>{total[1]}</strong>" in text


def test_a_region_without_prices_has_no_total_and_no_curve(client: Client) -> None:
    text = page(client, f"{VOLUME}&region=eu-west-1")
    assert "For Europe (Ireland) no pattern has all its prices." in text
    assert "There are totals for US East (N. Virginia) and Asia Pacific (Tokyo)." in text
    assert "no price here: Public IPv4 addresses" in text
    assert "no price for this Region" in text
    assert "Not in the total" not in text
    assert "cost-chart" not in text


def test_other_pages_can_show_it_in_short() -> None:
    with override("en"):
        visit = read_visit(RequestFactory().get(f"/en/recommendation/?{VOLUME}"))
        cost = cost_of(visit, date(2026, 11, 22))
        text = render_to_string("advisor/_cost.html", {"visit": visit, "cost": cost})
    assert "costs least" in text
    assert f'href="/en/cost/?{VOLUME}"' in text
    assert text.count("not a quote") == 1


# --- words ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "stale"),
    [
        ("2026-05-26", False),
        ("2026-05-25", True),
        ("2026", True),
        ("2026-06", False),
        (None, False),
    ],
)
def test_a_price_is_stale_after_180_days(day: str | None, stale: bool) -> None:  # noqa: FBT001 (by name)
    assert is_stale(day, date(2026, 11, 22)) is stale


def test_money_has_cents_and_separators() -> None:
    assert money(Fraction("1234567.885")) == "1,234,567.89"
    assert signed_money(Fraction(-1, 2)) == "\u22120.50"


@pytest.mark.parametrize(
    ("volume", "english", "japanese"),
    [
        ("35658755", "35.7\u00a0million", "3570万"),
        ("1000000000", "1\u00a0billion", "10億"),
        ("999", "999", "999"),
        ("10000", "10,000", "1万"),
        ("20000000000000", "20,000\u00a0billion", "20兆"),
    ],
)
def test_volumes_are_said_to_three_digits(volume: str, english: str, japanese: str) -> None:
    assert about(Fraction(volume), "en") == english
    assert about(Fraction(volume), "ja") == japanese


def test_ticks_are_short() -> None:
    assert [tick(Fraction(10) ** power, "en") for power in (2, 4, 6, 9)] == [
        "100",
        "10\u00a0k",
        "1\u00a0M",
        "1\u00a0B",
    ]
