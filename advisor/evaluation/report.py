"""How often the advisor agrees with known answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from advisor.analysis import Verdict
from advisor.catalog.model import Catalog
from advisor.evaluation.baselines import baselines
from advisor.evaluation.cases import Case
from advisor.evaluation.edits import Edit
from advisor.evaluation.leave_one_out import EditReport, measure_edits
from advisor.evaluation.methods import Methods
from advisor.evaluation.outcomes import Hits, Outcome, hits, outcome, share
from advisor.evaluation.readings import Agreement, Readings, agreement
from advisor.evaluation.rules import Rule
from advisor.evaluation.variations import one_off, taken_back

PUBLISHED = "published"
CONSTRAINT = "constraint"
ELSEWHERE = "elsewhere"
Groups = Mapping[str, Hits]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """`readings` are hits on the second reading; `baselines` those of simpler ways to answer.

    `taken_back` and `one_off` are the same cases with one answer left out, or moved to the option
    beside it. `edits` is None where no edits of the catalog are measured, `agreement` where no
    other readers' ratings are at hand.
    """

    outcomes: tuple[Outcome, ...]
    readings: Groups
    baselines: Groups
    taken_back: tuple[Outcome, ...]
    one_off: tuple[Outcome, ...]
    edits: EditReport | None = None
    agreement: Agreement | None = None

    def of(self, origin: str) -> tuple[Outcome, ...]:
        return tuple(outcome for outcome in self.outcomes if outcome.case.origin == origin)

    def figures(self) -> dict[str, dict[str, Any]]:
        """Shares between 0 and 1; a share of nothing is 0."""
        return {
            PUBLISHED: _hits(self.of(PUBLISHED)).figures(),
            "ties_shared": self._ties(),
            "constraints": self._constraints(),
            ELSEWHERE: self._elsewhere(),
            "confidence": _figures(self.by_confidence()),
            "patterns": _figures(self.by_pattern()),
            "subsets": _figures(self.subsets()),
            "second_reading": _figures(self.readings),
            "verdicts": _figures(self.by_verdict()),
            "verdicts_taken_back": _figures(_by_word(self.taken_back)),
            "verdicts_one_off": _figures(_by_word(self.one_off)),
            "baselines": _figures(self.baselines),
            "edits": _edit_figures(self.edits),
            "readers": _agreement_figures(self.agreement),
        }

    def _ties(self) -> dict[str, float | int]:
        """The same where a tie counts by chance, not by the order of names."""
        found = self.of(PUBLISHED)
        return {
            "cases": len(found),
            "top1": share(sum(outcome.top1_shared for outcome in found), len(found)),
            "accepted": share(sum(outcome.accepted_shared for outcome in found), len(found)),
            "tied": sum(len(outcome.tied) > 1 for outcome in found),
        }

    def _constraints(self) -> dict[str, float | int]:
        found = self.of(CONSTRAINT)
        ruled_out = sum(len(outcome.case.ruled_out) for outcome in found)
        missed = sum(len(outcome.missed_exclusions) for outcome in found)
        return {
            "cases": len(found),
            "ruled_out_recall": share(ruled_out - missed, ruled_out),
            "wrong_exclusions": sum(len(outcome.wrong_exclusions) for outcome in found),
        }

    def _elsewhere(self) -> dict[str, float | int]:
        """How often "none of these" is said where it is right, and where something was built."""
        found = self.of(ELSEWHERE)
        return {
            "cases": len(found),
            "named": share(sum(o.case.elsewhere in o.elsewhere for o in found), len(found)),
            "wrongly_named": sum(bool(outcome.elsewhere) for outcome in self.of(PUBLISHED)),
        }

    def by_confidence(self) -> Groups:
        return _grouped((o.case.confidence or "unsaid", o) for o in self.of(PUBLISHED))

    def by_pattern(self) -> Groups:
        """By the pattern that was built."""
        return _grouped((o.case.chosen or "none", o) for o in self.of(PUBLISHED))

    def by_verdict(self) -> Groups:
        """The reliability of each word, the firmest first."""
        return _by_word(self.of(PUBLISHED))

    def subsets(self) -> Groups:
        """Without cases of too few traits, and without those whose second reading leaks."""
        found = self.of(PUBLISHED)
        return {
            "without-thin": _hits([o for o in found if not o.case.thin]),
            "without-leaky": _hits([o for o in found if not o.case.leaky]),
            "without-both": _hits([o for o in found if not o.case.thin and not o.case.leaky]),
        }

    def misses(self) -> tuple[str, ...]:
        """One line for each disagreement and each answer that was not understood."""
        return tuple(line for outcome in self.outcomes for line in _misses(outcome))


def evaluate_cases(
    catalog: Catalog,
    cases: Sequence[Case],
    rules: Sequence[Rule] = (),
    methods: Methods | None = None,
    edits: Sequence[Edit] = (),
    readings: Readings | None = None,
) -> Report:
    """`rules` are a table to be held against, as one more baseline; so are `methods`. `edits` are
    changes of the catalog to be measured on the published cases, `readings` what others rated."""
    published = [case for case in cases if case.origin == PUBLISHED]
    return Report(
        outcomes=tuple(outcome(catalog, case) for case in cases),
        readings=_readings(catalog, published),
        baselines=baselines(catalog, published, rules, methods),
        taken_back=tuple(
            outcome(catalog, case, traits)
            for case in published
            for traits in taken_back(case.traits)
        ),
        one_off=tuple(
            outcome(catalog, case, traits)
            for case in published
            for traits in one_off(case.traits, catalog.questionnaire)
        ),
        edits=measure_edits(catalog, edits, published) if edits else None,
        agreement=agreement(catalog, readings, published) if readings else None,
    )


def _readings(catalog: Catalog, cases: Sequence[Case]) -> dict[str, Hits]:
    read = [case for case in cases if case.second_reading]
    return {
        "all": _hits([outcome(catalog, case, case.second_reading) for case in read]),
        "without-leaky": _hits([outcome(catalog, case, case.unleaky_reading) for case in read]),
    }


def _hits(outcomes: Sequence[Outcome]) -> Hits:
    return hits([(outcome.case, outcome.first) for outcome in outcomes])


def _grouped(pairs: Iterable[tuple[str, Outcome]]) -> dict[str, Hits]:
    groups: dict[str, list[Outcome]] = {}
    for name, found in pairs:
        groups.setdefault(name, []).append(found)
    return {name: _hits(groups[name]) for name in sorted(groups)}


def _by_word(outcomes: Iterable[Outcome]) -> dict[str, Hits]:
    found = _grouped((outcome.verdict.value, outcome) for outcome in outcomes)
    return {word.value: found.get(word.value, _hits(())) for word in Verdict}


def _edit_figures(found: EditReport | None) -> dict[str, Any]:
    if found is None:
        return {}
    return {
        "before": found.before.figures(),
        "now": found.now.figures(),
        "chosen": found.chosen.figures(),
        "left_out": found.left_out.figures(),
        "gain": found.gain,
        "luck": found.luck,
        "each": {
            effect.edit.id: {
                **effect.without.figures(),
                "grounds": effect.edit.grounds.value,
                "numbers": effect.edit.numbers,
                "turned": list(effect.turned),
                "kept": effect.kept,
            }
            for effect in found.effects
        },
    }


def _agreement_figures(found: Agreement | None) -> dict[str, Any]:
    if found is None:
        return {}
    return {
        "readers": found.readers,
        "ratings": found.ratings,
        "same_at_first": found.at_first,
        "same": found.same,
        "within_one": found.within_one,
        "opposed": found.opposed,
        "among": found.among,
        "alone": found.alone.figures(),
    }


def _figures(groups: Groups) -> dict[str, dict[str, float | int]]:
    return {name: found.figures() for name, found in groups.items()}


def _misses(found: Outcome) -> Iterator[str]:
    case = found.case
    for notice in found.notices:
        yield f"{case.id}: {notice.key}={notice.value} was not understood ({notice.code})"
    if case.origin == PUBLISHED and not found.top1:
        word = "accepted" if found.accepted else "missed"
        yield f"{case.id}: {word}: expected {case.chosen}, first is {found.first} ({found.verdict})"
    if case.origin == PUBLISHED and found.elsewhere:
        yield f"{case.id}: said to fit none, but {case.chosen} was built"
    if case.origin == ELSEWHERE and case.elsewhere not in found.elsewhere:
        yield f"{case.id}: {case.elsewhere} should be said and is not"
    if case.origin == CONSTRAINT:
        for slug in found.missed_exclusions:
            yield f"{case.id}: {slug} should be excluded and is not"
        for slug in found.wrong_exclusions:
            yield f"{case.id}: {slug} is excluded and should not be"
