"""The audit's tools are pinned, and its reports are read as they are meant."""

from __future__ import annotations

import json
import subprocess
from typing import Any

import pytest

from scripts.audit import lighthouse
from scripts.audit.__main__ import in_both_languages, pages
from scripts.audit.tools import HERE
from scripts.stop import Stop

LOCK: dict[str, Any] = json.loads((HERE / "package-lock.json").read_text(encoding="utf-8"))


def report(**scores: float) -> dict[str, Any]:
    """A report with one audit, `title`, which has cost points."""
    categories = {
        name: {"score": scores.get(name.replace("-", "_"), 1), "auditRefs": []}
        for name in lighthouse.CATEGORIES
    }
    categories["seo"]["auditRefs"] = [{"id": "title", "weight": 1}, {"id": "hint", "weight": 0}]
    audits = {
        "title": {"title": "No title", "score": 0, "displayValue": "1 found"},
        "hint": {"title": "A hint", "score": 0},
    }
    return {"categories": categories, "audits": audits}


def test_every_package_is_pinned_by_its_hash_and_no_host_is_named() -> None:
    packages = {name: entry for name, entry in LOCK["packages"].items() if name}
    assert {"node_modules/lighthouse", "node_modules/vnu-jar"} <= packages.keys()
    assert [name for name, entry in packages.items() if "integrity" not in entry] == []
    assert [name for name, entry in packages.items() if "resolved" in entry] == []


def test_the_lock_is_that_of_the_file_beside_it() -> None:
    wanted = json.loads((HERE / "package.json").read_text(encoding="utf-8"))["dependencies"]
    assert LOCK["packages"][""]["dependencies"] == wanted
    assert {LOCK["packages"][f"node_modules/{name}"]["version"] for name in wanted} == {
        *wanted.values()
    }


def test_scores_are_read_as_percent() -> None:
    found = lighthouse.read(report(performance=0.984))
    assert found.by_category == {
        "performance": 98,
        "accessibility": 100,
        "best-practices": 100,
        "seo": 100,
    }
    assert not found.good


def test_what_cost_points_is_named() -> None:
    assert lighthouse.read(report()).findings == ("seo: No title 1 found",)


@pytest.mark.parametrize("category", ["performance", "accessibility", "best_practices", "seo"])
def test_one_point_less_in_one_category_is_under_the_bar(category: str) -> None:
    assert lighthouse.read(report()).good
    assert not lighthouse.read(report(**{category: 0.99})).good


def answered(monkeypatch: pytest.MonkeyPatch, *runs: tuple[int, str, str]) -> list[str]:
    """Lets Lighthouse end with these codes, outputs and complaints. Returns what it was asked."""
    asked: list[str] = []
    coming = iter(runs)

    def end(command: list[str], **_options: object) -> subprocess.CompletedProcess[str]:
        asked.append(command[2])
        code, output, complaint = next(coming)
        return subprocess.CompletedProcess(command, code, output, complaint)

    monkeypatch.setattr(subprocess, "run", end)
    return asked


def test_a_run_that_the_browser_spoilt_is_run_again(monkeypatch: pytest.MonkeyPatch) -> None:
    spoilt = (1, "", "Something went wrong. Please run Lighthouse again. (NO_NAVSTART)")
    asked = answered(monkeypatch, spoilt, (0, json.dumps(report()), ""))
    assert lighthouse.run("http://here/", "mobile", indexed=True).good
    assert asked == ["http://here/"] * 2


def test_any_other_failure_ends_the_audit_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = answered(monkeypatch, (1, "", "no such page"))
    with pytest.raises(Stop, match="no such page"):
        lighthouse.run("http://here/", "mobile", indexed=True)
    assert len(asked) == 1


def test_every_kind_of_page_is_audited_in_both_languages() -> None:
    audited = pages()
    assert [page.name for page in audited] == [
        "home",
        "questionnaire",
        "recommendation",
        "comparison",
        "pattern",
        "bundle",
        "cost",
    ]
    paths = in_both_languages(audited)
    assert len(paths) == 14
    assert sum(path.startswith("/ja/") for path in paths) == 7


def test_only_results_are_kept_out_of_search_engines() -> None:
    hidden = [page.name for page in pages() if not page.indexed]
    assert hidden == ["recommendation", "comparison", "cost"]
