"""checkov finds nothing in any bundle but what the catalog leaves out, and says why."""

from __future__ import annotations

from pathlib import Path

import pytest

from .bundles import Bundle, all_bundles, slug
from .security import Finding, exempt, find_checkov, findings, lay_out
from .tools import Tools, ToolsMissing

pytestmark = pytest.mark.iac

OPEN_BUCKET = """
resource "aws_s3_bucket_public_access_block" "open" {
  bucket            = "a"
  block_public_acls = false
}
"""


@pytest.fixture(scope="session")
def found(checkov: Tools, tmp_path_factory: pytest.TempPathFactory) -> list[Finding]:
    """The findings in all bundles; one run, as starting it takes longer than the checks."""
    return findings(checkov, lay_out(tmp_path_factory.mktemp("checkov")))


@pytest.mark.parametrize("bundle", all_bundles(), ids=slug)
def test_there_is_no_finding_beyond_those_left_out(bundle: Bundle, found: list[Finding]) -> None:
    known = exempt()
    beyond = [
        str(one)
        for one in found
        if one.pattern == bundle.slug and (one.pattern, one.check) not in known
    ]
    assert beyond == []


def test_nothing_is_left_out_that_is_not_found(found: list[Finding]) -> None:
    stale = exempt() - {(one.pattern, one.check) for one in found}
    assert stale == set(), "take these out of patterns_catalog/verification.yaml"


def test_an_open_bucket_is_found(checkov: Tools, tmp_path: Path) -> None:
    folder = tmp_path / "toy" / "terraform"
    folder.mkdir(parents=True)
    (folder / "main.tf").write_text(OPEN_BUCKET, "utf-8")
    checks = {(one.pattern, one.check) for one in findings(checkov, tmp_path)}
    assert ("toy", "CKV_AWS_53") in checks


def test_it_looks_where_it_is_told(tmp_path: Path) -> None:
    with pytest.raises(ToolsMissing, match="no checkov at"):
        find_checkov({"ADVISOR_CHECKOV_TOOLS": str(tmp_path / "none")})
