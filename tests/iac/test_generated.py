"""Downloads made from answers: both formats take the same values and run through, unedited."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from itertools import product
from pathlib import Path

import pytest

from advisor.bundles.formats import list_items
from advisor.bundles.values import accepts
from advisor.catalog.model import ParameterType

from .bundles import Bundle, slug, with_both
from .cfn_yaml import load_template
from .deployment import Deployment, template_values
from .evaluation import Evaluation, parameter_problems
from .generated import Download, downloaded, downloads, unpack
from .linting import deployed
from .mapping import (
    dead_paths,
    disagreements,
    order_problems,
    read_map,
    unmapped,
    web_acl_differences,
)
from .odd_answers import odd_downloads
from .parity import pascal
from .proofs import CHOSEN, ODD, Proofs
from .schema_values import value_problems
from .state_rules import DEFAULT_RULES, STATE_RULES
from .template import Template, references
from .terraform import problems
from .tools import Tools

pytestmark = pytest.mark.iac
HOSTILE = (
    'x"\n}\nresource "null_resource" "x" {}',
    '${file("/etc/passwd")}',
    "%{ for x in y }",
    "x'; rm -rf ~; '",
    "$(reboot)",
    "`reboot`",
    '", "ParameterKey": "',
    "x: !Ref AWS::AccountId",
    "../../etc",
    "x\u202ey",
    "-rf",
    "a" * 600,
)


# What SAM would take for a reference, in texts that parameters may ask for.
REFERRING = ("${Typed}", "https://a.example/${Typed}", "/a/${Typed}", "a${Typed}@b.example")


def named(found: Sequence[tuple[Deployment, list[str]]]) -> dict[str, list[str]]:
    return {deployment.name: wrong for deployment, wrong in found if wrong}


@pytest.mark.parametrize("bundle", with_both(), ids=slug)
def test_answers_set_at_least_four_different_downloads(bundle: Bundle) -> None:
    assert len(downloads(bundle.slug)) >= CHOSEN


@pytest.mark.parametrize("bundle", with_both(), ids=slug)
def test_answers_that_nobody_chose_are_taken_as_they_come(bundle: Bundle) -> None:
    template = load_template(bundle.template.read_text("utf-8"))
    found = odd_downloads(bundle.slug)
    assert len({tuple(download.values.values()) for download in found}) > CHOSEN + ODD
    refused: dict[str, list[str]] = {}
    for download in found:
        values = template_values(download)
        wrong = parameter_problems(template, values) or Evaluation(template, values).broken_rules()
        refused |= {download.name: wrong} if wrong else {}
        assert len(given_to_terraform(download)) == len(values)
    assert refused == {}


@pytest.mark.parametrize("bundle", with_both(), ids=slug)
def test_every_generated_download_is_formatted_plans_applies_and_settles(
    bundle: Bundle, proof: Proofs
) -> None:
    made = proof(bundle).generated
    assert named([(one, problems(one.steps)) for one in made]) == {}
    assert [step.name for step in made[0].steps] == ["fmt", "validate", "plan", "apply", "plan"]


@pytest.mark.parametrize("bundle", with_both(), ids=slug)
def test_generated_parameters_are_accepted_by_the_template(bundle: Bundle) -> None:
    template = load_template(bundle.template.read_text("utf-8"))
    refused: dict[str, list[str]] = {}
    for download in downloads(bundle.slug):
        values = template_values(download)
        assert values.keys() == template["Parameters"].keys()
        wrong = parameter_problems(template, values) or Evaluation(template, values).broken_rules()
        refused |= {download.name: wrong} if wrong else {}
    assert refused == {}


@pytest.mark.parametrize("bundle", with_both(), ids=slug)
def test_the_linter_accepts_the_download_with_its_parameters(
    bundle: Bundle, tools: Tools, tmp_path: Path
) -> None:
    download = downloads(bundle.slug)[1]
    folder = unpack(download.cloudformation, tmp_path)
    assert (folder / "template.yaml").read_bytes() == bundle.template.read_bytes()
    # The linter wants lists as arrays, CloudFormation as text with commas: lists stay out of it.
    lists = {
        value.parameter.id for value in download.terraform.values if "list" in value.parameter.type
    }
    entries = json.loads((folder / "parameters.json").read_text("utf-8"))
    entries = [one for one in entries if one["ParameterKey"] not in set(map(pascal, lists))]
    (folder / "texts.json").write_text(json.dumps(entries), "utf-8")
    checks = ("--include-checks", "I", "--regions", "us-east-1")
    values = ("--parameter-files", str(folder / "texts.json"))
    program = str(tools.folder / "bin" / "cfn-lint")
    run = tools.execute([program, str(folder / "template.yaml"), *checks, *values])
    assert run.code == 0, run.text


@pytest.mark.parametrize("bundle", with_both(), ids=slug)
def test_the_cases_by_hand_turn_every_flag_the_other_way(bundle: Bundle) -> None:
    cases = [case for name, case in read_map(bundle.slug).cases.items() if "refused" not in name]
    flags = {
        value.parameter.id: value.parameter.default
        for value in downloads(bundle.slug)[0].terraform.values
        if value.parameter.type is ParameterType.FLAG
    }
    untried = [
        name
        for name, default in flags.items()
        if {case.get(name, default) for case in cases} == {default}
    ]
    assert untried == []


@pytest.mark.parametrize("bundle", with_both(), ids=slug)
def test_no_text_that_is_accepted_refers_to_anything(bundle: Bundle, tools: Tools) -> None:
    """SAM puts values in their place before CloudFormation looks for references."""
    parameters = [value.parameter for value in downloads(bundle.slug)[0].terraform.values]
    typed = {
        pascal(parameter.id): text
        for parameter in parameters
        if parameter.type is ParameterType.TEXT
        for text in REFERRING
        if accepts(parameter, text)
    }
    made = deployed(tools, bundle.template, typed)
    assert "Typed" not in references(made.body["Resources"])


@pytest.mark.parametrize("bundle", with_both(), ids=slug)
def test_both_formats_hold_the_same_resources_and_properties(bundle: Bundle, proof: Proofs) -> None:
    parity, proven = read_map(bundle.slug), proof(bundle)
    assert unmapped(parity, proven.template, bundle.terraform) == []
    found = [
        (one, disagreements(parity, one.evaluation(proven.template), one.applied))
        for one in proven.applied
        if one.applied
    ]
    assert named(found) == {}


@pytest.mark.parametrize("bundle", with_both(), ids=slug)
def test_both_formats_make_things_in_an_order_that_works(bundle: Bundle, proof: Proofs) -> None:
    parity, proven = read_map(bundle.slug), proof(bundle)
    template = Template(proven.template)
    found = [
        (one, order_problems(parity, template, one.applied))
        for one in proven.applied
        if one.applied
    ]
    assert named(found) == {}


@pytest.mark.parametrize("bundle", with_both(), ids=slug)
def test_a_web_acl_in_a_template_of_its_own_is_the_same_one(bundle: Bundle) -> None:
    assert web_acl_differences(bundle) == []


@pytest.mark.parametrize("bundle", with_both(), ids=slug)
def test_every_property_of_the_map_has_a_value_in_some_case(bundle: Bundle, proof: Proofs) -> None:
    proven = proof(bundle)
    pairs = [
        (one.evaluation(proven.template), one.applied) for one in proven.applied if one.applied
    ]
    assert dead_paths(read_map(bundle.slug), pairs) == []


@pytest.mark.parametrize("bundle", with_both(), ids=slug)
def test_both_formats_accept_and_refuse_the_same_values(bundle: Bundle, proof: Proofs) -> None:
    proven = proof(bundle)
    for one in proven.by_hand:
        taken_over = [
            value.parameter.id for value in one.download.terraform.values if value.refused
        ]
        assert taken_over == []
        expected = one.name.startswith("refused")
        assert one.refused is expected, (one.name, problems(one.steps))
        assert bool(one.refusals(proven.template)) is expected, one.name


@pytest.mark.parametrize("bundle", with_both(), ids=slug)
def test_literal_values_are_among_those_aws_documents(
    bundle: Bundle, proof: Proofs, tools: Tools
) -> None:
    made = [one.planned for one in proof(bundle).applied if one.planned]
    assert value_problems(tools, made) == []


@pytest.mark.parametrize("bundle", with_both(), ids=slug)
def test_what_terraform_makes_keeps_every_rule(bundle: Bundle, proof: Proofs) -> None:
    found = [
        (one, [wrong for rule in STATE_RULES for wrong in rule(one.applied)])
        for one in proof(bundle).applied
        if one.applied
    ]
    assert named(found) == {}


@pytest.mark.parametrize("bundle", with_both(), ids=slug)
def test_what_terraform_makes_of_the_defaults_keeps_the_rules_for_them(
    bundle: Bundle, proof: Proofs
) -> None:
    first = proof(bundle).generated[0]
    assert first.has_defaults
    assert first.applied
    assert [wrong for rule in DEFAULT_RULES for wrong in rule(first.applied)] == []


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("bundle", with_both(), ids=slug)
def test_a_hostile_project_name_reaches_no_file(bundle: Bundle, name: str) -> None:
    given = {"project_name": name}
    download = downloaded(bundle.slug, "hostile", {}, given)
    assert (
        download.values["project_name"]
        == downloaded(bundle.slug, "plain", {}).values["project_name"]
    )
    values = [
        file
        for made in (download.cloudformation, download.terraform)
        for file in made.files
        if file.path in {"parameters.json", "terraform.tfvars"}
    ]
    assert len(values) == 2
    assert not any(name in file.text for file in values)


@pytest.mark.parametrize("bundle", with_both(), ids=slug)
def test_a_hostile_value_stays_one_value_wherever_a_parameter_lets_it_through(
    bundle: Bundle,
) -> None:
    plain = downloaded(bundle.slug, "plain", {})
    for name, value in product(plain.values, HOSTILE):
        download = downloaded(bundle.slug, "hostile", {}, {name: value})
        if download.values[name] == value:
            assert template_values(download)[pascal(name)] == value
            assert given_to_terraform(download)[name] in (value, list(list_items(value)))
        assert len(given_to_terraform(download)) == len(plain.values)


def given_to_terraform(download: Download) -> dict[str, object]:
    """The values in terraform.tfvars, each of which must be one literal on one line."""
    file = download.terraform.file("terraform.tfvars")
    assert file is not None
    given = [line for line in file.text.splitlines() if not line.startswith("# ")]
    lines = [line.partition(" = ") for line in given]
    assert not any(re.search(r"(?<![$%])[$%](?:[$%]{2})*\{", text) for _name, _is, text in lines)
    literals = {name.strip(): text.replace("$${", "${") for name, _is, text in lines}
    return {name: json.loads(text.replace("%%{", "%{")) for name, text in literals.items()}
