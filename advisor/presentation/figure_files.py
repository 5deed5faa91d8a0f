"""Figures as files: which there are for some answers, and how large each is drawn."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from advisor.catalog.model import Catalog, Pattern
from advisor.presentation.comparison import ComparisonView
from advisor.presentation.cost import CostView
from advisor.presentation.entry import diagram_of
from advisor.presentation.figures import STRIP_HEIGHT
from advisor.presentation.questions import limits_on, ruler
from advisor.presentation.request_path import path_view
from advisor.presentation.result import PatternResult, ResultView
from advisor.presentation.standalone import standalone
from advisor.presentation.svg import drawing, text
from advisor.questionnaire.answers import Answers

WIDTH: Final = 720
ROW: Final = 48
NAMES: Final = 210
SCORES: Final = 50


@dataclass(frozen=True, kw_only=True)
class FigureFiles:
    """Every figure that some answers give, in one language."""

    catalog: Catalog
    answers: Answers
    result: ResultView
    comparison: ComparisonView
    cost: CostView | None
    language: str

    def svg(self, name: str) -> str | None:
        """The file of that name; None where there is no such figure."""
        kind, _dash, rest = name.partition("-")
        found = {
            "ranking": self._ranking,
            "profile": self._profile,
            "cost": self._cost,
            "ruler": self._ruler,
            "sequence": self._sequence,
            "path": self._path,
        }.get(kind)
        return found(rest) if found else None

    def _ranking(self, rest: str) -> str | None:
        if rest or not self.result.feasible:
            return None
        height = ROW * len(self.result.patterns) + 24
        label = _("Ranking")
        figure = drawing(self._rows(), class_="ranking", aria_label=label)
        return standalone(figure, WIDTH, height)

    def _rows(self) -> Iterator[str]:
        for number, view in enumerate(self.result.feasible):
            yield from _scored(view, number * ROW)
        y = len(self.result.feasible) * ROW
        yield _placed(self.result.axis, y - 6, 18)
        for number, view in enumerate(self.result.excluded):
            below = y + 24 + number * ROW + 16
            yield text(view.short_name, class_="row-name", x="0", y=f"{below}")
            yield text(_("ruled out"), x=f"{NAMES}", y=f"{below}")

    def _profile(self, rest: str) -> str | None:
        figure = self.comparison.profile
        return None if rest or figure is None else standalone(figure, WIDTH)

    def _cost(self, rest: str) -> str | None:
        if rest or self.cost is None or not self.cost.curves:
            return None
        return standalone(self.cost.chart, notes=self.cost.notes)

    def _ruler(self, trait: str) -> str | None:
        question = self.catalog.questionnaire.by_id.get(trait)
        limits = limits_on(question, self.catalog.patterns) if question else ()
        if question is None or not limits:
            return None
        answer = self.answers.known(trait)
        number = answer.number if answer else None
        return standalone(ruler(question, limits, number, self.language), WIDTH)

    def _sequence(self, slug: str) -> str | None:
        pattern: Pattern | None = self.catalog.pattern(slug)
        if pattern is None:
            return None
        view = diagram_of(pattern, self.language)
        return standalone(view.figure)

    def _path(self, slug: str) -> str | None:
        pattern = self.catalog.pattern(slug)
        view = path_view(pattern, self.language) if pattern else None
        return standalone(view.figure) if view else None


def _scored(view: PatternResult, y: int) -> Iterator[str]:
    yield text(view.short_name, class_="row-name", x="0", y=f"{y + 18}")
    yield _placed(view.figure, y, STRIP_HEIGHT)
    yield text(f"{view.score}", class_="row-name", x="100%", y=f"{y + 18}", text_anchor="end")


def _placed(figure: SafeString, y: int, height: int) -> str:
    """A figure of its own as a part of another, between the names and the scores."""
    size = f'x="{NAMES}" y="{y}" width="{WIDTH - NAMES - SCORES}" height="{height}"'
    return figure.replace("<svg ", f"<svg {size} ", 1)
