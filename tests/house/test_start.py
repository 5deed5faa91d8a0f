"""Starting the server: a broken catalog ends it at once, and static files are gathered once."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.contrib.staticfiles.finders import FileSystemFinder
from django.test import override_settings

from scripts import start
from scripts.address import Address
from scripts.paths import ROOT

LOCAL = Address(ip="127.0.0.1", port=8123)


def test_a_broken_catalog_is_listed_and_nothing_starts(tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "scripts.start"],
        cwd=ROOT,
        env={**os.environ, "ADVISOR_CATALOG": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 1
    assert ran.stdout == ""
    assert "Traceback" not in ran.stderr
    assert ran.stderr.endswith(
        f"The catalog in {tmp_path} cannot be served: mend the lines above, then start again.\n"
    )
    assert "catalog.yaml" in ran.stderr


def test_a_worker_that_finds_the_catalog_broken_does_not_come_up(tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", "import advisor.wsgi"],
        cwd=ROOT,
        env={**os.environ, "ADVISOR_CATALOG": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 1
    assert "CatalogError" in ran.stderr


def test_static_files_are_gathered_once(tmp_path: Path) -> None:
    target, stamp = tmp_path / "static", tmp_path / "stamp"
    with override_settings(STATIC_ROOT=target):
        start.collect_static(target, stamp)
        manifest = target / "staticfiles.json"
        first = manifest.stat().st_mtime_ns
        start.collect_static(target, stamp)
        assert manifest.stat().st_mtime_ns == first


@pytest.mark.parametrize("lost", ["static/staticfiles.json", "stamp"])
def test_static_files_are_gathered_again_when_something_was_lost(tmp_path: Path, lost: str) -> None:
    target, stamp = tmp_path / "static", tmp_path / "stamp"
    with override_settings(STATIC_ROOT=target):
        start.collect_static(target, stamp)
        (tmp_path / lost).unlink()
        start.collect_static(target, stamp)
    assert (tmp_path / lost).is_file()


def test_a_changed_static_file_changes_the_fingerprint(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with override_settings(STATICFILES_DIRS=[tmp_path]):
        monkeypatch.setattr(start, "get_finders", lambda: [FileSystemFinder()])
        (tmp_path / "a.css").write_text("a {}")
        before = start.static_fingerprint()
        (tmp_path / "a.css").write_text("b {}")
        assert start.static_fingerprint() != before


def test_the_server_keeps_answers_out_of_its_log_and_does_not_revive_dead_workers() -> None:
    command = start.server_command(LOCAL)
    assert "--no-access-log" in command
    assert "--respawn-failed-workers" not in command


def test_the_server_listens_where_it_was_told() -> None:
    command = start.server_command(LOCAL)
    assert command[command.index("--host") + 1] == "127.0.0.1"
    assert command[command.index("--port") + 1] == "8123"
