"""What an audit may not find, with the thresholds in one place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from advisor.evaluation.audit import Audit


@dataclass(frozen=True, slots=True, kw_only=True)
class Gates:
    """Random answers are no real prior, as answers hang together: the win shares are loose.

    docs/decisions/0010-a-fair-catalog.md says where the thresholds come from.
    """

    least_win_share: float = 0.05
    most_win_share: float = 0.45
    most_base_rate: float = 0.22
    fewest_best_on: int = 3
    least_sourced: float = 0.70
    most_group_weight: float = 0.40
    most_length_ratio: float = 1.5
    oldest_days: int = 730


GATES = Gates()


def failures(found: Audit, gates: Gates = GATES) -> tuple[str, ...]:
    """One sentence for each gate that is shut."""
    return (*_patterns(found, gates), *_questions(found, gates), *_texts(found, gates))


def _patterns(found: Audit, gates: Gates) -> Iterator[str]:
    low, high = gates.least_win_share, gates.most_win_share
    for slug, share in found.win_share.items():
        if not low <= share <= high:
            yield f"{slug} wins {share:.1%} of random profiles (allowed: {low:.0%} to {high:.0%})"
    for slug, rate in found.base_rate.items():
        if abs(rate) > gates.most_base_rate:
            limit = gates.most_base_rate
            yield f"{slug} is rated {rate:+.2f} on average (allowed: -{limit} to +{limit})"
    for slug, count in found.best_on.items():
        if count < gates.fewest_best_on:
            yield f"{slug} is alone best on {count} questions (at least {gates.fewest_best_on})"
    for slug, share in found.sourced.items():
        if share < gates.least_sourced:
            least = gates.least_sourced
            yield f"{slug} names a page for {share:.0%} of its ratings (at least {least:.0%})"
    yield from (f"{slug} cannot come first under any answers" for slug in found.cannot_win)
    for one, other in found.dominated:
        yield f"{other} is never rated above {one}"


def _questions(found: Audit, gates: Gates) -> Iterator[str]:
    yield from (f"no answer to {trait} changes anything" for trait in found.silent_questions)
    most = gates.most_group_weight
    for group, share in found.group_weight.items():
        if share > most:
            yield f"group {group} has {share:.0%} of all weight (at most {most:.0%})"


def _texts(found: Audit, gates: Gates) -> Iterator[str]:
    for language in next(iter(found.text_length.values()), {}):
        lengths = {slug: by[language] for slug, by in found.text_length.items()}
        longest, shortest = (
            max(lengths, key=lengths.__getitem__),
            min(lengths, key=lengths.__getitem__),
        )
        ratio = lengths[longest] / max(1, lengths[shortest])
        if ratio > gates.most_length_ratio:
            yield f"{longest} has {ratio:.2f} times the text of {shortest} in {language}"
    for source in found.stale_sources:
        yield f"source {source.id} is of {source.date}, more than {gates.oldest_days} days ago"
