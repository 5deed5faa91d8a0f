"""Ratings as other readers gave them, who saw neither those of the catalog nor any case."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from statistics import median_low

from advisor.catalog.model import Catalog
from advisor.catalog.reader import Cursor
from advisor.catalog.references import look_up, report_duplicates
from advisor.catalog.shapes import HYPHENATED, UNDERSCORED, Number
from advisor.catalog.structures import ListOf, MapOf, Record, field, optional
from advisor.evaluation.cases import Case
from advisor.evaluation.edits import Cell, own_rating, with_ratings
from advisor.evaluation.entries import open_entries, refuse_wrong
from advisor.evaluation.outcomes import Hits, hits, outcome, share

RATINGS = MapOf(
    key=HYPHENATED,
    value=MapOf(
        key=HYPHENATED, value=ListOf(item=Number(minimum=-2, maximum=2, whole=True), minimum=1)
    ),
)
READINGS = ListOf(
    item=Record(
        (
            field("question", UNDERSCORED, "a question that makes points"),
            field(
                "weight",
                ListOf(item=Number(minimum=1, maximum=3, whole=True), minimum=1),
                "its weight, one number for each reader",
            ),
            field("ratings", RATINGS, "by option and pattern, one number for each reader"),
            optional("again", RATINGS, "the same once the readers had seen each other's reasons"),
        )
    ),
    minimum=1,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Readings:
    """One number for each reader, in the same order everywhere.

    `ratings` were given alone, `again` after all had seen the reasons of the others; only what
    was in dispute was rated again.
    """

    ratings: Mapping[Cell, tuple[int, ...]]
    again: Mapping[Cell, tuple[int, ...]]
    weights: Mapping[str, tuple[int, ...]]

    def middle(self, cell: Cell) -> int:
        """The median of what was said last; of an even number the lower of the middle two."""
        return median_low(self.again.get(cell, self.ratings[cell]))

    def confirms(self, catalog: Catalog, cell: Cell) -> bool:
        """Whether the catalog's rating is the readers' own, or equal to that of a pattern which
        they rate the same: only differences make an order."""
        slug, trait, option = cell
        return any(
            self.middle(other) == self.middle(cell)
            and own_rating(catalog, other) == own_rating(catalog, cell)
            for other in self.ratings
            if other[1:] == (trait, option) and other[0] != slug
        ) or self.middle(cell) == own_rating(catalog, cell)


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How far the catalog's ratings are from the readers' medians, as shares of all ratings read.

    `at_first` is the share that was the same before they saw each other's reasons, `opposed` the
    number that have the other sign, `among` the share of pairs of readers that gave the same
    rating at first. `alone` is what the readers' ratings, in the place of the catalog's, make of
    the cases.
    """

    readers: int
    ratings: int
    at_first: float
    same: float
    within_one: float
    opposed: int
    among: float
    alone: Hits


def read_readings(path: Path, catalog: Catalog) -> Readings:
    """Raises CasesError for a file that cannot be read, names what the catalog does not have, or
    has more readers in one place than in another."""
    at, problems = open_entries(path, READINGS)
    report_duplicates([item["question"] for item in at.items()], "question")
    ratings: dict[Cell, tuple[int, ...]] = {}
    again: dict[Cell, tuple[int, ...]] = {}
    weights: dict[str, tuple[int, ...]] = {}
    for item in at.items():
        trait = item.text("question")
        look_up(item["question"], trait, catalog.questionnaire.by_id, "trait")
        weights[trait] = _numbers(item["weight"])
        for cell, given in _cells(item["ratings"], trait, catalog):
            ratings[cell] = _numbers(given)
        for cell, given in _cells(item["again"], trait, catalog):
            again[cell] = _numbers(given)
            if cell not in ratings:
                given.report("rated again, but not at first", "add it to ratings")
    counts = {len(row) for row in (*ratings.values(), *again.values(), *weights.values())}
    if not problems.found and len(counts) > 1:
        at.report(f"{min(counts)} to {max(counts)} numbers in a list", "one for each reader")
    refuse_wrong(problems)
    return Readings(ratings=ratings, again=again, weights=weights)


def agreement(catalog: Catalog, readings: Readings, cases: Sequence[Case]) -> Agreement:
    """`cases` are published ones."""
    middles = {cell: readings.middle(cell) for cell in readings.ratings}
    firsts = [
        own_rating(catalog, cell) == median_low(row) for cell, row in readings.ratings.items()
    ]
    pairs = [(own_rating(catalog, cell), middle) for cell, middle in middles.items()]
    among = [a == b for row in readings.ratings.values() for a, b in combinations(row, 2)]
    alone = with_ratings(catalog, middles)
    return Agreement(
        readers=len(next(iter(readings.weights.values()))),
        ratings=len(pairs),
        at_first=share(sum(firsts), len(firsts)),
        same=share(sum(own == middle for own, middle in pairs), len(pairs)),
        within_one=share(sum(abs(own - middle) <= 1 for own, middle in pairs), len(pairs)),
        opposed=sum(own * middle < 0 for own, middle in pairs),
        among=share(sum(among), len(among)),
        alone=hits([(case, outcome(alone, case).first) for case in cases]),
    )


def _cells(at: Cursor, trait: str, catalog: Catalog) -> Iterator[tuple[Cell, Cursor]]:
    slugs = {pattern.slug: pattern for pattern in catalog.patterns}
    question = catalog.questionnaire.by_id.get(trait)
    options = dict.fromkeys(question.rated_ids) if question else None
    for option, by_slug in at.entries():
        look_up(by_slug, option, options, "option")
        for slug, given in by_slug.entries():
            look_up(given, slug, slugs, "pattern")
            yield (slug, trait, option), given


def _numbers(at: Cursor) -> tuple[int, ...]:
    return tuple(int(number) for item in at.items() if (number := item.as_number()) is not None)
