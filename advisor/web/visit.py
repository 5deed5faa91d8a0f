"""What a request asks for: answers from its query string, in the language of its address."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import NamedTuple
from urllib.parse import urlencode, urlsplit

from django.core.exceptions import TooManyFieldsSent
from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.translation import get_language, override

from advisor.advice import Advice, advise
from advisor.analysis import Analysis
from advisor.catalog.model import Catalog
from advisor.cost import cost_keys, read_request
from advisor.presentation.firmness import FirmnessView, firmness_view
from advisor.presentation.result import ResultView
from advisor.presentation.summary import AnswerRow, answer_rows
from advisor.questionnaire import Answers, Notice, ParsedAnswers, parse_answers, to_pairs
from advisor.scoring import Recommendation
from advisor.web.catalog import get_catalog

LINK_KEYS = ("a", "b")
"""Two links to hold against each other."""

RATE_KEY = "jpy_rate"
"""Yen for a dollar, as the reader typed it; nothing is looked up."""

TRAIL_KEY = "trail"
"""The questions asked so far, one a page."""

PAGE_KEYS = frozenset(
    {*LINK_KEYS, TRAIL_KEY, "patterns", "only", "file", "lang", "format", "style", "numbering"}
)
"""Keys that say how to show a result; they are no answers and not carried from page to page."""

SHOWN_NOTICES = 10
LANGUAGE_NAMES = {"en": "English", "ja": "日本語"}

NAME_KEY = "project_name"
"""The one bundle value that is typed by hand and carried along."""

SET_PREFIX = "set."
"""What stands before a bundle's parameter in a link that sets it by hand."""

LONGEST_VALUE = 512
"""Characters of a parameter's value that links carry."""

LONGEST_NAME = 64
"""Characters of a name that links carry; a longer one is refused wherever it would be used."""


class OtherLanguage(NamedTuple):
    language: str
    name: str
    path: str
    url: str


@dataclass(frozen=True, kw_only=True)
class Visit:
    """One request, read. Everything else is derived from it on demand."""

    catalog: Catalog
    language: str
    parsed: ParsedAnswers
    extras: Mapping[str, tuple[str, ...]]
    given_pairs: tuple[tuple[str, str], ...]
    path: str

    @property
    def answers(self) -> Answers:
        return self.parsed.answers

    @property
    def notices(self) -> tuple[Notice, ...]:
        return self.parsed.notices

    @cached_property
    def advice(self) -> Advice:
        model = self.catalog.cost
        asked = read_request(model, self.given_pairs) if model else None
        return advise(self.catalog, self.answers, asked)

    @property
    def recommendation(self) -> Recommendation:
        return self.advice.recommendation

    @property
    def analysis(self) -> Analysis:
        return self.advice.analysis

    @property
    def result(self) -> ResultView:
        return self.firmness.result

    @cached_property
    def firmness(self) -> FirmnessView:
        return firmness_view(self.advice, self.language, self.kept_pairs)

    @property
    def project_name(self) -> str:
        return next(iter(self.extras.get(NAME_KEY, ())), "")

    @property
    def set_pairs(self) -> tuple[tuple[str, str], ...]:
        """The parameters of bundles that were set by hand, as they were typed."""
        return tuple(
            (key, value)
            for key, values in sorted(self.extras.items())
            if key.startswith(SET_PREFIX)
            for value in values[:1]
            if value and len(value) <= LONGEST_VALUE
        )

    @property
    def given_parameters(self) -> Mapping[str, str]:
        """The same by parameter, the name of the project among them."""
        own = {key.removeprefix(SET_PREFIX): value for key, value in self.set_pairs}
        return {**own, NAME_KEY: self.project_name}

    def without(self, keys: Collection[str]) -> Visit:
        """The same visit without these keys, which are no answers."""
        kept = {key: values for key, values in self.extras.items() if key not in keys}
        return replace(self, extras=kept)

    def without_answer(self, trait: str) -> Visit:
        """The same visit before `trait` was answered."""
        given = self.answers.by_trait.items()
        kept = {key: answer for key, answer in given if key != trait}
        answers = Answers(kept, self.answers.importances)
        return replace(self, parsed=replace(self.parsed, answers=answers))

    @cached_property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """What every link carries: the answers, and the name that was typed."""
        pairs = (*to_pairs(self.answers), *self.kept_pairs)
        return tuple(sorted(pairs, key=lambda pair: pair[0]))

    @property
    def kept_pairs(self) -> tuple[tuple[str, str], ...]:
        """What every link carries beside the answers."""
        carried = 0 < len(self.project_name) <= LONGEST_NAME
        name = ((NAME_KEY, self.project_name),) if carried else ()
        return (*name, *self.cost_pairs, *self.set_pairs)

    @property
    def cost_pairs(self) -> tuple[tuple[str, str], ...]:
        """What was said about cost and is no answer, as it was typed."""
        keys = sorted(_cost_keys(self.catalog) & self.extras.keys())
        return tuple((key, value) for key in keys for value in self.extras[key] if value.strip())

    def cost_value(self, key: str) -> str:
        return next((value for name, value in self.cost_pairs if name == key), "")

    def link(self, view: str, *more: tuple[str, str], **kwargs: str) -> str:
        """The address of `view` with the answers, and `more` keys behind them."""
        query = "&".join(filter(None, (self.query, urlencode(more))))
        path = _path(view, self.language, tuple(kwargs.items()))
        return f"{path}?{query}" if query else path

    @cached_property
    def query(self) -> str:
        """What every link carries, as a query string."""
        return urlencode(self.pairs)

    @property
    def other_languages(self) -> tuple[OtherLanguage, ...]:
        """This page in every other language, with all it was given."""
        others = [code for code in LANGUAGE_NAMES if code != self.language]
        paths = {code: f"/{code}{self.path[3:] or '/'}" for code in others}
        query = self._whole_query
        return tuple(
            OtherLanguage(code, LANGUAGE_NAMES[code], paths[code], paths[code] + query)
            for code in others
        )

    @property
    def address(self) -> str:
        """This page with all it was given, tidied."""
        return self.path + self._whole_query

    @property
    def _whole_query(self) -> str:
        query = urlencode((*self.pairs, *self._own_pairs))
        return f"?{query}" if query else ""

    @property
    def _own_pairs(self) -> tuple[tuple[str, str], ...]:
        """What concerns this page alone."""
        return tuple(
            (key, value)
            for key, values in sorted(self.extras.items())
            if key in PAGE_KEYS
            for value in values
            if value
        )

    @property
    def more_notices(self) -> int:
        return max(0, len(self.notices) - SHOWN_NOTICES)

    @property
    def trail(self) -> tuple[str, ...]:
        """The questions asked so far, one a page; names that are no questions are passed over."""
        known = self.catalog.questionnaire.by_id
        given = self.extras.get(TRAIL_KEY, ())
        return tuple(dict.fromkeys(trait for trait in given if trait in known))

    @property
    def passed(self) -> frozenset[str]:
        """Questions not to be asked again: those of the trail, and those answered "don't know"."""
        return frozenset((*self.trail, *self.recommendation.unknown))

    @cached_property
    def given(self) -> tuple[AnswerRow, ...]:
        """The answers given so far, for a list with links to change them."""
        return tuple(
            row for row in answer_rows(self.catalog, self.answers, self.language) if row.given
        )

    @property
    def untidy(self) -> bool:
        """Whether `address` says the same as the address that was asked for, but tidier."""
        if self.notices or len(self.project_name) > LONGEST_NAME:
            return False
        return sorted(self.given_pairs) != sorted((*self.pairs, *self._own_pairs))


@lru_cache(maxsize=512)
def _path(view: str, language: str, kwargs: tuple[tuple[str, str], ...]) -> str:
    with override(language):
        return reverse(view, kwargs=dict(kwargs) or None)


def _cost_keys(catalog: Catalog) -> frozenset[str]:
    if catalog.cost is None:
        return frozenset()
    return cost_keys(catalog.cost, catalog.questionnaire) | {RATE_KEY}


def _set_keys(catalog: Catalog) -> frozenset[str]:
    return frozenset(
        SET_PREFIX + parameter.id
        for pattern in catalog.patterns
        for parameter in pattern.parameters
        if parameter.id != NAME_KEY
    )


def read_visit(request: HttpRequest) -> Visit:
    """Never raises for what stands in the query string."""
    return _visit(request.GET, request.path)


def visit_before(request: HttpRequest) -> Visit | None:
    """For htmx, the page as the reader sees it still; None where that is not known."""
    try:
        address = urlsplit(request.headers.get("HX-Current-URL", ""))
        query = QueryDict(address.query)
    except (ValueError, TooManyFieldsSent):
        return None
    return _visit(query, request.path) if address.path == request.path else None


def _visit(query: QueryDict, path: str) -> Visit:
    catalog = get_catalog()
    given = [(key, value) for key, values in query.lists() for value in values]
    extra_keys = PAGE_KEYS | {NAME_KEY} | _cost_keys(catalog) | _set_keys(catalog)
    answers = [(key, value) for key, value in given if key not in extra_keys]
    return Visit(
        catalog=catalog,
        language=get_language() or catalog.languages[0],
        parsed=parse_answers(catalog.questionnaire, answers),
        extras={key: tuple(query.getlist(key)) for key in extra_keys if key in query},
        given_pairs=tuple(given),
        path=path,
    )
