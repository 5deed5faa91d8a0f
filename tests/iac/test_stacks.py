"""Stacks are created, updated and deleted in moto, with no type of resource left out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import pytest

from .bundles import Bundle, all_templates, slug, template_id, with_template
from .cfn_yaml import load_template
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


RULE = "Rules:\n  No:\n    Assertions: [{Assert: !Equals [!Ref Named, 'true']}]\n"
# By name: what stands in the sound template, what takes its place, and what is then said.
DEFECTS = {
    "attribute": ("!Ref Log}", "!GetAtt Log.Colour}", "not support attribute type Colour"),
    "left out by condition": ("{Condition: IsNamed, Value", "{Value", "Policy"),
    "shape": ("Days: 30", "Days: many", "invalid literal"),
    "type": ("AWS::Logs::LogGroup", "AWS::Logs::LogGrupe", "LogGrupe"),
    "empty output": ("{Value: !Ref Log}", "{Value: ''}", "the output Group is ''"),
}


def toy(name: str, text: str, named: str) -> Case:
    return Case(name=name, template=load_template(text), parameters={"Named": named})


@pytest.fixture(scope="module")
def toys(tools: Tools) -> dict[str, Outcome]:
    """What came of the sound template and of each defect; one process, as starting one is slow."""
    chosen = [toy("sound", SOUND, "true"), toy("unnamed", SOUND, "false")]
    chosen += [toy("allowed", RULE + SOUND, "true"), toy("forbidden", RULE + SOUND, "false")]
    chosen += [
        toy(name, SOUND.replace(sound, defect), "false")
        for name, (sound, defect, _said) in DEFECTS.items()
    ]
    path = all_templates()[0]
    return {one.case.name: one for one in deploy(tools, path, chosen)}


def test_a_sound_template_makes_a_stack(toys: dict[str, Outcome]) -> None:
    assert toys["sound"].problems() == []
    assert set(toys["sound"].record["created"]["outputs"]) == {"Group", "Policy"}
    assert set(toys["unnamed"].record["created"]["outputs"]) == {"Group"}


@pytest.mark.parametrize("name", DEFECTS)
def test_a_defect_of_a_stack_is_found(toys: dict[str, Outcome], name: str) -> None:
    sound, _defect, said = DEFECTS[name]
    assert sound in SOUND
    assert said in " ".join(toys[name].problems())


def test_values_that_a_rule_forbids_are_refused(toys: dict[str, Outcome]) -> None:
    assert toys["forbidden"].refused
    assert not toys["allowed"].refused
