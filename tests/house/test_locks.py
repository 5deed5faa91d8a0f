"""Lock files: everything pinned with its hash, and nothing said about where it comes from."""

import re
from pathlib import Path

import pytest

from scripts.paths import DEV_LOCK, ROOT, RUN_LOCK

LOCKS = sorted(ROOT.glob("requirements*.txt"))


def packages(lock: Path) -> dict[str, str]:
    """Each requirement's whole text by its name."""
    joined = lock.read_text().replace("\\\n", " ")
    lines = [line for line in joined.splitlines() if line and not line.lstrip().startswith("#")]
    return {re.split(r"[=\s]", line)[0]: line for line in lines}


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_every_package_is_pinned_and_hashed(lock: Path) -> None:
    loose = [
        name
        for name, line in packages(lock).items()
        if not re.match(r"[a-z0-9.-]+==\S+ .*--hash=sha256:[0-9a-f]{64}", line)
    ]
    assert loose == []


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_no_index_and_no_host_is_named(lock: Path) -> None:
    named = re.findall(r"https?:|file:|^-.*|index-url|find-links", lock.read_text(), re.MULTILINE)
    assert named == []


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_every_lock_has_the_file_it_is_made_from(lock: Path) -> None:
    wanted = re.findall(r"^([a-z0-9][a-z0-9-]*)", lock.with_suffix(".in").read_text(), re.MULTILINE)
    assert wanted
    assert set(wanted) <= set(packages(lock))


def test_tests_run_on_the_very_packages_that_the_app_runs_on() -> None:
    run, dev = packages(RUN_LOCK), packages(DEV_LOCK)
    assert {name: dev.get(name) for name in run} == run
