"""What the documents name exists: targets, commands, variables, addresses, files."""

from __future__ import annotations

import re
import shlex
from typing import Any

import pytest
from django.core.management import call_command, get_commands
from django.test import Client
from django.urls import resolve

from scripts.paths import ROOT
from scripts.targets import targets
from tests.docs.markdown import GUIDES, blocks, document, documents, links, shell_lines

ADDRESS = "http://127.0.0.1:8000"
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
SETTINGS = (ROOT / "advisor" / "settings.py").read_text(encoding="utf-8")
SHOWN = sorted({line for name in GUIDES for line in shell_lines(name)})
MANAGED = [line for line in SHOWN if "manage.py" in line]
FETCHED = [line for line in SHOWN if line.startswith("curl ")]
VARIABLE = re.compile(r"\bADVISOR_[A-Z_]+\b")


def words_after(program: str, names: tuple[str, ...]) -> set[str]:
    """What follows `make` or `manage.py` in commands and in code within a sentence."""
    found = re.compile(rf"(?:`|^|\s){re.escape(program)} ([a-z_]+)", re.MULTILINE)
    code = [span for name in names for span in re.findall(r"`[^`\n]+`", document(name))]
    return {word for text in (*code, *SHOWN) for word in found.findall(text)}


def arguments(line: str) -> list[str]:
    """The words behind `manage.py`."""
    words = shlex.split(line)
    return words[words.index("manage.py") + 1 :]


def path_of(line: str) -> str:
    """The address that a curl command fetches, without the host."""
    (address,) = [word for word in shlex.split(line) if word.startswith(ADDRESS)]
    return address.removeprefix(ADDRESS)


def test_every_make_target_exists() -> None:
    named = words_after("make", GUIDES)
    assert {"run", "test", "check", "bench"} <= named
    assert named - set(targets(MAKEFILE)) == set()


def test_every_variable_given_to_make_is_known_to_it() -> None:
    given = {
        word.split("=")[0]
        for line in SHOWN
        if "make" in line.split()
        for word in shlex.split(line)
        if "=" in word
    }
    prose = " ".join(map(document, GUIDES))
    given |= set(re.findall(r"`make \w+ ([A-Z]+)=", prose))
    known = set(re.findall(r"^([A-Z]+) \?=", MAKEFILE, re.MULTILINE)) | {"ARGS", "CHROMIUM"}
    assert given - known - set(VARIABLE.findall(SETTINGS)) == set()


def test_every_management_command_exists() -> None:
    named = words_after("manage.py", GUIDES)
    assert {"advise", "evaluate"} <= named
    assert named - set(get_commands()) == set()


def test_every_setting_is_told_and_no_other() -> None:
    read = set(re.findall(r'os\.environ, "(\w+)"', SETTINGS))
    told = {name for guide in GUIDES for name in VARIABLE.findall(document(guide))}
    assert told == read


def test_every_setting_has_its_row() -> None:
    rows = set(re.findall(r"^\| `([A-Z_]+)` \|", document("README.md"), re.MULTILINE))
    assert rows == set(re.findall(r'os\.environ, "(\w+)"', SETTINGS)) | {"HOST", "PORT"}


@pytest.mark.parametrize("line", MANAGED)
def test_a_management_command_works_as_shown(
    line: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    call_command(*arguments(line))
    assert capsys.readouterr().out.strip()


@pytest.mark.parametrize("line", FETCHED)
def test_an_address_that_is_fetched_answers(line: str, client: Client) -> None:
    assert client.get(path_of(line)).status_code == 200


def test_every_link_to_the_app_leads_to_a_page(client: Client) -> None:
    shown = re.findall(rf"{re.escape(ADDRESS)}(/[^\s>'`]*)", document("README.md"))
    assert "/" in shown
    assert any("recommendation/?" in path for path in shown)
    assert {client.get(path, follow=True).status_code for path in shown} == {200}


def test_a_link_shown_is_as_the_app_writes_it(client: Client) -> None:
    (link,) = [line for line in "".join(blocks("README.md", "")).splitlines() if ADDRESS in line]
    assert client.get(link.removeprefix(ADDRESS)).status_code == 200
    keys = re.findall(r"[?&]([\w.]+)=", link)
    assert keys == sorted(keys)


def test_every_address_of_the_api_is_routed() -> None:
    rows = re.findall(r"^\| `(/[^`?]*)", document("README.md"), re.MULTILINE)
    assert len(rows) >= 4
    assert [path for path in rows if "not-found" in str(view_name(path))] == []


def view_name(path: str) -> Any:
    return resolve(path).url_name or "not-found"


@pytest.mark.parametrize("name", documents())
def test_every_file_linked_to_exists(name: str) -> None:
    assert [str(path) for path in links(name) if not path.exists()] == []


@pytest.mark.parametrize("name", GUIDES)
def test_every_file_of_the_project_that_is_named_exists(name: str) -> None:
    spans = re.findall(r"`([\w.-]+(?:/[\w.-]+)+/?)`", document(name))
    ours = {span for span in spans if (ROOT / span.split("/")[0]).exists()}
    assert [span for span in sorted(ours) if not (ROOT / span).exists()] == []


def test_every_decision_has_its_number_and_its_three_parts() -> None:
    names = [name for name in documents() if name.startswith("docs/decisions/0")]
    numbers = [int(name.split("/")[-1][:4]) for name in names]
    assert numbers == list(range(1, len(names) + 1))
    for name in names:
        text = document(name)
        assert text.startswith(f"# {int(name.split('/')[-1][:4])}. ")
        headings = re.findall(r"^## (.+)$", text, re.MULTILINE)
        assert headings == ["Context", "Decision", "Consequences"]
