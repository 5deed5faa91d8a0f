"""An audit as a person reads it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from advisor.evaluation.audit import Audit, Option

SHOWN = 10
"""Correlated pairs that are listed; of the others there is the count."""


def audit_text(found: Audit, failures: Sequence[str]) -> str:
    return "\n".join((*_patterns(found), *_questions(found), *_verdict(failures))) + "\n"


def _patterns(found: Audit) -> Iterator[str]:
    languages = list(next(iter(found.text_length.values()), {}))
    columns = "".join(f"{f'text {language}':>9}" for language in languages)
    yield f"{'Pattern':<28}{'wins':>8}{'mean':>8}{'best on':>9}{'sourced':>9}{columns}"
    for slug, share in found.win_share.items():
        lengths = "".join(f"{found.text_length[slug][language]:>9}" for language in languages)
        rate, best = found.base_rate[slug], found.best_on[slug]
        named = found.sourced[slug]
        yield f"  {slug:<26}{share:>8.1%}{rate:>+8.2f}{best:>9}{named:>9.0%}{lengths}"
    yield "  wins: share of random complete profiles; mean: of all ratings"
    yield "  best on: questions with an option that suits it more than any other"
    yield "  sourced: share of its ratings that name a page; the others are judgements"


def _questions(found: Audit) -> Iterator[str]:
    yield ""
    yield "Weight by group"
    yield from (f"  {group:<26}{share:>8.0%}" for group, share in found.group_weight.items())
    yield ""
    yield f"Options that tell no patterns apart: {len(found.silent_options)}"
    yield from (f"  {_name(option)}" for option in found.silent_options)
    yield f"Ratings at the edge for what the origin decides: {len(found.misplaced)}"
    yield from (f"  {slug}: {_name(option)}" for slug, option in found.misplaced)
    pairs = found.correlated
    yield f"Options of two questions that say the same of every pattern: {len(pairs)}"
    yield from (f"  {_name(one)} and {_name(other)}" for one, other in pairs[:SHOWN])
    if len(pairs) > SHOWN:
        yield f"  and {len(pairs) - SHOWN} more"


def _verdict(failures: Sequence[str]) -> Iterator[str]:
    yield ""
    yield f"Gates shut: {len(failures)}" if failures else "All gates are open."
    yield from (f"  {line}" for line in failures)


def _name(option: Option) -> str:
    return "=".join(option)
