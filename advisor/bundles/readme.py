"""The generated parts of a README, in Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from advisor.bundles.attention import Attention, AttentionKind
from advisor.bundles.formats import parameter_name
from advisor.bundles.practices import BundlePractice
from advisor.bundles.values import Origin, ParameterValue
from advisor.catalog.bundle_notes import PracticeStatus
from advisor.catalog.model import Bundle, BundleFile, LocalizedText

PLACEHOLDER = re.compile(r"\{\{\s*(\w+)\s*\}\}")
_CODE_SPAN = re.compile(r"((?<!`)(`+)(?!`).+?(?<!`)\2(?!`))")
_SIGN = re.compile(r"[*<]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words of the generated parts, in `language`, the reader's.

    `refused` takes `%(name)s` and `%(value)s`, `refused_empty` the former alone, `expected` takes
    `%(hint)s`, `attention` takes `%(kind)s` and `%(text)s`,
    `verified` takes `%(date)s` and `%(tools)s`, `runtimes` takes `%(ends)s`.
    """

    language: str
    parameter: str
    value: str
    origin: str
    description: str
    file: str
    size: str
    by_origin: Mapping[Origin, str]
    practice: str
    status: str
    where: str
    here: str
    by_status: Mapping[PracticeStatus, str]
    by_attention: Mapping[AttentionKind, str]
    attention: str
    remedy: str
    refused: str
    refused_empty: str
    expected: str
    nothing: str
    verified: str
    unverified: str
    runtimes: str
    unproven: str
    exempt: str
    check: str
    reason: str
    comma: str

    def of(self, text: LocalizedText | None) -> str:
        return text.in_language(self.language) if text else ""


def substituted(text: str, replacements: Mapping[str, str]) -> str:
    return PLACEHOLDER.sub(lambda match: replacements.get(match[1], match[0]), text)


def parameter_table(bundle: Bundle, values: Sequence[ParameterValue], words: Words) -> str:
    head = (words.parameter, words.value, words.origin, words.description)
    rows = [
        (
            code(parameter_name(bundle.format, value.parameter.id)),
            code(value.value),
            _origin(value, words),
            words.of(value.parameter.description),
        )
        for value in values
    ]
    return table(head, rows)


def practice_table(practices: Iterable[BundlePractice], words: Words) -> str:
    head = (words.practice, words.status, words.where, words.here)
    rows = [
        (
            words.of(item.practice.title),
            words.by_status[item.stands.status],
            code(item.place),
            words.of(item.stands.here),
        )
        for item in practices
    ]
    return table(head, rows)


def attention_list(bundle: Bundle, items: Sequence[Attention], words: Words) -> str:
    """One line for each; a sentence where there is none."""
    if not items:
        return words.nothing
    return "\n".join(f"- {_attention_line(bundle, item, words)}" for item in items)


def attention_text(bundle: Bundle, item: Attention, words: Words) -> str:
    """What `item` says. It never repeats the value that was refused."""
    text = words.of(item.text)
    if item.value is None:
        return text
    name = parameter_name(bundle.format, item.value.parameter.id)
    sentence = words.refused if item.value.value else words.refused_empty
    hint = words.expected % {"hint": text} if text else ""
    gap = "" if words.language == "ja" else " "
    return f"{sentence % {'name': name, 'value': item.value.value}}{gap}{hint}".rstrip()


def file_table(files: Sequence[BundleFile], words: Words) -> str:
    rows = [
        (code(file.path), f"{len(file.text.encode()):,}")
        for file in sorted(files, key=lambda file: file.path)
    ]
    return table((words.file, words.size), rows)


def mermaid(diagram: str) -> str:
    """The diagram as a block that viewers of Markdown draw; where they do not, it still reads."""
    return f"```mermaid\n{diagram.strip()}\n```"


def _attention_line(bundle: Bundle, item: Attention, words: Words) -> str:
    remedy = f"{words.remedy} {words.of(item.remedy)}" if item.remedy else ""
    text = f"{attention_text(bundle, item, words)} {remedy}".rstrip()
    return words.attention % {"kind": words.by_attention[item.kind], "text": plain(text)}


def _origin(value: ParameterValue, words: Words) -> str:
    word = words.by_origin[value.origin]
    return word if value.reason is None else f"{word}: {words.of(value.reason)}"


def code(text: str) -> str:
    """A span of code. One that holds backticks stands between more of them."""
    if "`" not in text:
        return f"`{text}`" if text else ""
    fence = "`" * (max(map(len, re.findall("`+", text))) + 1)
    return f"{fence} {text} {fence}"


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(map(_cell, line)) + " |" for line in lines)


def _cell(text: str) -> str:
    return plain(text).replace("|", "\\|").replace("\n", " ")


def plain(text: str) -> str:
    """`text` without what Markdown would take for emphasis or HTML; code in it stays as it is."""
    parts = _CODE_SPAN.split(text)  # prose, a span of code, its backticks; and so on
    return "".join(
        part if number % 3 else _SIGN.sub(r"\\\g<0>", part)
        for number, part in enumerate(parts)
        if number % 3 < 2
    )
