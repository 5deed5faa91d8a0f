"""The simple commands of a shell script or of the command blocks of a README, as lists of words."""

from __future__ import annotations

import re
from collections.abc import Iterator

Words = list[str]
HOLE = "\0"
"""What stands in a word for the output of a command."""

_FENCE = re.compile(r"^```(\w*)\n(.*?)^```", re.M | re.S)
_RUN = re.compile(
    r"^\s*(?:\w+=\S*\(?|export |if |for )?[\"$(]*(?:aws|terraform|bash|\./|sam) ?", re.M
)
_BREAKS = "\n;|&()"
_KEYWORDS = {"!", "{", "}", "do", "elif", "else", "if", "then", "until", "while"}


def command_blocks(markdown: str) -> list[str]:
    """The fenced blocks that hold commands; others show what a command prints."""
    return [
        text
        for language, text in _FENCE.findall(markdown)
        if language in {"bash", "sh", "shell"} or _RUN.search(text)
    ]


def commands(script: str) -> list[Words]:
    """Every simple command, those in `$(...)` included, whatever decides whether it runs."""
    found = (_without_keywords(words) for words in _Reader(script).commands())
    return [words for words in found if words]


def _without_keywords(words: Words) -> Words:
    """Without what stands before a command: keywords, and variables set for it alone."""
    start = 0
    while start < len(words) and words[start] in _KEYWORDS:
        start += 1
    return words[start:]


class _Reader:
    def __init__(self, script: str) -> None:
        self._text = script.replace("\\\n", " ")
        self._at = 0
        self._inner: list[Words] = []

    def commands(self, closing: str = "") -> Iterator[Words]:
        words: Words = []
        while self._at < len(self._text):
            char = self._text[self._at]
            if char == closing:
                break
            if char == "#" and (self._at == 0 or self._text[self._at - 1] in " \t\n;"):
                self._at = (self._text + "\n").index("\n", self._at)
            elif char in _BREAKS:
                self._at += 1
                yield words
                words = []
            elif char in " \t":
                self._at += 1
            else:
                words.append(self._word(closing))
        yield words
        if not closing:
            yield from self._inner

    def _word(self, closing: str) -> str:
        found = ""
        while self._at < len(self._text):
            char = self._text[self._at]
            if char in " \t" or char in _BREAKS or char == closing:
                break
            found += self._part(char)
        return found

    def _part(self, char: str) -> str:
        if char == "'":
            return self._until("'")
        if char == '"':
            return self._quoted()
        if self._text.startswith("$(", self._at) and not self._text.startswith("$((", self._at):
            return self._substituted()
        if char == "$" and self._text[self._at + 1 : self._at + 2] in {"{", "("}:
            return self._until("}" if self._text[self._at + 1] == "{" else "))")
        if char == "\\":
            self._at += 2
            return self._text[self._at - 1 : self._at]
        self._at += 1
        return char

    def _until(self, end: str) -> str:
        start = self._at
        found = self._text.find(end, start + 1)
        self._at = len(self._text) if found < 0 else found + len(end)
        whole = self._text[start : self._at]
        return whole[1:-1] if end == "'" else whole

    def _quoted(self) -> str:
        self._at += 1
        found = ""
        while self._at < len(self._text) and self._text[self._at] != '"':
            char = self._text[self._at]
            found += self._part(char) if char in "$\\" else char
            self._at += char not in "$\\"
        self._at += 1
        return found

    def _substituted(self) -> str:
        self._at += 2
        self._inner += [words for words in self.commands(")") if words]
        self._at += 1
        return HOLE
