"""What a reader can work out again from two printed numbers agrees with what is printed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from urllib.parse import parse_qsl

import pytest
from django.utils.translation import override

from advisor.advice import Advice, advise
from advisor.presentation.firmness import FirmnessView, firmness_view
from advisor.presentation.panel import PanelView
from advisor.presentation.payload import recommendation_payload
from advisor.presentation.result import ResultView
from advisor.questionnaire import parse_answers
from tests.api.test_flips import drawn
from tests.web.asking import as_number, catalog

POINTS = re.compile(r"[−+]?\d+\.\d")


def asked(seed: int) -> FirmnessView:
    parsed = parse_answers(catalog().questionnaire, drawn(seed))
    return firmness_view(advise(catalog(), parsed.answers), "en")


def losses(view: FirmnessView) -> Iterator[tuple[str, str, Decimal]]:
    """Of every pattern that is not first, the questions it loses most on, as printed."""
    labels = [question.label.in_language("en") for question in catalog().questionnaire.questions]
    for other in view.others:
        if other.why.startswith("Loses most on "):
            for label in labels:
                loss = re.search(rf" {re.escape(label)} \((−\d+\.\d)\)", other.why)
                if loss:
                    yield other.pattern.slug, label, as_number(loss[1])


def on(view: FirmnessView, slug: str, label: str) -> Decimal:
    lines = view.result.of(slug).lines
    return sum((line.points for line in lines if line.label == label), Decimal(0))


def test_a_loss_is_the_difference_of_two_ledgers() -> None:
    seen = 0
    for seed in range(40):
        with override("en"):
            view = asked(seed)
            found = list(losses(view))
        if len(view.result.first) != 1:
            continue
        first = view.result.first[0].pattern.slug
        for slug, label, points in found:
            assert points == on(view, slug, label) - on(view, first, label), (seed, slug, label)
            seen += 1
    assert seen > 50


def test_in_json_a_loss_is_the_difference_of_the_points_beside_it() -> None:
    seen = 0
    for seed in range(40):
        advice = advise(catalog(), parse_answers(catalog().questionnaire, drawn(seed)).answers)
        payload = recommendation_payload(advice, (), "en")
        points = {item["pattern"]: item["contributions"] for item in payload["ranking"]}
        for other in payload["others"]:
            for loss in other["losses"]:
                own, first = (
                    sum(line["points"] for line in points[slug] if line["trait"] == loss["trait"])
                    for slug in (other["pattern"], payload["first"][-1])
                )
                assert loss["points"] == pytest.approx(own - first)
                assert loss["points"] == round(loss["points"], 2)
                seen += 1
        for layers in payload["composition"]:
            for front in layers["add_ons"]:
                parts = [part["points"] for part in (*front["gains"], *front["costs"])]
                assert front["net"] == pytest.approx(sum(parts))
    assert seen > 50


def test_gains_and_costs_of_a_front_add_up_to_what_it_brings() -> None:
    seen = 0
    for seed in range(120):
        with override("en"):
            view = asked(seed)
            fronts = [front for layers in view.layers for front in layers.add_ons]
        slugs = [leader.pattern.slug for leader in view.in_front] if view.enough else []
        exact = [x for layers in view.analysis.layers_of(slugs) for x in layers.add_ons]
        for front, behind in zip(fronts, exact, strict=True):
            parts = POINTS.findall(f"{front.gains} {front.costs}")
            assert sum(map(as_number, parts)) == as_number(front.net), (seed, front)
            assert abs(Fraction(as_number(front.net)) - behind.net) <= Fraction(1, 20)
            seen += len(parts) > 1
    assert seen


@pytest.mark.parametrize("seed", range(6))
def test_a_lead_is_the_difference_of_two_scores(seed: int) -> None:
    result = asked(seed).result
    if result.lead is not None:
        assert result.lead == result.feasible[0].score - result.feasible[1].score


@pytest.mark.parametrize(
    ("pairs", "effect"),
    [
        ("portability=high&tenancy=multi&global_reach=worldwide&latency=low", "stays"),
        ("traffic_shape=spiky&ops_tolerance=none&static_share=most&migration=rewrite", "stays"),
        ("existing_app=legacy-vm&edge_logic=headers-auth&cost_priority=high&latency=low", "stays"),
        ("content=realtime&realtime=server-push&offline_sync=yes", "grew"),
    ],
)
def test_a_lead_that_only_rounding_moves_has_not_grown_or_shrunk(pairs: str, effect: str) -> None:
    given = parse_qsl(pairs)
    before, after = (
        advise(catalog(), parse_answers(catalog().questionnaire, found).answers)
        for found in (given[:-1], given)
    )
    with override("en"):
        panel = PanelView(firmness=firmness_view(after, "en"), before=before)
        leads = [result.lead for result in (panel.result, asked_view(before))]
        assert leads[0] != leads[1]
        assert effect in panel.effect


def asked_view(advice: Advice) -> ResultView:
    return firmness_view(advice, "en").result
