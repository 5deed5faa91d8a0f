"""Settings: the environment is judged at start, and what ships is safe."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from advisor import env, settings
from scripts.paths import ROOT

NO_DATABASE = "django.db.backends.dummy"


def manage(*arguments: str, **environ: str) -> subprocess.CompletedProcess[str]:
    """manage.py in a process of its own, as settings are read once in a process."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ADVISOR_")}
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env={**kept, **environ},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("value", ["1", "true", "TRUE"])
def test_a_flag_is_on(value: str) -> None:
    assert env.read_flag({"F": value}, "F") is True


@pytest.mark.parametrize("environ", [{}, {"F": ""}, {"F": "0"}, {"F": "False"}])
def test_a_flag_is_off(environ: dict[str, str]) -> None:
    assert env.read_flag(environ, "F") is False


def test_another_value_of_a_flag_is_refused() -> None:
    with pytest.raises(SystemExit, match=r"^F is 'maybe': set it to 1 or 0\.$"):
        env.read_flag({"F": "maybe"}, "F")


def test_a_short_secret_key_is_refused_without_showing_it() -> None:
    with pytest.raises(SystemExit) as refused:
        env.read_secret_key({"K": "hush"}, "K", otherwise="x")
    assert str(refused.value) == "K has 4 characters: set it to 50 random ones or more."


def test_a_long_secret_key_is_taken_and_none_is_made_up() -> None:
    assert env.read_secret_key({"K": "k" * 50}, "K", otherwise="x") == "k" * 50
    assert env.read_secret_key({}, "K", otherwise="x") == "x"


def test_hosts_are_separated_by_commas() -> None:
    hosts = env.read_hosts({"H": "a.example, .b.example,[::1],*"}, "H", otherwise=[])
    assert hosts == ["a.example", ".b.example", "[::1]", "*"]


@pytest.mark.parametrize("host", ["https://a.example", "a.example:8000", "a b", "::1", "-a"])
def test_a_host_with_scheme_port_or_blank_is_refused(host: str) -> None:
    with pytest.raises(SystemExit, match=r"^H has .*: list host names without scheme and port"):
        env.read_hosts({"H": host}, "H", otherwise=[])


def test_no_host_means_the_default() -> None:
    assert env.read_hosts({"H": " , "}, "H", otherwise=["localhost"]) == ["localhost"]


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    missing = str(tmp_path / "missing")
    with pytest.raises(SystemExit, match=r"^D is .*missing': there is no such folder"):
        env.read_folder({"D": missing}, "D", otherwise=tmp_path)


def test_an_ipv6_address_is_a_host_in_brackets() -> None:
    assert [env.as_host(host) for host in ("", "::1", "10.0.0.1")] == [[], ["[::1]"], ["10.0.0.1"]]


def test_the_shipped_settings_are_safe() -> None:
    assert settings.DEBUG is False
    assert "*" not in settings.ALLOWED_HOSTS
    assert {found["ENGINE"] for found in settings.DATABASES.values()} <= {NO_DATABASE}


def test_every_start_has_a_key_of_its_own() -> None:
    code = "from advisor.settings import SECRET_KEY; print(SECRET_KEY)"
    keys = {
        subprocess.check_output([sys.executable, "-c", code], cwd=ROOT, text=True) for _ in "ab"
    }
    assert len(keys) == 2


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ADVISOR_DEBUG", "perhaps"),
        ("ADVISOR_HTTPS", "on"),
        ("ADVISOR_SECRET_KEY", "short"),
        ("ADVISOR_ALLOWED_HOSTS", "http://x"),
        ("ADVISOR_CATALOG", "no/such/folder"),
    ],
)
def test_a_bad_value_stops_a_command_with_one_sentence(name: str, value: str) -> None:
    stopped = manage("check", **{name: value})
    assert stopped.returncode == 1
    assert stopped.stderr.startswith(name)
    assert len(stopped.stderr.splitlines()) == 1


@pytest.mark.parametrize("https", ["0", "1"])
def test_the_deployment_check_has_no_complaint(https: str) -> None:
    checked = manage(
        "check", "--deploy", "--tag", "security", "--fail-level", "WARNING", ADVISOR_HTTPS=https
    )
    assert checked.returncode == 0, checked.stderr
    assert "no issues" in checked.stdout


def test_https_switches_on_what_only_https_allows() -> None:
    code = (
        "from advisor import settings as s;"
        "print(s.SECURE_SSL_REDIRECT, s.SECURE_HSTS_SECONDS, s.LANGUAGE_COOKIE_SECURE)"
    )
    printed = subprocess.check_output(
        [sys.executable, "-c", code], cwd=ROOT, text=True, env={**os.environ, "ADVISOR_HTTPS": "1"}
    )
    assert printed == "True 31536000 True\n"


def test_a_broken_catalog_is_listed_by_the_check_command(tmp_path: Path) -> None:
    checked = manage("check", ADVISOR_CATALOG=str(tmp_path))
    assert checked.returncode == 1
    assert "advisor.E001" in checked.stderr
    assert "Traceback" not in checked.stderr


def test_a_command_that_needs_no_catalog_runs_without_one(tmp_path: Path) -> None:
    asked = manage("diffsettings", ADVISOR_CATALOG=str(tmp_path))
    assert asked.returncode == 0, asked.stderr
