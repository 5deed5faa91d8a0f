"""A list of rules, the first that holds decides: how a table of scenes would be followed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from advisor.catalog.model import Catalog, Predicate
from advisor.catalog.predicates import PREDICATE, Scope, read_predicate
from advisor.catalog.reader import Cursor
from advisor.catalog.references import look_up
from advisor.catalog.shapes import HYPHENATED
from advisor.catalog.structures import ListOf, Record, field
from advisor.evaluation.entries import open_entries, refuse_wrong

RULES = ListOf(
    item=Record(
        (
            field("pattern", HYPHENATED, "the pattern the rule chooses"),
            field("when", PREDICATE, "the condition on answers"),
        )
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    pattern: str
    when: Predicate


def read_rules(path: Path, catalog: Catalog) -> tuple[Rule, ...]:
    """Raises CasesError for a file that cannot be read, or names what the catalog does not have."""
    at, problems = open_entries(path, RULES)
    rules = tuple(_rule(item, catalog) for item in at.items())
    refuse_wrong(problems)
    return rules


def _rule(at: Cursor, catalog: Catalog) -> Rule:
    slugs = {pattern.slug: pattern.slug for pattern in catalog.patterns}
    look_up(at["pattern"], at.text("pattern"), slugs, "pattern")
    scope = Scope(questions=catalog.questionnaire.by_id, limits={})
    return Rule(pattern=at.text("pattern"), when=read_predicate(at["when"], scope))
