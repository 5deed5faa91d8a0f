"""`manage.py cost`: the same figures in a terminal."""

from __future__ import annotations

import json
import re

import pytest
from django.core.management import call_command
from django.test import Client

from advisor.presentation.terminal import columns


def printed(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    call_command("cost", *words)
    return capsys.readouterr().out


def test_it_prints_lines_totals_and_break_even_points(capsys: pytest.CaptureFixture[str]) -> None:
    text = printed(capsys, "requests_per_month=1000000", "--region", "ap-northeast-1")
    assert "Asia Pacific (Tokyo), USD" in text
    assert "730 × 0.0243" in text
    assert "80.22" in text
    assert "Below about" in text
    assert text.rstrip().endswith("An estimate, not a quote.")


def test_it_says_over_which_volumes_and_what_is_ruled_out(
    capsys: pytest.CaptureFixture[str],
) -> None:
    text = printed(capsys, "requests_per_month=41000000", "response_body_mb=7")
    assert "From 10,000 to 1\u00a0billion requests a month:" in text
    assert "AppSync + DynamoDB (ruled out) costs less than ALB + ECS." in text
    assert "ruled out" not in printed(capsys, "requests_per_month=41000000")


def test_it_is_written_as_japanese_is(capsys: pytest.CaptureFixture[str]) -> None:
    text = printed(capsys, "requests_per_month=1000000", "--lang", "ja")
    assert "米国東部（バージニア北部）、USD" in text
    assert "HTTP API（百万リクエスト）" in text
    assert not re.search(r"[^\x00-\x7f] ?[(,:]|[),:][^\x00-\x7f]", text)
    rows = [re.match(r".*×.*\.\d\d(?=  )", line) for line in text.splitlines()]
    assert len({columns(row[0]) for row in rows if row}) == 1


def test_its_json_is_that_of_the_api(capsys: pytest.CaptureFixture[str], client: Client) -> None:
    found = json.loads(printed(capsys, "requests_per_month=5000", "--format", "json"))
    api = client.get("/api/v1/cost?requests_per_month=5000&lang=en").json()
    assert found == {key: value for key, value in api.items() if key != "notices"}


def test_its_csv_is_that_of_the_api(capsys: pytest.CaptureFixture[str], client: Client) -> None:
    found = printed(capsys, "requests_per_month=5000", "--format", "csv", "--lang", "ja")
    api = client.get("/api/v1/cost.csv?requests_per_month=5000&lang=ja").content.decode()
    assert found.splitlines() == api.splitlines()


@pytest.mark.parametrize(
    ("words", "part"),
    [
        ([], "Without “requests_per_month” there is no total."),
        (["requests_per_month=many"], "needs a number"),
        (["requests_per_month=1", "colour=blue"], "no question “colour”"),
        (["requests_per_month=1", "--region", "mars"], "no prices for the Region “mars”"),
    ],
)
def test_what_it_cannot_use_it_says_and_ends_with_2(
    capsys: pytest.CaptureFixture[str], words: list[str], part: str
) -> None:
    with pytest.raises(SystemExit) as ended:
        call_command("cost", *words)
    assert ended.value.code == 2
    assert part in capsys.readouterr().err


def test_a_region_without_a_price_names_it(capsys: pytest.CaptureFixture[str]) -> None:
    text = printed(capsys, "requests_per_month=1", "--region", "eu-west-1")
    assert "No price here for: Public IPv4 addresses" in text
