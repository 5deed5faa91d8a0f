"""Installing: what is said when it cannot work, and that a second start does nothing."""

import subprocess
import sys
from pathlib import Path

import pytest

from scripts import environment
from scripts.paths import ROOT
from scripts.stop import Stop


def test_an_old_python_is_told_so_in_one_sentence() -> None:
    code = "import sys; sys.version_info = (3, 10, 13, 'final', 0); import scripts"
    ran = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 1
    assert ran.stderr == (
        f"Pattern Advisor needs Python 3.11 or newer and {sys.executable} is 3.10: "
        "install a newer one and name it, as in `make run PYTHON=python3.11`.\n"
    )


@pytest.fixture
def without_ensurepip(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    monkeypatch.delenv("CI", raising=False)


@pytest.mark.usefixtures("without_ensurepip")
def test_a_missing_venv_module_is_named_with_its_package(tmp_path: Path) -> None:
    lock = tmp_path / "requirements.txt"
    lock.touch()
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    with pytest.raises(Stop) as stopped:
        environment.ensure(tmp_path / "venv", lock)
    assert str(stopped.value) == (
        f"This Python has no ensurepip module: type `apt-get install python{version}-venv` "
        "as root (or with sudo), then try again."
    )


@pytest.mark.usefixtures("without_ensurepip")
def test_a_build_machine_installs_the_venv_module(monkeypatch: pytest.MonkeyPatch) -> None:
    installed: list[str] = []

    def install(*packages: str) -> bool:
        installed.extend(packages)
        return True

    monkeypatch.setenv("CI", "true")
    monkeypatch.setattr(environment, "may_install", lambda: True)
    monkeypatch.setattr(environment, "apt_install", install)
    environment.need_ensurepip()
    assert installed == [f"python3.{sys.version_info.minor}-venv"]


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """An environment as `ensure` leaves it, with a stand-in for its interpreter."""
    folder = tmp_path / "venv"
    (folder / "bin").mkdir(parents=True)
    (folder / "bin" / "python").symlink_to("/bin/false")
    (folder / "python.stamp").write_text(environment.fingerprint(folder))
    lock = tmp_path / "requirements.txt"
    lock.write_text("# nothing\n")
    stamp = environment.fingerprint(folder, lock.read_bytes())
    (folder / "requirements.stamp").write_text(stamp)
    return folder


def test_an_unchanged_environment_is_left_alone(
    made: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    environment.ensure(made, made.parent / "requirements.txt")
    assert capfd.readouterr().out == ""


def test_a_changed_lock_is_installed_and_a_failure_leaves_no_stamp(made: Path) -> None:
    lock = made.parent / "requirements.txt"
    lock.write_text("# changed\n")
    before = (made / "requirements.stamp").read_text()
    with pytest.raises(Stop, match=r"^The packages of requirements\.txt could not be installed"):
        environment.ensure(made, lock)
    assert (made / "requirements.stamp").read_text() == before


def test_fetched_wheels_are_not_fetched_again(
    made: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    lock = made.parent / "wheels.txt"
    lock.write_text("# none\n")
    (made / "wheels.stamp").write_text(environment.fingerprint(made, lock.read_bytes()))
    environment.ensure_wheels(made, lock)
    assert capfd.readouterr().out == ""


def test_an_environment_of_another_python_or_place_is_not_taken(tmp_path: Path) -> None:
    here, there = tmp_path / "a", tmp_path / "b"
    assert environment.fingerprint(here) != environment.fingerprint(there)
    assert environment.fingerprint(here) == environment.fingerprint(here)


def test_pip_keeps_its_settings_and_takes_only_hashed_wheels(tmp_path: Path) -> None:
    printed = tmp_path / "arguments"
    pip = tmp_path / "python"
    pip.write_text(f'#!/bin/sh\necho "$PIP_INDEX_URL $*" > {printed}\n')
    pip.chmod(0o755)
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("PIP_INDEX_URL", "https://mirror.example/simple")
        environment.pip(pip, tmp_path / "lock.txt", "install")
    words = printed.read_text().split()
    assert words[0] == "https://mirror.example/simple"
    assert "--require-hashes" in words
    assert words[words.index("--only-binary") + 1] == ":all:"
