"""What was changed in a catalog since its cases were first counted, and the catalog without it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from advisor.catalog.model import Catalog, Pattern, Rating
from advisor.catalog.reader import Cursor
from advisor.catalog.references import look_up, report_duplicates
from advisor.catalog.shapes import HYPHENATED, UNDERSCORED, Day, Number, Text
from advisor.catalog.structures import ListOf, MapOf, Record, choice, field, optional
from advisor.catalog.texts import LocalizedText
from advisor.evaluation.entries import open_entries, refuse_wrong

Cell = tuple[str, str, str]
"""Pattern, question, option."""


class Grounds(StrEnum):
    """What an edit rests on. Only the last kind is a calibration: it looks at the cases."""

    RULE = "rule"
    READERS = "readers"
    CASES = "cases"


CHANGE = ListOf(item=Number(minimum=-2, maximum=3, whole=True), minimum=2, maximum=2)
BY_OPTION = MapOf(key=HYPHENATED, value=CHANGE)
EDITS = ListOf(
    item=Record(
        (
            field("id", HYPHENATED, "the rule in a few words"),
            field("date", Day(), "when the catalog was changed"),
            field("grounds", choice(Grounds), "a rule, other readers, or these cases"),
            field("reason", Text(), "why that is right for any workload, one sentence"),
            optional(
                "ratings",
                MapOf(key=HYPHENATED, value=MapOf(key=UNDERSCORED, value=BY_OPTION)),
                "by pattern, question and option: [before, after]",
            ),
            optional("weights", MapOf(key=UNDERSCORED, value=CHANGE), "by question"),
        )
    ),
    minimum=1,
)


@dataclass(frozen=True, slots=True)
class Change:
    before: int
    after: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """Numbers that were changed together, for one reason."""

    id: str
    grounds: Grounds
    reason: str
    ratings: Mapping[Cell, Change]
    weights: Mapping[str, Change]

    @property
    def numbers(self) -> int:
        return len(self.ratings) + len(self.weights)


def read_edits(path: Path, catalog: Catalog) -> tuple[Edit, ...]:
    """Raises CasesError for a file that cannot be read, names what the catalog does not have, or
    ends in other numbers than the catalog's."""
    at, problems = open_entries(path, EDITS)
    report_duplicates([item["id"] for item in at.items()])
    edits = tuple(_edit(item, catalog) for item in at.items())
    if not problems.found:
        _check_ends(at, catalog, edits)
    refuse_wrong(problems)
    return edits


def with_only(catalog: Catalog, edits: Sequence[Edit], kept: frozenset[str]) -> Catalog:
    """The catalog as it would be had only the edits named in `kept` been made."""
    ratings: dict[Cell, int] = {}
    weights: dict[str, int] = {}
    for edit in edits:
        made = edit.id in kept
        for cell, change in edit.ratings.items():
            ratings[cell] = change.after if made else ratings.get(cell, change.before)
        for trait, change in edit.weights.items():
            weights[trait] = change.after if made else weights.get(trait, change.before)
    return with_weights(with_ratings(catalog, ratings), weights)


def with_ratings(catalog: Catalog, ratings: Mapping[Cell, int]) -> Catalog:
    """The catalog with some numbers in the place of its own; reasons stay."""
    patterns = tuple(_rated(pattern, ratings) for pattern in catalog.patterns)
    return replace(catalog, patterns=patterns)


def with_weights(catalog: Catalog, weights: Mapping[str, int]) -> Catalog:
    """The catalog with some questions' weights in the place of its own."""
    questions = tuple(
        replace(question, weight=weights.get(question.id, question.weight))
        for question in catalog.questionnaire.questions
    )
    return replace(catalog, questionnaire=replace(catalog.questionnaire, questions=questions))


def own_rating(catalog: Catalog, cell: Cell) -> int:
    """What is not written is 0."""
    slug, trait, option = cell
    pattern = catalog.pattern(slug)
    rating = pattern.rating_of.get((trait, option)) if pattern else None
    return rating.value if rating else 0


def _rated(pattern: Pattern, ratings: Mapping[Cell, int]) -> Pattern:
    own = {cell[1:]: value for cell, value in ratings.items() if cell[0] == pattern.slug}
    kept = [rating for rating in pattern.ratings if (rating.trait, rating.option) not in own]
    changed = [_rating(pattern, trait, option, own[trait, option]) for trait, option in own]
    return replace(pattern, ratings=(*kept, *changed)) if own else pattern


def _rating(pattern: Pattern, trait: str, option: str, value: int) -> Rating:
    known = pattern.rating_of.get((trait, option))
    if known is not None:
        return replace(known, value=value)
    reason = LocalizedText({"en": "Rated so before."})
    return Rating(trait=trait, option=option, value=value, reason=reason, source=None)


def _edit(at: Cursor, catalog: Catalog) -> Edit:
    return Edit(
        id=at.text("id"),
        grounds=at.choice("grounds", Grounds),
        reason=at.text("reason"),
        ratings={cell: _change(change) for cell, change in _cells(at, catalog)},
        weights={trait: _change(change) for trait, change in _traits(at["weights"], catalog)},
    )


def _cells(at: Cursor, catalog: Catalog) -> Iterator[tuple[Cell, Cursor]]:
    slugs = {pattern.slug: pattern for pattern in catalog.patterns}
    for slug, by_trait in at["ratings"].entries():
        look_up(by_trait, slug, slugs, "pattern")
        for trait, by_option in _traits(by_trait, catalog):
            question = catalog.questionnaire.by_id.get(trait)
            options = dict.fromkeys(question.rated_ids) if question else None
            for option, change in by_option.entries():
                look_up(change, option, options, "option")
                yield (slug, trait, option), change


def _traits(at: Cursor, catalog: Catalog) -> Iterator[tuple[str, Cursor]]:
    for trait, inner in at.entries():
        look_up(inner, trait, catalog.questionnaire.by_id, "trait")
        yield trait, inner


def _change(at: Cursor) -> Change:
    numbers = [int(number) for item in at.items() if (number := item.as_number()) is not None]
    return Change(*numbers) if len(numbers) == 2 else Change(0, 0)


def _check_ends(at: Cursor, catalog: Catalog, edits: Sequence[Edit]) -> None:
    """Reports numbers that do not follow on each other or do not end in the catalog's own."""
    now: dict[Cell | str, int] = {}
    for item, edit in zip(at.items(), edits, strict=True):
        changes: list[tuple[Cell | str, Change]] = [*edit.ratings.items(), *edit.weights.items()]
        for where, change in changes:
            if now.get(where, change.before) != change.before:
                item.report(f"{_name(where)} is {now[where]} here, not {change.before}", "mend it")
            now[where] = change.after
    for where, value in now.items():
        own = _weight(catalog, where) if isinstance(where, str) else own_rating(catalog, where)
        if own != value:
            at.report(f"{_name(where)} ends at {value}, the catalog has {own}", "add the edit")


def _weight(catalog: Catalog, trait: str) -> int:
    return catalog.questionnaire.by_id[trait].weight


def _name(where: Cell | str) -> str:
    return f"the weight of {where}" if isinstance(where, str) else " ".join(where)
