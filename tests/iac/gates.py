"""Everything that a bundle must pass, in the order of what it costs to ask."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import cached_property, partial
from itertools import chain
from pathlib import Path
from typing import Any

import yaml

from .bundles import Bundle
from .cases import forbidden_cases
from .cfn_yaml import load_template
from .commands import command_problems, surroundings
from .deployment import Deployment, site
from .generated import Download, downloaded, downloads
from .graphql_schema import InvalidSchema, definitions, fields_without_resolver, root_fields
from .hcl_variables import configuration_text, read_variables, used_variables
from .linting import SAM_OUTPUT_EXEMPT, TranslationFailed, deployed, lint, regions_of
from .mapping import (
    ParityMap,
    disagreements,
    order_problems,
    read_map,
    unmapped,
    web_acl_differences,
)
from .mutation import Mutant, mutated
from .outputs import output_differences
from .parity import template_problems, variable_problems
from .proofs import Proof
from .rules import RULES
from .schema_values import value_problems
from .security import exempt, findings
from .shipped_files import (
    handlers_without_code,
    inline_texts,
    missing_paths,
    settings_of_code,
    template_paths,
    terraform_paths,
    unused_sources,
)
from .source_rules import SOURCE_RULES, blocks_of, unpinned_versions
from .stacks import deploy, telling_cases
from .state_rules import DEFAULT_RULES, STATE_RULES
from .template import Template
from .terraform import CannotInitialise, problems
from .terraform_tests import run_tests
from .tools import PROJECT, Tools

PATIENCE = 60
"""Seconds that one file of tests may take; unbroken ones take a few."""
Gate = Callable[[Bundle], Iterator[str]]
ANSWERED = 3
"""Sets of answers with which a mutant is tried, besides those of the parity map."""


class Gates:
    """The checks a bundle must pass, the quick ones first, for one pattern's mutants."""

    def __init__(self, tools: Tools, checkov: Tools, proof: Proof) -> None:
        self._tools = tools
        self._checkov = checkov
        self._shipped = proof.bundle
        self._proven = proof.all
        self._parity = read_map(proof.bundle.slug)

    @property
    def cases(self) -> list[Download]:
        """What a broken configuration is tried with, the most telling first."""
        slug = self._shipped.slug
        by_hand = self._parity.cases.items()
        return [
            *(downloaded(slug, name, {}, given) for name, given in by_hand),
            *downloads(slug)[:ANSWERED],
        ]

    @cached_property
    def template(self) -> dict[str, Any]:
        return load_template(self._shipped.template.read_text("utf-8"))

    def caught_by(self, mutant: Mutant, scratch: Path) -> tuple[str, str] | None:
        """The gate that notices and what it says; None where all let it pass."""
        bundle = mutated(self._shipped, mutant, scratch)
        return self._noticed(self._gates(mutant.format, Path(mutant.file).suffix), bundle)

    def false_alarm(self, format_name: str, scratch: Path) -> tuple[str, str] | None:
        """What the gates say of an unbroken copy, which should be nothing."""
        folder = scratch / "patterns_catalog" / self._shipped.slug / "bundles"
        shutil.copytree(self._shipped.folder, folder)
        return self._noticed(self._gates(format_name, ""), Bundle(folder))

    @staticmethod
    def _noticed(gates: list[tuple[str, Gate]], bundle: Bundle) -> tuple[str, str] | None:
        for name, gate in gates:
            try:
                found = next(iter(gate(bundle)), None)
            except Exception as broken:  # a test that stops with an error is red as well
                found = f"{type(broken).__name__}: {broken}"
            if found is not None:
                return name, found
        return None

    def _gates(self, format_name: str, suffix: str) -> list[tuple[str, Gate]]:
        """Code is first asked for by its own tests, which are slow for anything else."""
        code: list[tuple[str, Gate]] = [("node", self._node)]
        told: list[tuple[str, Gate]] = [("commands", partial(self._commands, format_name))]
        if format_name == "cloudformation":
            first: list[tuple[str, Gate]] = [
                ("parse", self._parse),
                ("parameters", self._template_parameters),
                ("files", self._template_files),
                ("parity", self._template_parity),
                ("rules", self._template_rules),
            ]
            last: list[tuple[str, Gate]] = [("cfn-lint", self._lint), ("stacks", self._stacks)]
        else:
            first = [
                ("parameters", self._variables),
                ("files", self._terraform_files),
                ("rules", self._source_rules),
            ]
            last = [("terraform", self._terraform), ("tests", self._terraform_tests)]
        slow: list[tuple[str, Gate]] = [("checkov", partial(self._security, format_name))]
        is_code = suffix not in {".yaml", ".tf"}
        return [*first, *told, *(code if is_code else []), *last, *([] if is_code else code), *slow]

    def _parse(self, bundle: Bundle) -> Iterator[str]:
        for path in bundle.templates:
            try:
                load_template(path.read_text("utf-8"))
            except (ValueError, yaml.YAMLError) as problem:
                yield str(problem)

    def _template_parameters(self, bundle: Bundle) -> Iterator[str]:
        template = Template(load_template(bundle.template.read_text("utf-8")))
        yield from template_problems(bundle.parameters(), template)

    def _template_files(self, bundle: Bundle) -> Iterator[str]:
        template = Template(load_template(bundle.template.read_text("utf-8")))
        folder = bundle.lay_out(bundle.template.parent, bundle.folder.parent / "laid-out")
        yield from missing_paths(folder, template_paths(template))
        yield from handlers_without_code(template, folder)
        yield from settings_of_code(template, folder)
        texts = list(chain.from_iterable(inline_texts(path) for path in bundle.templates))
        yield from unused_sources(folder, template_paths(template), texts)

    def _template_parity(self, bundle: Bundle) -> Iterator[str]:
        body = load_template(bundle.template.read_text("utf-8"))
        yield from unmapped(self._parity, body, self._shipped.terraform)
        for one in self._proven:
            yield from _compared(self._parity, body, one)
        yield from web_acl_differences(bundle)

    def _template_rules(self, bundle: Bundle) -> Iterator[str]:
        for path in bundle.templates:
            try:
                template = deployed(self._tools, path)
            except TranslationFailed as problem:
                yield str(problem)
                return
            for rule in RULES:
                yield from rule(template)
            try:
                for schema in definitions(template):
                    yield from fields_without_resolver(root_fields(self._tools, schema), template)
            except InvalidSchema as problem:
                yield str(problem)

    def _lint(self, bundle: Bundle) -> Iterator[str]:
        for path in bundle.templates:
            template = Template(load_template(path.read_text("utf-8")))
            regions = regions_of(template)
            yield from filter(None, [lint(self._tools, path, regions)])
            if template.is_sam:
                output = bundle.folder / "translated.json"
                output.write_text(json.dumps(deployed(self._tools, path).body), "utf-8")
                yield from filter(None, [lint(self._tools, output, regions, SAM_OUTPUT_EXEMPT)])

    def _commands(self, format_name: str, bundle: Bundle) -> Iterator[str]:
        source = bundle.folder / format_name
        folder = bundle.lay_out(source, bundle.folder.parent / "commands")
        around = surroundings(folder, bundle.template, bundle.terraform)
        yield from command_problems(self._tools, around)

    def _node(self, bundle: Bundle) -> Iterator[str]:
        """The code's own tests, on a copy of them beside the changed bundle."""
        root = bundle.folder.parents[2]
        tests = root / "tests" / "bundles" / bundle.slug
        shutil.copytree(PROJECT / "tests" / "bundles" / bundle.slug, tests)
        modules = PROJECT / "tests" / "bundles" / "node_modules"
        if modules.exists():
            (tests.parent / "node_modules").symlink_to(modules)
        files = sorted(map(str, tests.rglob("*.test.mjs")))
        yield from failing_code(root, files)

    def _variables(self, bundle: Bundle) -> Iterator[str]:
        folder = bundle.terraform
        try:
            variables = read_variables(folder)
        except ValueError as problem:
            yield str(problem)
            return
        yield from variable_problems(bundle.parameters(), variables, used_variables(folder))

    def _terraform_files(self, bundle: Bundle) -> Iterator[str]:
        folder = bundle.lay_out(bundle.terraform, bundle.folder.parent / "laid-out")
        yield from missing_paths(folder, terraform_paths(folder))
        yield from unused_sources(folder, terraform_paths(folder), [])

    def _source_rules(self, bundle: Bundle) -> Iterator[str]:
        for rule in SOURCE_RULES:
            yield from rule(blocks_of(bundle.terraform))
        yield from unpinned_versions(configuration_text(bundle.terraform))

    def _terraform(self, bundle: Bundle) -> Iterator[str]:
        yield from unmapped(self._parity, self.template, bundle.terraform)
        try:
            with site(self._tools, bundle, bundle.folder.parent / "site") as place:
                for case in self.cases:
                    yield from self._deployed(place.deploy(case))
                for values in forbidden_cases(bundle.parameters()):
                    yield from (f"{name}: accepts anything" for name in place.accepted(values))
        except CannotInitialise as problem:
            yield str(problem)

    def _terraform_tests(self, bundle: Bundle) -> Iterator[str]:
        scratch = bundle.folder.parent / "terraform-tests"
        folder = bundle.lay_out(bundle.terraform, scratch / "configuration")
        step = run_tests(self._tools, bundle, scratch, folder)
        if not step.passed:
            yield step.complaint

    def _stacks(self, bundle: Bundle) -> Iterator[str]:
        """The defaults changed to what answers set, every flag, everything that exists."""
        for outcome in deploy(self._tools, bundle.template, telling_cases(bundle)):
            if not outcome.refused:
                yield from outcome.problems()

    def _security(self, format_name: str, bundle: Bundle) -> Iterator[str]:
        folder = bundle.folder.parent / "checkov"
        bundle.lay_out(bundle.folder / format_name, folder / bundle.slug / format_name)
        for found in findings(self._checkov, folder):
            if (bundle.slug, found.check) not in exempt():
                yield str(found)

    def _deployed(self, one: Deployment) -> Iterator[str]:
        if not one.refused:  # how it is laid out says nothing of what is broken
            yield from problems(step for step in one.steps if step.name != "fmt")
        yield from _compared(self._parity, self.template, one)
        if one.applied and one.planned:
            yield from value_problems(self._tools, [one.planned])
            for rule in (*STATE_RULES, *(DEFAULT_RULES if one.has_defaults else ())):
                yield from rule(one.applied)


def _compared(parity: ParityMap, template: dict[str, Any], one: Deployment) -> Iterator[str]:
    """What a template and an applied configuration do not have in common, for one set of values."""
    refusals = one.refusals(template)
    if bool(refusals) != one.refused:
        yield f"{one.name}: {refusals or 'accepted'}, Terraform {'refused' * one.refused}"
    elif one.applied:
        stack = one.evaluation(template)
        yield from disagreements(parity, stack, one.applied)
        yield from output_differences(parity, stack, one.applied)
        yield from order_problems(parity, Template(template), one.applied)


def failing_code(folder: Path, files: Sequence[str], *, patience: int = PATIENCE) -> Iterator[str]:
    """What fails under node's test runner; broken code may also never come to an end."""
    command = ["node", "--test", f"--test-timeout={patience * 1000}", *files]
    with subprocess.Popen(
        command, cwd=folder, stdout=subprocess.PIPE, text=True, start_new_session=True
    ) as running:
        try:
            output, _errors = running.communicate(timeout=2 * patience)
        except subprocess.TimeoutExpired:
            output = f"failing tests: not over after {2 * patience} s"
        finally:
            with suppress(ProcessLookupError):  # what the tests started and left running
                os.killpg(running.pid, signal.SIGKILL)
        if running.wait():
            yield output.rpartition("failing tests:")[2][:400]
