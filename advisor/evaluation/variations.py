"""Cases answered a little otherwise: what a verdict's word is worth when an answer is not quite."""

from __future__ import annotations

from collections.abc import Iterator

from advisor.catalog.model import QuestionKind, Questionnaire
from advisor.evaluation.cases import Pairs


def taken_back(traits: Pairs) -> Iterator[Pairs]:
    """Each answer left out in turn."""
    for place in range(len(traits)):
        yield traits[:place] + traits[place + 1 :]


def one_off(traits: Pairs, questionnaire: Questionnaire) -> Iterator[Pairs]:
    """Each choice of one option moved to the options beside it in turn."""
    for place, (trait, given) in enumerate(traits):
        question = questionnaire.by_id.get(trait)
        if question is None or question.kind is not QuestionKind.SINGLE:
            continue
        options = question.rated_ids
        here = options.index(given) if given in options else -2
        for other in (here - 1, here + 1):
            if 0 <= other < len(options):
                yield (*traits[:place], (trait, options[other]), *traits[place + 1 :])
