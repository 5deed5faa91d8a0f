"""The whole analysis of one set of answers, each part worked out when it is asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from advisor.analysis import stability as firmness
from advisor.analysis.computed import Computed
from advisor.analysis.deciding import Deciding, deciding
from advisor.analysis.elsewhere import elsewhere, endings, scope
from advisor.analysis.flips import Pairs, single_flips, unlikely_turns
from advisor.analysis.layers import layers
from advisor.analysis.matrix import Matrix, build_matrix
from advisor.analysis.model import (
    Flip,
    Layers,
    NextQuestion,
    Other,
    PairFlip,
    Pause,
    Radius,
    ScoreRange,
    Settled,
    Stability,
    Verdict,
    WeightFlip,
    WeightingShares,
    WeightRange,
)
from advisor.analysis.next_question import next_question
from advisor.analysis.others import Turn, others
from advisor.analysis.pause import pause
from advisor.analysis.position import Position, position
from advisor.analysis.ranges import score_ranges, settled
from advisor.analysis.reach import radii
from advisor.analysis.shares import sampled_shares, weighting_shares
from advisor.analysis.stacks import Stack, stacks
from advisor.analysis.weights import weight_flips, weight_ranges
from advisor.catalog.model import Catalog, Elsewhere, Pattern, Questionnaire
from advisor.questionnaire.answers import Answers


@dataclass(frozen=True, kw_only=True)
class Analysis:
    """Everything but `sampled_shares` is exact.

    `outcomes` hold where none of the patterns fits, of all that are `known`; `scope` are the open
    questions that could still say so.
    """

    at: Position
    outcomes: tuple[Elsewhere, ...]
    known: tuple[Elsewhere, ...] = ()
    scope: tuple[str, ...] = ()

    @property
    def first(self) -> tuple[str, ...]:
        """The patterns that share first place, as `Recommendation.first` has them."""
        return self.at.matrix.named(self.at.first)

    @cached_property
    def verdict(self) -> Verdict:
        return firmness.verdict(self.at, self.stability)

    @cached_property
    def stability(self) -> Stability | None:
        return firmness.stability(self.at)

    @cached_property
    def flips(self) -> tuple[Flip, ...]:
        """Every single answer that would change first place, the nearest first.

        Numbers nobody is likely to mean are left out; `unlikely_turns` has their questions.
        """
        return single_flips(self.at)

    @cached_property
    def unlikely_turns(self) -> frozenset[str]:
        """The questions of which a number left out there would change first place."""
        return unlikely_turns(self.at)

    @cached_property
    def endings(self) -> tuple[Flip, ...]:
        """Every single answer after which none of the patterns fits, beside those in `flips`; none
        where that is so already."""
        if self.outcomes:
            return ()
        turning = {(flip.trait, flip.answer) for flip in self.flips}
        found = endings(self.known, self.at)
        return tuple(flip for flip in found if (flip.trait, flip.answer) not in turning)

    @cached_property
    def _pairs(self) -> Pairs:
        return Pairs(self.at)

    @property
    def pair_count(self) -> int:
        """Pairs of answers that change first place though neither does alone."""
        return self._pairs.count

    @property
    def nearest_pairs(self) -> tuple[PairFlip, ...]:
        return self._pairs.nearest

    @cached_property
    def radii(self) -> tuple[Radius, ...]:
        return radii(self.at)

    @cached_property
    def weight_flips(self) -> tuple[WeightFlip, ...]:
        return weight_flips(self.at)

    @cached_property
    def weight_ranges(self) -> tuple[WeightRange, ...]:
        return weight_ranges(self.at)

    @cached_property
    def ranges(self) -> tuple[ScoreRange, ...]:
        return score_ranges(self.at)

    @cached_property
    def settled(self) -> Settled | None:
        """Also `unless` an answer still to come says that none of the patterns fits."""
        found = settled(self.at)
        if found is None or not self.scope:
            return found
        unless = {*found.unless, *self.scope}
        ids = (column.id for column in self.at.matrix.columns if column.id in unless)
        return replace(found, unless=tuple(ids))

    @cached_property
    def next_question(self) -> NextQuestion | None:
        return next_question(self.at)

    @cached_property
    def next_decides(self) -> Deciding:
        """Whether the answers to the next question end a close call."""
        found = self.next_question
        return deciding(self.at, found.trait) if found else Deciding.NONE

    def next_after(self, passed: Iterable[str]) -> NextQuestion | None:
        """The same where the questions in `passed` get no other answer than they have."""
        return next_question(self._without(passed))

    def pause_after(self, passed: Iterable[str]) -> Pause | None:
        """Whether this is a place to stop, where `passed` get no other answer than they have."""
        return pause(self._without(passed), self.verdict)

    def _without(self, passed: Iterable[str]) -> Position:
        return replace(self.at, passed=frozenset(passed))

    @cached_property
    def shares(self) -> WeightingShares | None:
        return weighting_shares(self.at)

    @cached_property
    def sampled_shares(self) -> Mapping[str, float]:
        """By pattern, under weightings in the order of importance; from a sample of fixed seed."""
        return sampled_shares(self.at)

    @cached_property
    def others(self) -> tuple[Other, ...]:
        changes: list[Turn] = [*self.flips, *self.weight_flips, *self.nearest_pairs]
        return others(self.at, changes, self._pairs.to)

    @cached_property
    def layers(self) -> tuple[Layers, ...]:
        """For every pattern in first place, what goes together with it."""
        return self.layers_of(self.first)

    def layers_of(self, slugs: Iterable[str]) -> tuple[Layers, ...]:
        """The same for the patterns `slugs`, in their order."""
        return tuple(layers(self.at, self.at.matrix.slugs.index(slug)) for slug in slugs)

    def stacks_of(self, slugs: Iterable[str]) -> tuple[Stack, ...]:
        """What stands in front of what, where the patterns `slugs` are put forward."""
        return stacks(self.at, [self.at.matrix.slugs.index(slug) for slug in slugs])


def analyse(catalog: Catalog, answers: Answers, computed: Computed | None = None) -> Analysis:
    """`computed` are ratings that stand in for the catalog's where some answers are known."""
    at = position(matrix_of(catalog.questionnaire, catalog.patterns), answers, computed)
    return Analysis(
        at=at,
        outcomes=elsewhere(catalog.elsewhere, at.values),
        known=catalog.elsewhere,
        scope=scope(catalog.elsewhere, at.values, catalog.questionnaire),
    )


_kept: list[tuple[Questionnaire, Sequence[Pattern], Matrix]] = []
MOST_KEPT = 4


def matrix_of(questionnaire: Questionnaire, patterns: Sequence[Pattern]) -> Matrix:
    """The matrix of a catalog; the latest few are kept, as building one takes a while."""
    for asked, compared, matrix in _kept:
        if asked is questionnaire and compared is patterns:
            return matrix
    found = build_matrix(questionnaire, patterns)
    _kept[:] = [(questionnaire, patterns, found), *_kept[: MOST_KEPT - 1]]
    return found
