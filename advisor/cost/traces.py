"""What single answers leave in the inputs, so that many sets of answers can be told apart fast."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from types import MappingProxyType

from advisor.catalog.cost_model import Input
from advisor.catalog.model import Questionnaire
from advisor.questionnaire import Answer, Answers
from advisor.scoring.evidence import Evidence
from advisor.scoring.kleene import atoms, evaluate


class Traces:
    """`looked_at` are the questions that each of `items` looks at, by its id."""

    def __init__(
        self,
        items: Sequence[Input],
        looked_at: Mapping[str, Sequence[str]],
        questionnaire: Questionnaire,
    ) -> None:
        self._questionnaire = questionnaire
        self._items = [
            (
                frozenset(looked_at[item.id]),
                tuple(atom for rule in item.rules if rule.when for atom in atoms(rule.when)),
                frozenset(rule.answer for rule in item.rules),
            )
            for item in items
        ]

    def of(self, trait: str, answer: Answer | None) -> tuple[Hashable, ...]:
        """By input, the truth of what its rules compare and the number it is set to; None for an
        input that does not look at `trait`.

        Two answers to one question with equal traces do the same to every input, whatever else is
        answered. `answer` None: the question is open.
        """
        alone = Answers(MappingProxyType({} if answer is None else {trait: answer}))
        evidence = Evidence(questionnaire=self._questionnaire, answers=alone, estimates=True)
        number = None if answer is None else answer.number
        return tuple(
            (tuple(evaluate(atom, evidence) for atom in compared), trait in fed and number)
            if trait in looked_at
            else None
            for looked_at, compared, fed in self._items
        )
