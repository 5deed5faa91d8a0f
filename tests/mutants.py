"""Breaks the engine and the analysis in named ways, one at a time: the tests have to notice.

`python -m tests.mutants` prints what was noticed; words after it choose mutants by a part of
their name. Works on a copy in a temporary folder.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from scripts.paths import ROOT

SCORING, QUESTIONS, ANALYSIS = "tests/scoring", "tests/questionnaire", "tests/analysis"
COPIED = ("advisor", "scripts", SCORING, QUESTIONS, ANALYSIS, "tests/building.py", "tests/strategies.py")
CONFTEST = """
from hypothesis import Phase, settings
settings.register_profile("mutants", phases=[Phase.generate], database=None, derandomize=True)
settings.load_profile("mutants")
"""
PYPROJECT = '[tool.pytest.ini_options]\npythonpath = ["."]\naddopts = "--import-mode=importlib"\n'
LONGEST = 120
"""Seconds after which a run counts as noticed: an endless loop is no pass."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutant:
    """`old` stands exactly once in `file`; `tests` are the files that should notice."""

    name: str
    file: str
    old: str
    new: str
    tests: tuple[str, ...]


def engine(name: str, file: str, old: str, new: str, *tests: str) -> Mutant:
    named = tuple(f"{SCORING}/test_{test}.py" for test in tests)
    return Mutant(name=name, file=f"advisor/scoring/{file}.py", old=old, new=new, tests=named)


def analysis(name: str, file: str, old: str, new: str, *tests: str) -> Mutant:
    named = tuple(f"{ANALYSIS}/test_{test}.py" for test in tests)
    return Mutant(name=name, file=f"advisor/analysis/{file}.py", old=old, new=new, tests=named)


MUTANTS = (
    engine("importance-ignored", "ledger", "answers.importance(question.id).multiplier", "2", "points"),
    engine("several-weigh-once", "ledger", "len(question.options) if", "1 if", "points"),
    engine("high-vetoes-too", "ledger", "is Importance.CRITICAL", "in (Importance.HIGH, Importance.CRITICAL)", "points"),
    engine("any-means-all", "kleene", "return max(evaluate(part", "return min(evaluate(part", "limits"),
    engine("unknown-is-true", "kleene", "if chosen is None:\n        return Truth.UNKNOWN", "if chosen is None:\n        return Truth.TRUE", "invariants"),
    engine("limit-itself-excludes", "kleene", "if interval.lower > bound:", "if interval.lower >= bound:", "limits"),
    engine("estimates-exclude", "constraints", "severity = Severity.CONDITION", "severity = Severity.EXCLUDE", "invariants"),
    engine("near-is-broken", "constraints", "return CheckStatus.NEAR", "return CheckStatus.VIOLATED", "limits"),
    engine("vetoes-do-nothing", "ranking", "return item.excluded, item.tier, -item.total", "return item.excluded, 0, -item.total", "points"),
    engine("ties-are-broken", "ranking", "tied = ranked and _place(ranked[-1]) == _place(item)", "tied = False", "first_place"),
    engine("always-claims", "ranking", "return only_one_left or any(", "return bool(feasible) or any(", "first_place"),
    engine("rounding-loses", "rounding", "by_loss[:missing]", "by_loss[:0]", "invariants"),
    engine("repairs-not-minimal", "repairs", "if any(smaller <= candidate for smaller in found):", "if False:", "first_place"),
    Mutant(
        name="none-beside-others", file="advisor/questionnaire/parse.py",
        old="chosen.discard(excluding)", new="pass", tests=(f"{QUESTIONS}/test_parsing.py",),
    ),
    Mutant(
        name="exponents-unbounded", file="advisor/questionnaire/numbers.py",
        old=r"(e\+?\d{1,2})?", new=r"(e\+?\d*)?", tests=(f"{QUESTIONS}/test_parsing.py",),
    ),
    analysis("limit-itself-breaks", "conditions", "if number > bound", "if number >= bound", "flips"),
    analysis("open-is-false", "conditions", "if not isinstance(chosen, frozenset):\n            return UNKNOWN", "if not isinstance(chosen, frozenset):\n            return FALSE", "flips", "open_questions"),
    analysis("beyond-is-within", "cells", "low_open = start is not None and start[1]", "low_open = False", "flips"),
    analysis("no-answer-is-taken-back", "moves", "return tuple(found) if chosen is None else (*found, _forgotten(column))", "return tuple(found)", "flips"),
    analysis("none-option-joins", "moves", "frozenset({option}) if option == none else (chosen | {option}) - {none}", "chosen | {option}", "flips"),
    analysis("joint-limits-forgotten", "position", "broken=broken | self._shared(changes)", "broken=broken", "flips"),
    analysis("vetoes-forgotten", "position", "effects.get(index, self.effects[index]).vetoes", "self.effects[index].vetoes", "flips"),
    analysis("claims-without-points", "position", "return first if state.speaking or feasible == 1 < self.matrix.width else 0", "return first", "flips"),
    analysis("level-is-not-enough", "pairs", "                if gain < margin:\n", "                if gain <= margin:\n", "flips"),
    analysis("tiers-forgotten-in-pairs", "pairs", " + TIER * tiers", "", "flips"),
    analysis("released-patterns-forgotten", "pairs", "if base.broken & ~outcome.state.broken:\n            return False", "if False:\n            return False", "flips"),
    analysis("joint-limits-forgotten-in-pairs", "pairs", "for one, other in self._at.matrix.together:", "for one, other in ():", "flips"),
    analysis("one-change-too-few", "reach", "if missing <= 0 or gain <= 0:", "if missing <= 1 or gain <= 0:", "reach"),
    analysis("smallest-gains-first", "reach", "reverse=True", "reverse=False", "reach"),
    analysis("wrong-side-of-the-weight", "weights", "- Fraction(lead, difference)", "+ Fraction(lead, difference)", "weights"),
    analysis("critical-vetoes-forgotten", "weights", "{column.index} if level is Importance.CRITICAL else set()", "set()", "weights"),
    analysis("open-vetoes-forgotten", "ranges", "or _may_be_vetoed(at, at.top)", "", "open_questions"),
    analysis("worst-case-turned-round", "ranges", "best_difference(column, rival, at.top)", "best_difference(column, at.top, rival)", "open_questions"),
    analysis("none-option-adds-up", "spread", "if v > 0 and o != column.question.none_option", "if v > 0", "open_questions", "reach"),
    analysis("race-turned-round", "shares", "(gain * lost[k - 1] + loss * lost[k])", "(loss * lost[k - 1] + gain * lost[k])", "shares"),
    analysis("importance-order-ignored", "shares", "drawn = sorted((-log(1 - random.random()) for _ in range(sum(sizes))), reverse=True)", "drawn = [-log(1 - random.random()) for _ in range(sum(sizes))]", "shares"),
    analysis("equals-dominate", "dominance", "and any(row[other] > row[place] for row in rows)", "", "shares"),
    analysis("no-trigger-needed", "layers", "if add_on.triggers and add_on.net >= LEAST_NET", "if add_on.net >= LEAST_NET", "others_and_layers"),
    analysis("costs-forgotten", "layers", "costs=_moved(at, primary, place, Combine.WORST)", "costs=()", "others_and_layers"),
    analysis("open-questions-are-certain", "stability", "doubts.open_spread * variance", "0.0", "firmness"),
)  # fmt: skip


def copy_project(folder: Path) -> None:
    ignored = shutil.ignore_patterns("__pycache__", "static", "test_links.py")
    for name in COPIED:
        source, target = ROOT / name, folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, ignore=ignored)
        else:
            shutil.copy(source, target)
    (folder / "conftest.py").write_text(CONFTEST, encoding="utf-8")
    (folder / "pyproject.toml").write_text(PYPROJECT, encoding="utf-8")


def is_noticed(mutant: Mutant, folder: Path) -> bool:
    """Raises ValueError where the text to replace is not there once."""
    path = folder / mutant.file
    text = path.read_text(encoding="utf-8")
    if text.count(mutant.old) != 1:
        raise ValueError(f"{mutant.name}: {text.count(mutant.old)} times in {mutant.file}")
    path.write_text(text.replace(mutant.old, mutant.new), encoding="utf-8")
    try:
        return not passes(mutant.tests, folder)
    finally:
        path.write_text(text, encoding="utf-8")


def passes(tests: tuple[str, ...], folder: Path) -> bool:
    """Whether `tests` are green. Raises RuntimeError where they do not even start."""
    plain = ("-p", "no:django", "-p", "no:cacheprovider", "--tb=no")
    command = [sys.executable, "-m", "pytest", "-q", "-x", *plain, *tests]
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        run = subprocess.run(
            command, cwd=folder, env=environment, capture_output=True, timeout=LONGEST, check=False
        )
    except subprocess.TimeoutExpired:
        return False
    if run.returncode > 1:
        raise RuntimeError(run.stdout.decode() + run.stderr.decode())
    return run.returncode == 0


def main(words: list[str]) -> int:
    chosen = [m for m in MUTANTS if not words or any(word in m.name for word in words)]
    survivors = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        copy_project(folder)
        for mutant in chosen:
            noticed = is_noticed(mutant, folder)
            print(f"{'noticed' if noticed else 'SURVIVED':<10}{mutant.name}", flush=True)
            survivors += [] if noticed else [mutant.name]
    print(f"{len(chosen) - len(survivors)} of {len(chosen)} mutants were noticed")
    return 1 if survivors else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
