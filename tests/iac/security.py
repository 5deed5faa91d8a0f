"""checkov over every bundle in both formats, and the checks that are left out with a reason."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from .bundles import CATALOG, all_bundles
from .tools import PROJECT, Run, Tools, ToolsMissing

OVERRIDE = "ADVISOR_CHECKOV_TOOLS"
EXEMPTIONS = CATALOG / "verification.yaml"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Finding:
    pattern: str
    check: str
    resource: str
    path: str
    title: str

    def __str__(self) -> str:
        return f"{self.path}: {self.resource}: {self.check} {self.title}"


def find_checkov(environment: Mapping[str, str] = os.environ) -> Tools:
    """checkov's own environment. Raises ToolsMissing where there is none."""
    folder = Path(environment.get(OVERRIDE) or PROJECT / ".tools" / "checkov")
    tools = Tools(folder=folder)
    if not (folder / "bin" / "checkov").exists():
        raise ToolsMissing(f"no checkov at {folder}; make it with: make test ARGS=tests/iac")
    return tools


def lay_out(folder: Path) -> Path:
    """Every bundle in both formats below `folder`, as pattern/format/, as a download has it."""
    for bundle in all_bundles():
        for source in (bundle.template.parent, bundle.terraform):
            if source.is_dir():
                bundle.lay_out(source, folder / bundle.slug / source.name)
    return folder


def findings(checkov: Tools, folder: Path) -> list[Finding]:
    """What checkov finds below `folder`. Raises RuntimeError if it could not read a file."""
    program = checkov.folder / "bin" / "checkov"
    options = ["--framework", "cloudformation", "terraform", "--skip-download", "--quiet"]
    run = checkov.execute([program, "-d", ".", *options, "-o", "json"], folder=folder)
    return sorted({finding for report in _reports(run) for finding in _failed(report)})


def _reports(run: Run) -> list[dict[str, object]]:
    try:
        loaded = json.loads(run.output)
    except ValueError:
        raise RuntimeError(run.text) from None
    reports = loaded if isinstance(loaded, list) else [loaded]
    unread = [report for report in reports if report.get("results", {}).get("parsing_errors")]
    if unread or not all("results" in report for report in reports):
        raise RuntimeError(f"checkov could not read everything: {run.output[:2000]}")
    return reports


def _failed(report: dict[str, object]) -> list[Finding]:
    results = report["results"]
    assert isinstance(results, dict)
    return [
        Finding(
            pattern=Path(found["file_path"]).parts[1],
            check=found["check_id"],
            resource=found["resource"],
            path=found["file_path"].lstrip("/"),
            title=found["check_name"],
        )
        for found in results["failed_checks"]
    ]


def exempt(path: Path = EXEMPTIONS) -> set[tuple[str, str]]:
    """The pairs of pattern and check that the catalog leaves out."""
    entries = yaml.safe_load(path.read_text("utf-8"))["exemptions"]
    return {(pattern, entry["check"]) for entry in entries for pattern in entry["patterns"]}
