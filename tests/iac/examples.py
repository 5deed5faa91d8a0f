"""A template with one defect, and what repairs it: the proof that a rule can fail."""

from __future__ import annotations

from dataclasses import dataclass

from .cfn_yaml import load_template
from .rules import Rule
from .template import Template


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """`defect` stands in `text`; with `repair` in its place the rule is content."""

    rule: Rule
    text: str
    defect: str
    repair: str
    finding: str

    @property
    def name(self) -> str:
        return f"{self.rule.__name__}: {self.finding}"

    def found(self) -> list[str]:
        return self.rule(Template(load_template(self.text)))

    def found_after_repair(self) -> list[str]:
        if self.defect not in self.text:
            raise ValueError(f"the example does not hold its defect: {self.defect!r}")
        return self.rule(Template(load_template(self.text.replace(self.defect, self.repair))))


def example_name(example: Example) -> str:
    return example.name
