"""How cost enters the recommendation: a computed rating in the place of one in words.

The rating compares a pattern's month with a reference that depends on the workload alone, on
anchors that stand in the catalog. No other pattern is looked at, so adding, excluding or
repricing one pattern never changes the rating of another.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType

from advisor.catalog.cost_model import Advice
from advisor.catalog.formula import fold
from advisor.catalog.formula_checks import EXACT
from advisor.catalog.judged import Calculation
from advisor.catalog.model import LocalizedText, Pattern, Rating
from advisor.cost.comparison import exactly, pattern_costs
from advisor.cost.estimate import Line, estimates, oldest, shared_names
from advisor.cost.printed import cents
from advisor.cost.workload import Workload
from advisor.questionnaire import Answer, Answers, Importance
from advisor.questionnaire.numbers import in_words
from advisor.scoring.rounding import round_half_up


@dataclass(frozen=True, slots=True, kw_only=True)
class CostRatings:
    """The computed ratings by pattern, and the questions that they make superfluous."""

    by_pattern: Mapping[str, Rating]
    replaced: tuple[str, ...]


NOTHING = CostRatings(by_pattern=MappingProxyType({}), replaced=())


def cost_ratings(workload: Workload, answers: Answers) -> CostRatings:
    """Nothing without a volume, or where the question about cost has no answer that counts: then
    cost stays judged in words. A pattern whose price lacks in the Region keeps its words too."""
    advice, volume = workload.model.advice, workload.volume
    answer = stated(advice, answers) if advice else None
    if advice is None or answer is None or not volume:
        return NOTHING
    option = answer.options[0]
    reference = _reference(advice, workload)
    ratings = {
        slug: _rating(advice, option, month, reference, volume)
        for slug, month in _months(advice, workload).items()
    }
    replaced = advice.replaces if ratings else ()
    return CostRatings(by_pattern=MappingProxyType(ratings), replaced=replaced)


def stated(advice: Advice, answers: Answers) -> Answer | None:
    """What was said about cost; None, too, where its importance is off, as of no answer."""
    if answers.importance(advice.trait) is Importance.OFF:
        return None
    return answers.known(advice.trait)


def exact_levels(advice: Advice, workload: Workload) -> dict[str, int]:
    """The rating of every priced pattern before any cap; nothing without a volume."""
    if not workload.volume:
        return {}
    reference = _reference(advice, workload)
    return {
        slug: rating_for(month.total / reference, advice)
        for slug, month in _months(advice, workload).items()
    }


def capped(rating: int, cap: int) -> int:
    return max(-cap, min(cap, rating))


def with_cost(patterns: Sequence[Pattern], ratings: CostRatings) -> tuple[Pattern, ...]:
    """`patterns` as the engine should see them: computed ratings in, replaced ones out."""
    return tuple(
        _with_rating(pattern, ratings.by_pattern[pattern.slug], ratings.replaced)
        if pattern.slug in ratings.by_pattern
        else pattern
        for pattern in patterns
    )


def rating_for(ratio: Fraction, advice: Advice) -> int:
    """The rating of the first anchor that `ratio` does not exceed."""
    return next(
        anchor.rating for anchor in advice.anchors if anchor.ratio is None or ratio <= anchor.ratio
    )


def _with_rating(pattern: Pattern, rating: Rating, replaced: Sequence[str]) -> Pattern:
    kept = (
        item
        for item in pattern.ratings
        if item.trait not in replaced and (item.trait, item.option) != (rating.trait, rating.option)
    )
    return replace(pattern, ratings=(*kept, rating))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Month:
    """What one pattern is rated by. `includes_apart`: a plan's price stands for some of it."""

    lines: tuple[Line, ...]
    includes_apart: bool

    @property
    def total(self) -> Fraction:
        return sum((line.exact for line in self.lines), Fraction(0))


def _months(advice: Advice, workload: Workload) -> dict[str, _Month]:
    """Every pattern whose price is known, with its month: the smaller of by use and with a plan.

    A plan's price counts whole, for what it replaces cannot be taken out of it. So a pattern on a
    plan would look dear beside one whose lines that stand apart are left out; by use it does not.
    """
    found = dict(_ways(advice, replace(workload, flat_rate=False)))
    if workload.flat_rate:
        for slug, month in _ways(advice, workload):
            if slug not in found or month.total < found[slug].total:
                found[slug] = month
    return found


def _ways(advice: Advice, workload: Workload) -> Iterator[tuple[str, _Month]]:
    slugs = tuple(workload.model.by_pattern())
    for cost in pattern_costs(estimates(workload), slugs, size=exactly):
        if cost.priced:
            replaced = (line for item in cost.counted for line in item.replaced)
            yield (
                cost.pattern,
                _Month(
                    lines=cost.lines_without(advice.apart),
                    includes_apart=any(line.group in advice.apart for line in replaced),
                ),
            )


def _reference(advice: Advice, workload: Workload) -> Fraction:
    names = shared_names(workload.model, workload.values)
    return fold(advice.reference.node, EXACT, names)


def _rating(
    advice: Advice, option: str, month: _Month, reference: Fraction, volume: Fraction
) -> Rating:
    exact = month.total
    ratio, cap = exact / reference, advice.caps[option]
    value = capped(rating_for(ratio, advice), cap)
    places = {
        "total": _figure(exact),
        "ratio": str(Decimal(round_half_up(ratio * 100)).scaleb(-2)),
        "reference": _figure(reference),
    }
    number = Decimal(round_half_up(volume))
    words = advice.reason_by_plan if month.includes_apart else None
    reason = LocalizedText(
        MappingProxyType(
            {
                code: _filled(text, places | {"volume": in_words(number, code)})
                for code, text in (words or advice.reason).by_language.items()
            }
        )
    )
    return Rating(
        trait=advice.trait,
        option=option,
        value=value,
        reason=reason,
        source=None,
        calculation=_calculation(month.lines),
    )


def _calculation(lines: Sequence[Line]) -> Calculation:
    """The pages that were read for a month; the one with the largest line comes first."""
    read = [line for line in lines if line.source.date]
    read.sort(key=lambda line: -line.exact)
    return Calculation(
        sources=tuple({line.source.url: line.source for line in read}.values()),
        prices_as_of=oldest(line.source.date for line in read),
    )


def _filled(text: str, places: Mapping[str, str]) -> str:
    for name, value in places.items():
        text = text.replace(f"{{{name}}}", value)
    return text


def _figure(amount: Fraction) -> str:
    """To the cent below 100, in whole units from there."""
    return f"{cents(amount):,}" if amount < 100 else f"{round_half_up(amount):,}"
