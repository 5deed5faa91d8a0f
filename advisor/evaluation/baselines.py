"""Simpler ways to answer the same cases. An advisor that does not beat them is not worth asking."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from math import log

from advisor.advice import advise
from advisor.analysis.conditions import TRUE, compiled, value_of
from advisor.catalog.model import Catalog
from advisor.evaluation.cases import Case
from advisor.evaluation.methods import Methods, Problem, best, problem
from advisor.evaluation.outcomes import Hits, hits
from advisor.evaluation.rules import Rule
from advisor.questionnaire.answers import Answers
from advisor.questionnaire.parse import parse_answers
from advisor.scoring.ledger import rated_options
from advisor.scoring.ranking import recommend

Guess = str | None
Features = frozenset[tuple[str, str]]


def baselines(
    catalog: Catalog,
    cases: Sequence[Case],
    rules: Sequence[Rule],
    methods: Methods | None = None,
) -> dict[str, Hits]:
    """Hits of each by name. `selection-table` is left out where there are no rules."""
    named: dict[str, Callable[[], list[Guess]]] = {
        "majority": lambda: [majority(cases)] * len(cases),
        "unit-weights": lambda: unit_weights(catalog, cases),
        "naive-bayes": lambda: naive_bayes(catalog, cases),
    }
    if rules:
        named["selection-table"] = lambda: [by_rule(catalog, rules, case) for case in cases]
    found = {name: guess() for name, guess in named.items()}
    if methods is not None:
        found |= by_methods(catalog, cases, methods)
    return {name: hits(list(zip(cases, guesses, strict=True))) for name, guesses in found.items()}


def by_methods(catalog: Catalog, cases: Sequence[Case], methods: Methods) -> dict[str, list[Guess]]:
    """What each method puts first, on the matrix that the advisor itself ranks by."""
    results = [advise(catalog, _answers(catalog, case)).recommendation for case in cases]
    problems = [problem(result) for result in results]
    asked = [found for found in problems if found is not None and len(found.slugs) > 1]
    guesses: dict[str, list[Guess]] = {}
    for name, scores in methods(asked).items():
        answered = iter(zip(asked, scores, strict=True))
        guesses[name] = [_guess(found, answered) for found in problems]
    return guesses


def _guess(found: Problem | None, answered: Iterator[tuple[Problem, Sequence[float]]]) -> Guess:
    """A pattern that is left alone needs no method."""
    if found is None:
        return None
    return best(*next(answered)) if len(found.slugs) > 1 else found.slugs[0]


def majority(cases: Sequence[Case]) -> Guess:
    """What was chosen most often among these very cases; of equals the first by name."""
    counts = Counter(case.chosen for case in cases if case.chosen)
    return min(counts, key=lambda slug: (-counts[slug], slug), default=None)


def unit_weights(catalog: Catalog, cases: Sequence[Case]) -> list[Guess]:
    """The same ratings and limits, every question that makes points weighing the same."""
    questions = tuple(
        replace(question, weight=min(question.weight, 1))
        for question in catalog.questionnaire.questions
    )
    level = replace(catalog.questionnaire, questions=questions)
    found = (recommend(level, catalog.patterns, _answers(catalog, case)).first for case in cases)
    return [first[0].pattern.slug if first else None for first in found]


def by_rule(catalog: Catalog, rules: Sequence[Rule], case: Case) -> Guess:
    """The pattern of the first rule that holds."""
    given = _answers(catalog, case).by_trait
    values = {t: value for t, answer in given.items() if (value := value_of(answer)) is not None}
    return next((rule.pattern for rule in rules if compiled(rule.when)(values) == TRUE), None)


def naive_bayes(catalog: Catalog, cases: Sequence[Case]) -> list[Guess]:
    """Leave-one-out: each case is judged by what all others say. Counts are smoothed by one."""
    seen = [(case, _features(catalog, case)) for case in cases]
    return [
        _likeliest(features, [other for other in seen if other[0] is not case], catalog)
        for case, features in seen
    ]


def _likeliest(
    features: Features, others: Sequence[tuple[Case, Features]], catalog: Catalog
) -> Guess:
    by_class: dict[str, list[Features]] = {}
    for case, known in others:
        if case.chosen:
            by_class.setdefault(case.chosen, []).append(known)
    odds = {
        slug: log(len(rows)) + sum(_log_likelihood(f, rows, catalog) for f in features)
        for slug, rows in by_class.items()
    }
    return min(odds, key=lambda slug: (-odds[slug], slug), default=None)


def _log_likelihood(feature: tuple[str, str], rows: Sequence[Features], catalog: Catalog) -> float:
    """Of this option among the answers that the rows give to its question."""
    trait = feature[0]
    options = len(catalog.questionnaire.by_id[trait].rated_ids)
    answered = sum(any(known == trait for known, _option in row) for row in rows)
    return log((sum(feature in row for row in rows) + 1) / (answered + options))


def _features(catalog: Catalog, case: Case) -> Features:
    answers = _answers(catalog, case)
    return frozenset(
        (question.id, option)
        for question in catalog.questionnaire.questions
        if (answer := answers.known(question.id)) is not None
        for option in rated_options(question, answer)
    )


def _answers(catalog: Catalog, case: Case) -> Answers:
    return parse_answers(catalog.questionnaire, case.traits).answers
