"""Every small change of a Terraform file, read as `terraform fmt` lays it out."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from .splice import Change, value_changes

_BLOCK = re.compile(r'^( *)(\w+)((?: "[^"]*")*) \{$')
_ATTRIBUTE = re.compile(r'^( *)("?[\w.:-]+"?|\([^=]+\)) += (.*)$')
_ITEM = re.compile(r"^( *)(\S.*),$")
_HEREDOC = re.compile(r"<<-?(\w+)$")
_QUOTED = re.compile(r'"((?:[^"\\$%]|\\.)*)"')
_VALUE = re.compile(r"(?<![\w.\"])(true|false|\d+)(?![\w.\"])")
_CHOICE = re.compile(r" \? (.+) : (.+?)(,?)$")
_NAMED = re.compile(r"(?<![\w.])((?:data\.)?(?:aws|archive)_\w+|var|local)\.(\w+)")
_DECLARED = re.compile(r'^(resource|data) "(\w+)" "(\w+)" \{$', re.M)
_TYPED = re.compile(r'^variable "(\w+)" \{\n(?:.*\n)*?  type +?= (\S+)$', re.M)
# What says nothing to the provider, and what other proofs compare word for word.
_PROSE = {"comment", "description", "Sid", "sid", "error_message"}
_LEFT_OUT = {"terraform", "variable", "provider"}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """A line and where it starts; `place` is the block or attribute that it belongs to."""

    text: str
    start: int
    place: str
    key: str


def configuration_changes(file: str, texts: Mapping[str, str]) -> list[Change]:
    """Those of `texts[file]`; the other files say what else a reference could name."""
    text = texts[file]
    names = _names("\n".join(texts.values()))
    drops, lines = _read(text)
    inside = [
        change for line in lines if line.key not in _PROSE for change in _line_changes(line, names)
    ]
    return _numbered([*drops, *inside])


def _numbered(changes: list[Change]) -> list[Change]:
    """Places named apart where an operator applies more than once."""
    seen: defaultdict[tuple[str, str], int] = defaultdict(int)
    found = []
    for change in changes:
        seen[change.operator, change.place] += 1
        count = seen[change.operator, change.place]
        place = f"{change.place} #{count}" if count > 1 else change.place
        found.append(
            Change(
                operator=change.operator,
                place=place,
                start=change.start,
                end=change.end,
                new=change.new,
            )
        )
    return found


def _names(text: str) -> dict[str, list[str]]:
    """What a reference could name instead: by type of resource, and variables by theirs."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for kind, name, label in _DECLARED.findall(text):
        found[f"{'data.' * (kind == 'data')}{name}"].append(label)
    for name, kind in _TYPED.findall(text):
        found[f"var {kind}"].append(name)
    return found


def _read(text: str) -> tuple[list[Change], list[_Line]]:
    """What can be dropped, and the lines that hold values."""
    drops: list[Change] = []
    lines: list[_Line] = []
    starts = _starts(text)
    path: list[tuple[int, str]] = []
    heredoc = ""
    for number, (start, line) in enumerate(starts):
        if heredoc:
            heredoc = "" if line.strip() == heredoc else heredoc
            continue
        indent = len(line) - len(line.lstrip())
        while path and line.strip() and indent <= path[-1][0] and line.strip()[0] not in "}])":
            path.pop()
        opened = _opened(line)
        place = ".".join([name for _indent, name in path] + ([opened] if opened else []))
        left_out = bool(path and path[0][1].split(" ")[0] in _LEFT_OUT) or (
            not path and opened.split(" ")[0] in _LEFT_OUT
        )
        if opened:
            key = opened.split(" ")[0].strip('"')
            if not left_out:
                end = _end(starts, number, indent)
                if key not in _PROSE:
                    drops.append(Change(operator="drop", place=place, start=start, end=end, new=""))
                lines.append(_Line(text=line, start=start, place=place, key=key))
            path.append((indent, opened))
        elif not left_out and line.strip()[:1] not in ("", "#", "}", "]", ")"):
            lines.append(_Line(text=line, start=start, place=place, key=""))
            if _ITEM.match(line) and path and not line.rstrip().endswith(("{,", "[,")):
                end = start + len(line) + 1
                drops.append(
                    Change(operator="drop", place=f"{place}[]", start=start, end=end, new="")
                )
        if found := _HEREDOC.search(line):
            heredoc = found[1]
    return drops, lines


def _starts(text: str) -> list[tuple[int, str]]:
    found, at = [], 0
    for line in text.splitlines(keepends=True):
        found.append((at, line.rstrip("\n")))
        at += len(line)
    return found


def _opened(line: str) -> str:
    """The name of the block or attribute that begins on `line`."""
    if line.lstrip().startswith(("#", "//")):
        return ""
    if block := _BLOCK.match(line):
        return f"{block[2]}{block[3]}".replace('"', "")
    attribute = _ATTRIBUTE.match(line)
    return attribute[2].strip('"') if attribute else ""


def _end(starts: list[tuple[int, str]], number: int, indent: int) -> int:
    """Where the block or value that begins at a line is over."""
    start, line = starts[number]
    if found := _HEREDOC.search(line):
        rest = starts[number + 1 :]
        last = next(at for at, text in rest if text.strip() == found[1])
        return last + len(found[1]) + (len(dict(rest)[last]) - len(found[1])) + 1
    if line.endswith(("{", "[", "(")):
        for at, text in starts[number + 1 :]:
            if text.strip() and len(text) - len(text.lstrip()) <= indent:
                return at + len(text) + 1
    return start + len(line) + 1


def _line_changes(line: _Line, names: Mapping[str, list[str]]) -> Iterator[Change]:
    shift = len(line.text) - len(_valued(line.text))

    def change(operator: str, start: int, end: int, new: str) -> Change:
        return Change(
            operator=operator,
            place=line.place,
            start=line.start + start,
            end=line.start + end,
            new=new,
        )

    for found in _QUOTED.finditer(line.text, shift):
        for operator, value in value_changes(found[1]):
            yield change(operator, found.start(1), found.end(1), value)
    for found in _VALUE.finditer(line.text, shift):
        if line.text[: found.start()].count('"') % 2 == 0:
            for operator, value in value_changes(found[1]):
                yield change(operator, found.start(), found.end(), value)
    choice = _CHOICE.search(line.text, shift)
    if choice and _is_whole(choice[1], choice[2]):
        yield change("branch", choice.start(1), choice.end(2), f"{choice[2]} : {choice[1]}")
    for found in _NAMED.finditer(line.text, shift):
        for other in _others(found, names)[:1]:
            yield change("reference", found.start(2), found.end(2), other)


def _valued(line: str) -> str:
    """The part of a line where its values are: what stands behind the first `=`."""
    attribute = _ATTRIBUTE.match(line)
    return attribute[3] if attribute else line.lstrip()


def _is_whole(*parts: str) -> bool:
    return all(
        part.count(one) == part.count(other) for part in parts for one, other in ("()", "[]", "{}")
    )


def _others(found: re.Match[str], names: Mapping[str, list[str]]) -> list[str]:
    kind, name = found.groups()
    groups = (
        [group for key, group in names.items() if key.startswith("var ") and name in group]
        if kind == "var"
        else [names.get(kind, [])]
    )
    own = groups[0] if groups else []
    place = own.index(name) if name in own else 0
    return [*own[place + 1 :], *own[:place]] if name in own else []
