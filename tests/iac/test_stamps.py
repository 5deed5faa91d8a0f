"""Every bundle carries a stamp that the proof made for the very files that lie there."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from advisor.catalog.verification import STAMP_FILE, digest

from .bundles import Bundle, all_bundles, slug
from .stamping import files_of, gates, passed

REPORT = """<testsuites><testsuite>
<testcase classname="tests.iac.test_stacks" name="test_a[one]"/>
<testcase classname="tests.iac.test_stacks" name="test_b[one-template]"/>
<testcase classname="tests.iac.test_checkov" name="test_c[one-more]"/>
<testcase classname="tests.iac.test_checkov" name="test_d[two]"/>
<testcase classname="tests.iac.test_checkov" name="test_e"/>
</testsuite></testsuites>"""


@pytest.mark.parametrize("bundle", all_bundles(), ids=slug)
def test_the_stamp_is_for_the_present_files(bundle: Bundle) -> None:
    path = bundle.folder / STAMP_FILE
    assert path.is_file(), f"{bundle.slug} has no stamp: type `make stamp`"
    stamp = json.loads(path.read_text("utf-8"))
    assert stamp["files"] == digest(files_of(bundle)), (
        f"{bundle.slug} has changed since it was proven: type `make stamp`"
    )


@pytest.mark.parametrize("bundle", all_bundles(), ids=slug)
def test_the_stamp_names_every_gate(bundle: Bundle) -> None:
    stamp = json.loads((bundle.folder / STAMP_FILE).read_text("utf-8"))
    assert stamp["passed"].keys() == gates().keys()


def test_every_gate_is_a_module_of_tests() -> None:
    modules = [module for found in gates().values() for module in found]
    here = Path(__file__).parent
    assert [module for module in modules if not (here / f"{module}.py").is_file()] == []


def test_tests_are_counted_for_the_pattern_they_are_about(tmp_path: Path) -> None:
    report = tmp_path / "report.xml"
    report.write_text(REPORT, "utf-8")
    counts = passed(report, ["one", "two"])
    assert counts["one"] == {"stacks": 2, "security": 1}
    assert counts["two"] == {"security": 1}


def test_a_stamp_is_void_once_a_file_changes() -> None:
    files = {"terraform/main.tf": b"a", STAMP_FILE: b"{}"}
    assert digest(files) == digest({**files, STAMP_FILE: b"other"})
    assert digest(files) != digest({**files, "terraform/main.tf": b"b"})
