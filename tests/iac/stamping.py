"""Runs the gates of verification.yaml and writes beside each bundle what it passed."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from xml.etree import ElementTree

import yaml

from advisor.catalog.verification import STAMP_FILE, digest

from .bundles import CATALOG, Bundle, all_bundles
from .cfn_yaml import load_template
from .known_names import known_names
from .security import find_checkov
from .template import Template
from .terraform import PROVIDER_VERSIONS
from .tools import PROJECT, Tools, find_tools

PINNED = {"cfn-lint": "cfn-lint", "SAM translator": "aws-sam-translator", "moto": "moto"}
_VERSION = "import sys; from importlib.metadata import version; print(version(sys.argv[1]))"

Counts = Mapping[str, Mapping[str, int]]


class GatesFailed(Exception):
    """Some test of the gates did not pass; pytest has said which."""


def gates() -> dict[str, list[str]]:
    """The modules of tests by gate."""
    loaded = yaml.safe_load((CATALOG / "verification.yaml").read_text("utf-8"))
    return {gate["id"]: gate["tests"] for gate in loaded["gates"]}


def run_gates(report: Path) -> None:
    """Raises GatesFailed. CI=true, so that a test without its tools fails and is not skipped."""
    modules = sorted({module for found in gates().values() for module in found})
    paths = [f"tests/iac/{module}.py" for module in modules]
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *paths]
    environment = {**os.environ, "CI": "true"}
    if subprocess.run(
        [*command, f"--junitxml={report}"], cwd=PROJECT, env=environment, check=False
    ).returncode:
        raise GatesFailed


def passed(report: Path, slugs: Iterable[str]) -> dict[str, Counter[str]]:
    """By pattern: how many tests of each gate were about it, all of them passed."""
    gate_of = {module: gate for gate, found in gates().items() for module in found}
    counts: dict[str, Counter[str]] = {slug: Counter() for slug in slugs}
    for case in ElementTree.parse(report).iter("testcase"):
        module = case.attrib["classname"].rpartition(".")[2]
        about = re.search(r"\[(.+)\]$", case.attrib["name"])
        for slug, counted in counts.items():
            if about and re.match(rf"{slug}(-|$)", about[1]):
                counted[gate_of[module]] += 1
    return counts


def versions(tools: Tools, checkov: Tools) -> dict[str, str]:
    found = {name: _installed(tools, package) for name, package in PINNED.items()}
    terraform = tools.execute([*tools.module("terraform_cli"), "version", "-json"])
    found["Terraform"] = json.loads(terraform.output)["terraform_version"]
    found["hashicorp/aws"] = PROVIDER_VERSIONS["aws"]
    found["checkov"] = _installed(checkov, "checkov")
    found["Node.js"] = tools.execute(["node", "--version"]).output.strip().removeprefix("v")
    return found


def _installed(tools: Tools, package: str) -> str:
    return tools.execute([tools.python, "-c", _VERSION, package]).output.strip()


def files_of(bundle: Bundle) -> dict[str, bytes]:
    """Every file of the bundle by its path, as the catalog's reader sees them."""
    paths = [path for path in sorted(bundle.folder.rglob("*")) if path.is_file()]
    return {path.relative_to(bundle.folder).as_posix(): path.read_bytes() for path in paths}


def runtimes(bundle: Bundle) -> dict[str, str]:
    """The runtimes of the bundle's functions by default, and when AWS stops supporting each."""
    template = Template(load_template(bundle.template.read_text("utf-8")))
    shared = template.body.get("Globals", {}).get("Function", {})
    kinds = ("AWS::Lambda::Function", "AWS::Serverless::Function")
    used = {
        str(template.by_default({**shared, **function.properties}["Runtime"]))
        for function in template.of_type(*kinds)
    }
    return {name: known_names()["runtime_deprecation"][name] for name in sorted(used)}


def stamp_of(bundle: Bundle, tools: Mapping[str, str], counts: Mapping[str, int]) -> dict[str, Any]:
    ends = runtimes(bundle)
    return {
        "date": datetime.now(UTC).date().isoformat(),
        "files": digest(files_of(bundle)),
        "tools": dict(tools),
        "passed": {gate: counts[gate] for gate in gates() if counts.get(gate)},
        **({"runtimes": ends} if ends else {}),
    }


def stamp() -> int:
    """Prove all bundles and write their stamps; write none if anything fails."""
    used = versions(find_tools(), find_checkov())
    before = {bundle.slug: digest(files_of(bundle)) for bundle in all_bundles()}
    with TemporaryDirectory(prefix="stamp-") as folder:
        report = Path(folder) / "report.xml"
        try:
            run_gates(report)
        except GatesFailed:
            print("No stamp was written: a gate failed, see above.", file=sys.stderr)
            return 1
        counts = passed(report, before)
    for bundle in all_bundles():
        found = stamp_of(bundle, used, counts[bundle.slug])
        if found["files"] != before[bundle.slug]:
            print(f"{bundle.slug} changed while it was proven: once more.", file=sys.stderr)
            return 1
        text = json.dumps(found, indent=2, ensure_ascii=False) + "\n"
        (bundle.folder / STAMP_FILE).write_text(text, "utf-8")
        print(f"stamped {bundle.slug}: {found['passed']}")
    return 0
