"""Stacks are created, updated and deleted in moto, with no type of resource left out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import pytest

from .bundles import Bundle, all_templates, slug, template_id, with_template
from .stacks import Case, Outcome, cases, deploy
from .tools import Tools

pytestmark = pytest.mark.iac
PROCESSES = 2

Deployed = Callable[[Bundle], list[Outcome]]


@pytest.fixture(scope="module")
def outcomes(tools: Tools) -> Iterator[Deployed]:
    """What came of every case of a bundle; all bundles are deployed together, two at a time."""
    with ThreadPoolExecutor(PROCESSES) as pool:
        made: dict[str, Future[list[Outcome]]] = {
            bundle.slug: pool.submit(deploy, tools, bundle.template, cases(bundle))
            for bundle in with_template()
        }
        yield lambda bundle: made[bundle.slug].result()


def problems_of(outcomes: list[Outcome]) -> dict[str, list[str]]:
    return {one.case.name: found for one in outcomes if (found := one.problems())}


@pytest.mark.parametrize("bundle", with_template(), ids=slug)
def test_stacks_from_defaults_and_answers_are_made_changed_and_removed(
    bundle: Bundle, outcomes: Deployed
) -> None:
    filled = [outcome for outcome in outcomes(bundle) if outcome.case.changed]
    refused = {
        outcome.case.name: outcome.record["refused"] for outcome in filled if outcome.refused
    }
    assert refused == {}
    found = {outcome.case.name: problems for outcome in filled if (problems := outcome.problems())}
    assert found == {}


@pytest.mark.parametrize("bundle", with_template(), ids=slug)
def test_every_option_makes_a_stack_or_is_refused_by_a_rule(
    bundle: Bundle, outcomes: Deployed
) -> None:
    options = [outcome for outcome in outcomes(bundle) if not outcome.case.changed]
    made = [outcome for outcome in options if not outcome.refused]
    assert problems_of(made) == {}
    assert made, [outcome.record for outcome in options]


def more_templates() -> list[Path]:
    return [path for path in all_templates() if path.name != "template.yaml"]


@pytest.mark.parametrize("path", more_templates(), ids=template_id)
def test_a_template_for_another_region_makes_a_stack(path: Path, tools: Tools) -> None:
    [outcome] = deploy(tools, path, [Case(name="defaults", parameters={})])
    assert outcome.problems() == []


SOUND = """
Parameters:
  Named: {Type: String, Default: 'true'}
Conditions:
  IsNamed: !Equals [!Ref Named, 'true']
Resources:
  Log:
    Type: AWS::Logs::LogGroup
    Properties: {RetentionInDays: 30}
  Policy:
    Type: AWS::CloudFront::CachePolicy
    Condition: IsNamed
    Properties: {CachePolicyConfig: {Name: a, MinTTL: 0, DefaultTTL: 1, MaxTTL: 1}}
Outputs:
  Group: {Value: !Ref Log}
  Policy: {Condition: IsNamed, Value: !Ref Policy}
"""


def outcome_of(tools: Tools, folder: Path, text: str, **parameters: str) -> Outcome:
    path = folder / "template.yaml"
    path.write_text(text, "utf-8")
    [outcome] = deploy(tools, path, [Case(name="one", parameters=parameters)])
    return outcome


def test_a_sound_template_makes_a_stack(tools: Tools, tmp_path: Path) -> None:
    outcome = outcome_of(tools, tmp_path, SOUND)
    assert outcome.problems() == []
    assert set(outcome.record["created"]["outputs"]) == {"Group", "Policy"}


@pytest.mark.parametrize(
    ("sound", "defect", "expected"),
    [
        ("!Ref Log}", "!GetAtt Log.Colour}", "not support attribute type Colour"),
        ("{Condition: IsNamed, Value", "{Value", "Policy"),
        ("Days: 30", "Days: many", "invalid literal"),
        ("AWS::Logs::LogGroup", "AWS::Logs::LogGrupe", "LogGrupe"),
        ("{Value: !Ref Log}", "{Value: ''}", "the output Group is ''"),
    ],
    ids=["attribute", "left out by condition", "shape", "type", "empty output"],
)
def test_a_defect_of_a_stack_is_found(
    tools: Tools, tmp_path: Path, sound: str, defect: str, expected: str
) -> None:
    assert sound in SOUND
    outcome = outcome_of(tools, tmp_path, SOUND.replace(sound, defect), Named="false")
    assert expected in " ".join(outcome.problems())


def test_values_that_a_rule_forbids_are_refused(tools: Tools, tmp_path: Path) -> None:
    rule = "Rules:\n  No:\n    Assertions: [{Assert: !Equals [!Ref Named, 'true']}]\n"
    assert outcome_of(tools, tmp_path, rule + SOUND, Named="false").refused
    assert not outcome_of(tools, tmp_path, rule + SOUND, Named="true").refused
