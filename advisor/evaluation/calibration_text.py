"""A calibration as a person reads it."""

from __future__ import annotations

from collections.abc import Iterator

from advisor.evaluation.calibration import LEAST_BETTER, MOST_EDITS, Calibration, Proposal
from advisor.evaluation.outcomes import Hits


def calibration_text(found: Calibration) -> str:
    return "\n".join(_lines(found)) + "\n"


def _lines(found: Calibration) -> Iterator[str]:
    yield f"Ratings without a page, which may move by one step: {found.ratings}"
    yield f"Proposed (at most {MOST_EDITS}, the largest gain first): {len(found.proposals)}"
    yield from (f"  {_proposal(proposal)}" for proposal in found.proposals)
    yield ""
    yield f"{'Published cases':<50}{'cases':>7}{'top-1':>8}{'accepted':>10}"
    yield _row("as it is", found.now)
    yield _row("with what is proposed", found.proposed)
    yield _row("the same, each case left out of the choice", found.left_out)
    yield f"  accepted cases that the round gains: {found.gain}"
    yield f"  the same on answers dealt at random, on average: {found.luck:.2f}"
    yield ""
    yield from _verdict(found)


def _proposal(item: Proposal) -> str:
    slug, trait, option = item.cell
    turned = [f"+{case}" for case in item.better] + [f"-{case}" for case in item.worse]
    change = f"{item.change.before:+d} -> {item.change.after:+d}"
    place = f"{slug} {trait}={option}"
    return f"{place:<60}{change:>10}{item.gain:>8.2f}  {' '.join(turned)}".rstrip()


def _row(name: str, row: Hits) -> str:
    shares = row.figures()
    return f"  {name:<48}{row.cases:>7}{shares['top1']:>8.2f}{shares['accepted']:>10.2f}"


def _verdict(found: Calibration) -> Iterator[str]:
    if found.borne_out:
        yield "Cases left out bear it out. Make an edit where its reason holds for any workload,"
        yield "and enter it in edits.yaml with the grounds 'cases'."
    else:
        yield f"Not borne out: it takes {LEAST_BETTER} cases gained, and none lost where each is"
        yield "left out of the choice. The catalog stays as it is."
