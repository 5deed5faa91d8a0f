"""Bundles with one thing broken, and the gates that must notice.

mutants/<slug>.yaml holds the ways to break each format of a bundle as replacements of text. A
mutant whose text is not found is an error: the bundle has moved on and so must the mutant.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import Any

import yaml

from .bundles import Bundle
from .cases import forbidden_cases
from .cfn_yaml import load_template
from .deployment import Deployment, site
from .generated import Download, downloaded, downloads
from .graphql_schema import definitions, fields_without_resolver, root_fields
from .hcl_variables import read_variables, used_variables
from .linting import SAM_OUTPUT_EXEMPT, TranslationFailed, deployed, lint, regions_of
from .mapping import ParityMap, disagreements, order_problems, read_map, unmapped
from .parity import template_problems, variable_problems
from .proofs import Proof
from .rules import RULES
from .schema_values import value_problems
from .shipped_files import (
    handlers_without_code,
    inline_texts,
    missing_paths,
    template_paths,
    terraform_paths,
    unused_sources,
)
from .source_rules import SOURCE_RULES, blocks_of
from .state_rules import STATE_RULES
from .template import Template
from .terraform import CannotInitialise, problems
from .tools import PROJECT, Tools

MUTANTS = PROJECT / "tests" / "iac" / "mutants"
FORMATS = ("cloudformation", "terraform")
ANSWERED = 3
"""Sets of answers with which a mutant is tried, besides those of the parity map."""


class StaleMutant(Exception):
    """The text that a mutant replaces is not there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutant:
    """`file` stands below the bundle's folder; the first `find` in it becomes `replace`."""

    slug: str
    format: str
    name: str
    file: str
    find: str
    replace: str

    def __str__(self) -> str:
        return f"{self.slug} {self.format}: {self.name}"

    def applied_to(self, text: str) -> str:
        if self.find not in text:
            raise StaleMutant(f"{self}: {self.file} has no text {self.find!r}")
        changed = text.replace(self.find, self.replace, 1)
        if changed == text:
            raise StaleMutant(f"{self}: changes nothing")
        return changed


def read_mutants(slug: str, folder: Path = MUTANTS) -> list[Mutant]:
    body = yaml.safe_load((folder / f"{slug}.yaml").read_text("utf-8"))
    return [
        Mutant(slug=slug, format=name, name=found["name"], **_change(name, found))
        for name in FORMATS
        for found in body[name]
    ]


def _change(format_name: str, found: dict[str, str]) -> dict[str, str]:
    given = found.get("file", "template.yaml" if format_name == "cloudformation" else "main.tf")
    file = given if given.startswith("shared/") else f"{format_name}/{given}"
    return {"file": file, "find": found["find"], "replace": found.get("replace", "")}


def mutated(bundle: Bundle, mutant: Mutant, target: Path) -> Bundle:
    """A copy of `bundle` with the mutant's change, laid out as the project is. `target` is new."""
    folder = target / "patterns_catalog" / bundle.slug / "bundles"
    shutil.copytree(bundle.folder, folder)
    path = folder / mutant.file
    path.write_text(mutant.applied_to(path.read_text("utf-8")), "utf-8")
    return Bundle(folder)


class Gates:
    """The checks a bundle must pass, the quick ones first, for one pattern's mutants."""

    def __init__(self, tools: Tools, proof: Proof) -> None:
        self._tools = tools
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
        return self._noticed(mutant.format, mutated(self._shipped, mutant, scratch))

    def false_alarm(self, format_name: str, scratch: Path) -> tuple[str, str] | None:
        """What the gates say of an unbroken copy, which should be nothing."""
        folder = scratch / "patterns_catalog" / self._shipped.slug / "bundles"
        shutil.copytree(self._shipped.folder, folder)
        return self._noticed(format_name, Bundle(folder))

    def _noticed(self, format_name: str, bundle: Bundle) -> tuple[str, str] | None:
        for name, gate in self._gates(format_name):
            found = next(iter(gate(bundle)), None)
            if found is not None:
                return name, found
        return None

    def _gates(self, format_name: str) -> list[tuple[str, Callable[[Bundle], Iterator[str]]]]:
        if format_name == "cloudformation":
            return [
                ("parse", self._parse),
                ("parameters", self._template_parameters),
                ("files", self._template_files),
                ("parity", self._template_parity),
                ("rules", self._template_rules),
                ("cfn-lint", self._lint),
                ("node", self._node),
            ]
        return [
            ("parameters", self._variables),
            ("files", self._terraform_files),
            ("node", self._node),
            ("terraform", self._terraform),
        ]

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
            for schema in definitions(template):
                yield from fields_without_resolver(root_fields(self._tools, schema), template)

    def _lint(self, bundle: Bundle) -> Iterator[str]:
        for path in bundle.templates:
            template = Template(load_template(path.read_text("utf-8")))
            regions = regions_of(template)
            yield from filter(None, [lint(self._tools, path, regions)])
            if template.is_sam:
                output = bundle.folder / "translated.json"
                output.write_text(json.dumps(deployed(self._tools, path).body), "utf-8")
                yield from filter(None, [lint(self._tools, output, regions, SAM_OUTPUT_EXEMPT)])

    def _node(self, bundle: Bundle) -> Iterator[str]:
        """The code's own tests, on a copy of them beside the changed bundle."""
        root = bundle.folder.parents[2]
        tests = root / "tests" / "bundles" / bundle.slug
        shutil.copytree(PROJECT / "tests" / "bundles" / bundle.slug, tests)
        modules = PROJECT / "tests" / "bundles" / "node_modules"
        if modules.exists():
            (tests.parent / "node_modules").symlink_to(modules)
        files = sorted(map(str, tests.rglob("*.test.mjs")))
        run = subprocess.run(
            ["node", "--test", *files], cwd=root, capture_output=True, text=True, check=False
        )
        if run.returncode:
            yield run.stdout.rpartition("failing tests:")[2][:400]

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

    def _terraform(self, bundle: Bundle) -> Iterator[str]:
        yield from unmapped(self._parity, self.template, bundle.terraform)
        for rule in SOURCE_RULES:
            yield from rule(blocks_of(bundle.terraform))
        try:
            with site(self._tools, bundle, bundle.folder.parent / "site") as place:
                for case in self.cases:
                    yield from self._deployed(place.deploy(case))
                for values in forbidden_cases(bundle.parameters()):
                    yield from (f"{name}: accepts anything" for name in place.accepted(values))
        except CannotInitialise as problem:
            yield str(problem)

    def _deployed(self, one: Deployment) -> Iterator[str]:
        if not one.refused:  # how it is laid out says nothing of what is broken
            yield from problems(step for step in one.steps if step.name != "fmt")
        yield from _compared(self._parity, self.template, one)
        if one.applied and one.planned:
            yield from value_problems(self._tools, [one.planned])
            for rule in STATE_RULES:
                yield from rule(one.applied)


def _compared(parity: ParityMap, template: dict[str, Any], one: Deployment) -> Iterator[str]:
    """What a template and an applied configuration do not have in common, for one set of values."""
    refusals = one.refusals(template)
    if bool(refusals) != one.refused:
        yield f"{one.name}: {refusals or 'accepted'}, Terraform {'refused' * one.refused}"
    elif one.applied:
        yield from disagreements(parity, one.evaluation(template), one.applied)
        yield from order_problems(parity, Template(template), one.applied)


def web_acl_differences(bundle: Bundle) -> list[str]:
    """A web ACL in a template of its own is the one of the main template."""
    main = load_template(bundle.template.read_text("utf-8"))["Resources"]
    return [
        f"{path.name}: {name} differs from the one in template.yaml"
        for path in bundle.templates
        if path != bundle.template
        for name, body in load_template(path.read_text("utf-8"))["Resources"].items()
        if body.get("Properties") != main.get(name, {}).get("Properties")
    ]
