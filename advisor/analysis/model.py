"""What an analysis returns. Slugs and identifiers only: words are added where it is shown."""

from __future__ import annotations

from enum import StrEnum
from fractions import Fraction

from advisor.analysis.cells import Bound
from advisor.analysis.moves import Change
from advisor.catalog.model import LocalizedText, Transition
from advisor.questionnaire.answers import Answer, Answers, Importance
from advisor.questionnaire.link import with_answer, with_importance
from advisor.scoring.ledger import NEUTRAL, points
from advisor.values import value

Slugs = tuple[str, ...]
"""Patterns, sorted by slug; those that share a place together."""


class Verdict(StrEnum):
    """How firm first place is, in one word."""

    CLEAR = "clear"
    LIKELY = "likely"
    LEANING = "leaning"
    CLOSE_CALL = "close-call"
    NOT_ENOUGH = "not-enough"


@value(kw_only=True)
class Ahead:
    """The totals of first place and of the best of the others in its tier, with the W of both."""

    best: int
    next: int
    weight_sum: int

    @property
    def scores(self) -> tuple[Fraction, Fraction]:
        """Both as scores, 0 to 100."""
        best, following = (points(total, self.weight_sum) for total in (self.best, self.next))
        return NEUTRAL + best, NEUTRAL + following

    @property
    def points(self) -> Fraction:
        return points(self.best - self.next, self.weight_sum)


@value(kw_only=True)
class Flip:
    """One change of one answer that changes first place to `first` (empty: nobody is first).

    `given` says whether the question has a definite answer now. `distance` is in options or bands.
    `bound` says of a number what has to hold. `by_limit`: a limit then rules out who is first now.
    """

    base: Answers
    trait: str
    change: Change
    option: str
    answer: Answer
    first: Slugs
    ahead: Ahead | None
    distance: int
    given: bool
    bound: Bound | None = None
    by_limit: bool = False

    @property
    def answers(self) -> Answers:
        """All answers with the change made."""
        return with_answer(self.base, self.answer)


@value(kw_only=True)
class PairFlip:
    """Two changes that change first place together, and neither of them alone.

    `by_limit`: limits then rule out who is first now.
    """

    base: Answers
    changes: tuple[Flip, Flip]
    first: Slugs
    ahead: Ahead | None
    by_limit: bool = False

    @property
    def answers(self) -> Answers:
        one, other = self.changes
        return with_answer(with_answer(self.base, one.answer), other.answer)


@value(kw_only=True)
class Radius:
    """The fewest answers to change until `rival` has as many points as first place."""

    rival: str
    changes: int
    traits: tuple[str, ...]


@value(kw_only=True)
class WeightFlip:
    """An importance of one answered question at which first place is another."""

    base: Answers
    trait: str
    importance: Importance
    first: Slugs
    ahead: Ahead | None

    @property
    def answers(self) -> Answers:
        return with_importance(self.base, self.trait, self.importance)


@value(kw_only=True)
class WeightBound:
    """The exact weight of a question at which `rival` draws level with first place.

    `share` is that weight's share of all weights, between 0 and 1.
    """

    weight: Fraction
    share: Fraction
    rival: str


@value(kw_only=True)
class WeightRange:
    """The weights of `trait` between which first place stays; None where no bound is in reach."""

    trait: str
    weight: int
    lower: WeightBound | None
    upper: WeightBound | None


@value(kw_only=True)
class ScoreRange:
    """The lowest and highest score that any answer to the open questions could still give."""

    pattern: str
    low: Fraction
    high: Fraction
    may_be_excluded: bool


@value(kw_only=True)
class Settled:
    """A pattern that no answer still open can overtake.

    `unless` names the open questions whose answer could still rule it out: while there are any,
    it is first only as long as those limits are kept.
    """

    pattern: str
    unless: tuple[str, ...]

    @property
    def for_good(self) -> bool:
        return not self.unless


@value(kw_only=True)
class Pause:
    """A pattern that no single answer still to come overtakes; several together could.

    `unless` names the questions of which one answer rules it out.
    """

    pattern: str
    unless: tuple[str, ...]


@value(kw_only=True)
class Lead:
    """First place after one answer, and how far it is ahead (None: nobody is next)."""

    option: str
    first: Slugs
    ahead: Ahead | None


@value(kw_only=True)
class NextQuestion:
    """The open question most worth answering, and where each answer to it leads.

    `now` is first place as long as it is open.
    """

    trait: str
    now: Slugs
    leads: tuple[Lead, ...]

    @property
    def can_change_first_place(self) -> bool:
        """Also where every answer leads to the same."""
        firsts = {lead.first for lead in self.leads}
        return len(firsts) > 1 or bool(self.now and firsts - {self.now})


@value(kw_only=True)
class PairShare:
    """The share of all weightings, any whatever, in which first place beats `rival`; exact."""

    rival: str
    share: float


@value(kw_only=True)
class WeightingShares:
    """Shares of weightings in which first place stays first; `low` and `high` bound it over any
    weighting, exactly, and are equal for two patterns."""

    pairs: tuple[PairShare, ...]
    low: float
    high: float


@value(kw_only=True)
class Stability:
    """The probability that first place stands against every rival, under small doubts.

    `value` is the product of `against`. `margin` is the lead in points of score, None without a
    rival in the same tier; `coverage` is the share of all weight that was answered.
    """

    value: float
    against: tuple[tuple[str, float], ...]
    margin: Fraction | None
    coverage: Fraction


@value(kw_only=True)
class Loss:
    """Points of score that a pattern loses on one question against first place."""

    trait: str
    points: Fraction


@value(kw_only=True)
class Other:
    """Why a pattern is not first, and what would make it so.

    `limits` are the ids of the constraints that exclude it. `dominated_by` names a pattern that
    is at least as good on every answer, so that no weighting puts this one first.
    """

    pattern: str
    losses: tuple[Loss, ...]
    limits: tuple[str, ...]
    dominated_by: Slugs
    choose_if: Flip | PairFlip | WeightFlip | None


@value(kw_only=True)
class Origin:
    """What stands behind a primary that answers at the edge."""

    pattern: str
    note: LocalizedText


@value(kw_only=True)
class AddOn:
    """A pattern to put in front of the primary: what called for it, what it gains and costs."""

    pattern: str
    triggers: tuple[str, ...]
    gains: tuple[Loss, ...]
    costs: tuple[Loss, ...]
    note: LocalizedText

    @property
    def net(self) -> Fraction:
        return sum((item.points for item in (*self.gains, *self.costs)), Fraction(0))


@value(kw_only=True)
class Later:
    """A pattern that takes over when `note` comes true. `limits` exclude it today."""

    pattern: str
    note: LocalizedText
    transition: Transition | None
    limits: tuple[str, ...]


@value(kw_only=True)
class Layers:
    """What goes together with one primary pattern."""

    primary: str
    origins: tuple[Origin, ...]
    add_ons: tuple[AddOn, ...]
    later: tuple[Later, ...]
