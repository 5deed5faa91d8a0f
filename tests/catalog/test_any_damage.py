"""However a file is damaged, what comes back is a catalog or a list of problems."""

from __future__ import annotations

import tempfile
from contextlib import suppress
from pathlib import Path

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.catalog import CatalogError, load_catalog
from tests.catalog.toy_copy import TOY, copy_toy

FILES = [path for path in sorted(TOY.rglob("*")) if path.suffix in (".yaml", ".mmd", ".md")]
VALUES = ("x", "null", "no", "1", "-1", ".nan", "12:30", "1e999", "[]", "{}", "[x]", "{a: b}")
MARKS = ("[", "}", '"', "- ", "&a x", "*a", "!x y", "{{x}}", "{limit: x}", "", "\t", "\0", "\ud7ff")
JUNK = st.sampled_from(VALUES + MARKS)


def load_with(file: Path, content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        toy = copy_toy(Path(folder))
        toy.write(str(file.relative_to(TOY)), content)
        with suppress(CatalogError):
            load_catalog(toy.root)


@settings(max_examples=25, deadline=None)
@given(data=st.data(), file=st.sampled_from(FILES), junk=JUNK)
def test_a_file_with_a_piece_replaced(data: st.DataObject, file: Path, junk: str) -> None:
    text = file.read_text("utf-8")
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 60)))
    load_with(file, (text[:start] + junk + text[end:]).encode())


@settings(max_examples=25, deadline=None)
@given(data=st.data(), junk=JUNK)
def test_a_file_with_a_value_replaced(data: st.DataObject, junk: str) -> None:
    """Replaces one whole value, so that the file stays YAML and its shape does not."""
    file = data.draw(st.sampled_from([path for path in FILES if path.suffix == ".yaml"]))
    text = file.read_text("utf-8")
    marks = [
        (token.start_mark.index, token.end_mark.index)
        for token in yaml.scan(text, Loader=yaml.SafeLoader)
        if isinstance(token, yaml.ScalarToken)
    ]
    start, end = data.draw(st.sampled_from(marks))
    load_with(file, (text[:start] + junk + text[end:]).encode())


@settings(max_examples=15, deadline=None)
@given(file=st.sampled_from(FILES), content=st.binary(max_size=80))
def test_a_file_of_any_bytes(file: Path, content: bytes) -> None:
    load_with(file, content)
