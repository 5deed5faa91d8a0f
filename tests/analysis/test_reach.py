"""The fewest answers to change until a rival has as many points."""

from __future__ import annotations

from itertools import combinations, product

from hypothesis import assume, given, settings

from advisor.analysis.reach import radii
from advisor.catalog.model import QuestionKind, Questionnaire
from advisor.questionnaire import Answer, Answers, with_answer
from tests.analysis.brute import definite, look
from tests.building import answers, pattern, questionnaire, single
from tests.strategies import Small, cases

often = settings(max_examples=80, deadline=None)
BOTH = (QuestionKind.SINGLE, QuestionKind.SEVERAL)


@often
@given(case=cases(constrained=False, kinds=BOTH))
def test_the_radius_is_what_trying_every_set_of_answers_gives(case: tuple[Small, Answers]) -> None:
    small, given_answers = case
    at = look(small, given_answers)
    assume(at.first)
    found = {radius.rival: radius.changes for radius in radii(at)}
    top = at.matrix.slugs[at.top]
    for place in at.rivals:
        rival = at.matrix.slugs[place]
        assert found.get(rival) == _fewest(small, given_answers, top, rival)


def _fewest(small: Small, given_answers: Answers, top: str, rival: str) -> int | None:
    asked = [question.id for question in small.questionnaire.questions]
    for size in range(len(asked) + 1):
        if any(
            _level(small, changed, top, rival)
            for traits in combinations(asked, size)
            for changed in _changed(small.questionnaire, given_answers, traits)
        ):
            return size
    return None


def _level(small: Small, given_answers: Answers, top: str, rival: str) -> bool:
    result = small.recommend(given_answers)
    return result.of(rival).total >= result.of(top).total


def _changed(
    asked: Questionnaire, given_answers: Answers, traits: tuple[str, ...]
) -> list[Answers]:
    rows = [[Answer(trait=trait, unknown=True), *definite(asked.by_id[trait])] for trait in traits]
    found = []
    for chosen in product(*rows):
        changed = given_answers
        for answer in chosen:
            changed = with_answer(changed, answer)
        found.append(changed)
    return found


def test_the_questions_with_the_largest_gain_are_named() -> None:
    asked = questionnaire(single("a", "x", "y", weight=3), single("b", "x", "y", weight=1))
    small = Small(asked, (pattern("p", {"a": {"x": 2}}), pattern("q", {"b": {"y": 2}})))
    radius = radii(look(small, answers(a="x", b="x")))[0]
    assert (radius.rival, radius.changes, radius.traits) == ("q", 1, ("a",))


def test_a_rival_that_no_answer_brings_level_is_left_out() -> None:
    asked = questionnaire(single("a", "x", "y"), single("b", "x", "y"))
    ahead = pattern("p", {"a": {"x": 2, "y": 2}, "b": {"x": 1}})
    small = Small(asked, (ahead, pattern("q", {"b": {"y": 1}})))
    assert radii(look(small, answers(a="x"))) != ()
    never = Small(
        asked,
        (
            pattern("p", {"a": {"x": 2, "y": 2}}),
            pattern("q", {"a": {"x": 2, "y": 2}, "b": {"x": -1, "y": -1}}),
        ),
    )
    assert radii(look(never, answers(a="x", b="x"))) != ()
