"""A report as a person reads it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from advisor.evaluation.report import Report

TITLES = {
    "confidence": "By confidence of the label",
    "patterns": "By the pattern that was built",
    "subsets": "Without some cases",
    "second_reading": "Traits of a second reader, who knew the outcome",
    "verdicts": "By the word of the verdict",
    "verdicts_taken_back": "The same with one answer taken back",
    "verdicts_one_off": "The same with one answer one option off",
    "baselines": "Simpler ways to answer the same cases",
}


def report_text(report: Report) -> str:
    return "\n".join(_lines(report)) + "\n"


def _lines(report: Report) -> Iterator[str]:
    figures = report.figures()
    yield _heading("Published cases")
    yield _row("all", figures["published"])
    ties = figures["ties_shared"]
    yield _row(f"with ties ({ties['tied']}) by chance, not by name", ties)
    for key, title in TITLES.items():
        if figures[key]:
            yield ""
            yield _heading(title)
            yield from (_row(name, row) for name, row in figures[key].items())
    yield from _edits(figures["edits"])
    yield from _readers(figures["readers"])
    yield ""
    yield from _constraints(figures["constraints"])
    yield from _none_of_these(figures["elsewhere"])
    misses = report.misses()
    if misses:
        yield ""
        yield "Where it disagrees"
        yield from (f"  {line}" for line in misses)


def _edits(found: Mapping[str, Any]) -> Iterator[str]:
    if not found:
        return
    yield ""
    yield _heading("Edits of the catalog since the first count")
    yield _row("without any of them", found["before"])
    yield _row("with all of them (today)", found["now"])
    yield _row("with those that these cases alone would keep", found["chosen"])
    yield _row("the same, each case left out of the choice", found["left_out"])
    for name, row in found["each"].items():
        star = " *" if row["kept"] else ""
        label = f"without {name} ({row['numbers']}, {row['grounds']}){star}"
        yield _row(label, row) + "".join(f" {case}" for case in row["turned"])
    yield "  (n, grounds): numbers it changed, and what for; *: these cases alone would keep it"
    yield "  last in a line: the cases it turns"
    yield f"  accepted cases that the choice gains: {found['gain']}"
    yield f"  the same on answers dealt at random, on average: {found['luck']:.2f}"


def _readers(found: Mapping[str, Any]) -> Iterator[str]:
    if not found:
        return
    yield ""
    yield _heading(f"Ratings by {found['readers']} readers who saw no case")
    yield _row("with theirs in the place of the catalog's", found["alone"])
    yield f"  ratings they gave: {found['ratings']}, pairs of readers alike: {found['among']:.2f}"
    yield f"  the catalog's equal to the median at first: {found['same_at_first']:.2f}"
    yield f"  once they had seen each other's reasons: {found['same']:.2f}"
    yield f"  at most one step off: {found['within_one']:.2f}"
    yield f"  of the other sign: {found['opposed']}"


def _heading(title: str) -> str:
    return f"{title:<50}{'cases':>7}{'top-1':>8}{'accepted':>10}"


def _row(name: str, row: Mapping[str, Any]) -> str:
    if not row["cases"]:
        return f"  {name:<48}{0:>7}{'-':>8}{'-':>10}"
    return f"  {name:<48}{row['cases']:>7}{row['top1']:>8.2f}{row['accepted']:>10.2f}"


def _none_of_these(row: Mapping[str, Any]) -> Iterator[str]:
    yield f"Cases that none of the patterns fits: {row['cases']}"
    if row["cases"]:
        yield f"  told so, with where to look: {row['named']:.2f}"
    yield f"  told so where a pattern was built: {row['wrongly_named']}"


def _constraints(row: Mapping[str, Any]) -> Iterator[str]:
    yield f"Constraint cases: {row['cases']}"
    yield f"  recall of what is ruled out: {row['ruled_out_recall']:.2f}"
    yield f"  wrong exclusions: {row['wrong_exclusions']}"
