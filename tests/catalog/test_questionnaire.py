"""Questions, options and bands fit together."""

from __future__ import annotations

import pytest

from advisor.catalog.problems import Problems
from advisor.catalog.questionnaire_reader import read_questionnaire
from advisor.catalog.reader import Cursor
from advisor.catalog.records import QUESTIONNAIRE
from advisor.catalog.yaml_nodes import parse

TEXTS = "label: {en: x}, text: {en: x}, why: {en: x}, decides: {en: x}"
PAIR = "options: [{id: one, text: {en: x}}, {id: two, text: {en: x}}]"
SINGLE = f"{{id: b, group: g, kind: single, weight: 1, {TEXTS}, {PAIR}}}"


def number(**changes: str) -> str:
    fields = {"id": "a", "group": "g", "kind": "number", "weight": "0", "unit": "s"} | changes
    return "{" + ", ".join(f"{key}: {value}" for key, value in fields.items()) + f", {TEXTS}}}"


def single(**changes: str) -> str:
    fields = {"id": "a", "group": "g", "kind": "single", "weight": "1"} | changes
    given = ", ".join(f"{key}: {value}" for key, value in fields.items())
    return f"{{{given}, {TEXTS}{'' if 'options' in changes else ', ' + PAIR}}}"


def bands(*ends: str) -> str:
    return (
        "[" + ", ".join(f"{{id: b{i}, text: {{en: x}}, {end}}}" for i, end in enumerate(ends)) + "]"
    )


def problems_with(*questions: str) -> list[str]:
    """The problems of a questionnaire of one group `g`, without file and line."""
    text = "groups: [{id: g, title: {en: x}}]\nquestions:\n"
    node = parse(text + "\n".join(f"  - {question}" for question in questions), [])
    problems = Problems()
    at = Cursor(file="q", problems=problems, languages=("en",), node=node)
    QUESTIONNAIRE.check(at)
    read_questionnaire(at)
    return [str(problem).split(": ", 1)[1] for problem in sorted(problems.found)]


def test_it_takes_questions_of_every_kind() -> None:
    several = single(kind="several", id="c", none_option="two")
    ranged = number(weight="2", minimum="0", bands=bands("from: 0, to: 5", "from: 5"))
    assert problems_with(SINGLE, several, ranged) == []


@pytest.mark.parametrize(
    ("question", "problem"),
    [
        (single(group="h"), "questions[0].group: unknown group 'h' (known: g)"),
        (
            single(id="A"),
            (
                "questions[0].id: text 'A' is not of the right form "
                "(lower-case letters and digits, words joined by _)"
            ),
        ),
        (
            single(kind="multi"),
            "questions[0].kind: unknown word 'multi' (one of: single, several, number)",
        ),
        (single(weight="4"), "questions[0].weight: 4 is out of range (a whole number from 0 to 3)"),
        (single(unit="s"), "questions[0].unit: unit does not go with kind single (leave it out)"),
        (
            single(none_option="one"),
            "questions[0].none_option: none_option does not go with kind single (leave it out)",
        ),
        (
            single(kind="several", none_option="x"),
            "questions[0].none_option: unknown option 'x' (known: one, two)",
        ),
        (
            number(options="[{id: x, text: {en: x}}, {id: y, text: {en: x}}]"),
            "questions[0].options: options does not go with kind number (leave it out)",
        ),
        (single(options="[{id: x, text: {en: x}}]"), "questions[0].options: 1 items (at least 2)"),
        (
            single(options="[{id: x, text: {en: x}}, {id: x, text: {en: x}}]"),
            "questions[0].options[1].id: duplicate id 'x', first on line 3 (another name)",
        ),
        (
            single(options="[{id: x, text: {en: x}}, {id: unknown, text: {en: x}}]"),
            (
                "questions[0].options[1].id: every question has unknown already (leave it out, or"
                " another name)"
            ),
        ),
        (
            single(aliases="[a]"),
            "questions[0].aliases[0]: alias 'a' is a question's id (another name, or none)",
        ),
        (
            single(aliases="[z, z]"),
            "questions[0].aliases[1]: duplicate alias 'z', first on line 3 (another name)",
        ),
        (
            number(minimum="5", maximum="1"),
            "questions[0].minimum: 5 is above the maximum 1 (minimum below maximum)",
        ),
        (
            number(weight="1"),
            "questions[0].bands: missing key (a number makes points only through its band)",
        ),
        (
            number(bands=bands("from: 0")),
            "questions[0].minimum: missing key (add it: where the first band begins)",
        ),
        (
            number(minimum="0", bands=bands("from: 1")),
            "questions[0].bands[0].from: band b0 leaves a gap: 0 to 1 (from 0)",
        ),
        (
            number(minimum="0", bands=bands("from: 0, to: 5", "from: 6")),
            "questions[0].bands[1].from: band b1 leaves a gap: 5 to 6 (from 5)",
        ),
        (
            number(minimum="0", bands=bands("from: 0, to: 5", "from: 4")),
            "questions[0].bands[1].from: band b1 overlaps: 5 to 4 (from 5)",
        ),
        (
            number(minimum="0", bands=bands("from: 0, to: 5")),
            "questions[0].bands[0].to: the last band has an upper end (leave to out)",
        ),
        (
            number(minimum="0", bands=bands("from: 0", "from: 5")),
            "questions[0].bands[0].to: missing key (only the last band has no upper end)",
        ),
        (
            number(minimum="0", bands=bands("from: 0, to: 0", "from: 0")),
            "questions[0].bands[0].to: 0 is not above from (an upper end above the lower one)",
        ),
        (
            number(unless="{question: c, options: [one]}"),
            "questions[0].unless.question: unknown question 'c' (known: a, b)",
        ),
        (
            number(unless="{question: a, options: [one]}"),
            "questions[0].unless.question: a is no plain question of kind single"
            " (one of kind single without unless)",
        ),
        (
            number(unless="{question: b, options: [on1]}"),
            "questions[0].unless.options[0]: unknown option of b 'on1' (did you mean one?)",
        ),
        (
            single(unless="{question: b, options: [one]}"),
            "questions[0].unless: unless on a question with a weight (weight 0, or no unless)",
        ),
        (
            number(estimate="{question: c, intervals: {}}"),
            "questions[0].estimate.question: unknown question 'c' (known: a, b)",
        ),
        (
            number(estimate="{question: a, intervals: {}}"),
            "questions[0].estimate.question: a is of kind number (a question of kind single)",
        ),
        (
            number(estimate="{question: b, intervals: {on1: [0, 1]}}"),
            "questions[0].estimate.intervals.on1: unknown option of b 'on1' (did you mean one?)",
        ),
        (
            number(estimate="{question: b, intervals: {one: [2, 1]}}"),
            "questions[0].estimate.intervals.one: 2 is above 1 (the lower end first)",
        ),
        (
            number(estimate="{question: b, intervals: {one: [null, 1]}}"),
            (
                "questions[0].estimate.intervals.one[0]: no lower end (a number; only the upper end"
                " may be null)"
            ),
        ),
        (
            number(estimate="{question: b, intervals: {one: [1]}}"),
            "questions[0].estimate.intervals.one: 1 items (2)",
        ),
    ],
)
def test_it_rejects_what_does_not_fit(question: str, problem: str) -> None:
    assert problems_with(question, SINGLE) == [problem]


def test_it_rejects_a_duplicate_question() -> None:
    assert problems_with(SINGLE, SINGLE) == [
        "questions[1].id: duplicate id 'b', first on line 3 (another name)"
    ]


def test_it_asks_a_choice_for_its_options() -> None:
    question = f"{{id: a, group: g, kind: single, weight: 1, {TEXTS}}}"
    assert problems_with(question) == [
        "questions[0].options: missing key (add it: what may be chosen)"
    ]
