"""A recommendation as pages and commands print it: one set of rounded numbers for all of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from types import MappingProxyType

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from advisor.catalog.model import Catalog, Pattern
from advisor.presentation import figures
from advisor.presentation.ledger import AnswerTexts, LedgerLine, ledger_line
from advisor.presentation.numbers import signed
from advisor.presentation.scale import ScoreScale, score_scale
from advisor.presentation.words import joined_names
from advisor.questionnaire.answers import Answers
from advisor.scoring.ledger import NEUTRAL
from advisor.scoring.model import Assessment, Check, CheckStatus, Recommendation
from advisor.scoring.rounding import printed, round_half_up

MOST_LINES, MAIN_LINES = 8, 6
"""A ledger of more than MOST_LINES shows MAIN_LINES of them and folds the others."""


@dataclass(frozen=True, kw_only=True)
class PatternResult:
    """One pattern of the ranking, in print."""

    item: Assessment
    name: str
    short_name: str
    lines: tuple[LedgerLine, ...]
    silent: tuple[str, ...]
    score: Decimal
    scale: ScoreScale
    language: str
    range: tuple[Fraction, Fraction] | None

    @property
    def reach(self) -> str:
        """The lowest and highest score that open questions could still give."""
        if self.range is None or self.range[0] == self.range[1]:
            return ""
        return "–".join(str(round_half_up(end)) for end in self.range)

    @property
    def pattern(self) -> Pattern:
        return self.item.pattern

    @property
    def gained(self) -> Decimal:
        return sum((line.points for line in self.lines if line.points > 0), Decimal(0))

    @property
    def lost(self) -> Decimal:
        return sum((line.points for line in self.lines if line.points < 0), Decimal(0))

    @property
    def gained_text(self) -> str:
        return signed(self.gained)

    @property
    def lost_text(self) -> str:
        return signed(self.lost)

    @property
    def main_lines(self) -> tuple[LedgerLine, ...]:
        """The lines to read first: all of them where there are few."""
        return self.lines[: self._shown]

    @property
    def minor_lines(self) -> tuple[LedgerLine, ...]:
        return self.lines[self._shown :]

    @property
    def minor_points(self) -> str:
        return signed(sum((line.points for line in self.minor_lines), Decimal(0)))

    @property
    def _shown(self) -> int:
        return len(self.lines) if len(self.lines) <= MOST_LINES else MAIN_LINES

    @property
    def biggest_losses(self) -> tuple[LedgerLine, ...]:
        losses = sorted((line for line in self.lines if line.exact < 0), key=lambda x: x.exact)
        return tuple(losses[:2])

    def points_on(self, trait: str) -> Decimal:
        """The printed points of all its lines on one question."""
        return sum((line.points for line in self.lines if line.trait == trait), Decimal(0))

    @cached_property
    def figure(self) -> SafeString:
        return figures.score_line(self.item, self.scale, self.range)

    def checks(self, *statuses: CheckStatus) -> tuple[Check, ...]:
        return tuple(check for check in self.item.checks if check.status in statuses)

    @property
    def conditions(self) -> tuple[Check, ...]:
        """What has to be seen to before this pattern is chosen."""
        exclusions = set(map(id, self.item.violations))
        violated = self.checks(CheckStatus.VIOLATED)
        return tuple(check for check in violated if id(check) not in exclusions)

    @property
    def near(self) -> tuple[Check, ...]:
        return self.checks(CheckStatus.NEAR)


@dataclass(frozen=True, kw_only=True)
class ResultView:
    """The whole result in one language."""

    recommendation: Recommendation
    patterns: tuple[PatternResult, ...]
    scale: ScoreScale
    answered_count: int
    question_count: int

    @property
    def claimed(self) -> bool:
        return self.recommendation.claimed

    @property
    def feasible(self) -> tuple[PatternResult, ...]:
        return tuple(view for view in self.patterns if not view.item.excluded)

    @property
    def excluded(self) -> tuple[PatternResult, ...]:
        return tuple(view for view in self.patterns if view.item.excluded)

    @property
    def first(self) -> tuple[PatternResult, ...]:
        """Every pattern that shares first place; empty where none is recommended."""
        return tuple(view for view in self.feasible if view.item.rank == 1) if self.claimed else ()

    @property
    def lead(self) -> Decimal | None:
        """Printed points between first place and the next pattern of the same tier."""
        if not self.claimed or len(self.feasible) < 2:
            return None
        first, second = self.feasible[:2]
        return first.score - second.score if first.item.tier == second.item.tier else None

    @property
    def open_ended(self) -> bool:
        """Whether a score could still end elsewhere."""
        return any(view.reach for view in self.feasible)

    @property
    def tied(self) -> bool:
        """Whether two patterns share a rank."""
        ranks = [view.item.rank for view in self.feasible]
        return len(set(ranks)) < len(ranks)

    @cached_property
    def axis(self) -> SafeString:
        return figures.score_axis(self.scale)

    def of(self, slug: str) -> PatternResult:
        return next(view for view in self.patterns if view.pattern.slug == slug)


Ranges = Mapping[str, tuple[Fraction, Fraction]]
"""The lowest and highest score that each pattern could still get, by slug."""


def result_view(
    catalog: Catalog,
    answers: Answers,
    result: Recommendation,
    language: str,
    ranges: Ranges = MappingProxyType({}),
) -> ResultView:
    scale = score_scale(_reach(result.assessments), NEUTRAL)
    texts = AnswerTexts(catalog, answers, language)
    return ResultView(
        recommendation=result,
        patterns=tuple(
            _pattern(item, texts, scale, ranges.get(item.pattern.slug))
            for item in result.assessments
        ),
        scale=scale,
        answered_count=len(result.answered),
        question_count=len(catalog.questionnaire.questions),
    )


def _reach(items: Sequence[Assessment]) -> list[Fraction]:
    """Every place a score line touches."""
    places: list[Fraction] = []
    for item in items:
        gains = sum((line.points for line in item.contributions if line.points > 0), Fraction(0))
        places += [item.score, NEUTRAL + gains]
    return places


def _pattern(
    item: Assessment,
    texts: AnswerTexts,
    scale: ScoreScale,
    reach: tuple[Fraction, Fraction] | None,
) -> PatternResult:
    speaking = [line for line in item.contributions if line.product]
    points = printed([line.points for line in speaking])
    lines = [
        ledger_line(line, amount, texts, item.pattern.mark)
        for line, amount in zip(speaking, points, strict=True)
    ]
    lines.sort(key=lambda line: (-abs(line.exact), -abs(line.points), line.exact < 0))
    heard = {line.trait for line in speaking}
    silent = dict.fromkeys(line.trait for line in item.contributions if line.trait not in heard)
    return PatternResult(
        item=item,
        name=item.pattern.name.in_language(texts.language),
        short_name=item.pattern.short_name.in_language(texts.language),
        lines=tuple(lines),
        silent=tuple(map(texts.label, silent)),
        score=NEUTRAL + sum(points, Decimal("0.0")),
        scale=scale,
        language=texts.language,
        range=reach,
    )


def verdict(view: ResultView) -> str:
    """One sentence: who is first and by how much, or why nobody is."""
    if not view.feasible:
        return _("Every pattern is ruled out by a limit.")
    if not view.claimed:
        return _("Nothing you answered tells the patterns apart yet.")
    names = [first.short_name for first in view.first]
    if len(view.feasible) == 1:
        return _("%(name)s is the only pattern the limits leave.") % {"name": names[0]}
    if len(names) > 1:
        return _level(names)
    if view.lead is None:
        return _("%(name)s fits best: it alone meets what you marked critical.") % {
            "name": names[0]
        }
    words: Mapping[str, object] = {
        "name": names[0],
        "next": joined_names(
            [v.short_name for v in view.feasible if v.item.rank == view.feasible[1].item.rank]
        ),
        "lead": view.lead,
    }
    return _("%(name)s fits these answers best, %(lead)s points ahead of %(next)s.") % words


def _level(names: Sequence[str]) -> str:
    if len(names) == 2:
        return _("%(one)s and %(two)s are level.") % {"one": names[0], "two": names[1]}
    return _("%(count)d patterns are level.") % {"count": len(names)}
