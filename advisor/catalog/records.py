"""The fields of the files that all patterns share: for the checks and the editors' schemas."""

from __future__ import annotations

from advisor.catalog import yaml_nodes
from advisor.catalog.model import Combine, QuestionKind
from advisor.catalog.predicates import PREDICATE
from advisor.catalog.reader import Cursor
from advisor.catalog.shapes import (
    HYPHENATED,
    LANGUAGE,
    UNDERSCORED,
    URL,
    Choice,
    Day,
    Flag,
    JsonSchema,
    Number,
    Text,
)
from advisor.catalog.structures import (
    LOCALIZED,
    Custom,
    ListOf,
    MapOf,
    Record,
    choice,
    field,
    optional,
)

IMPORTANCES = ("off", "low", "normal", "high", "critical")


def _check_answer(at: Cursor) -> None:
    if isinstance(at.node, yaml_nodes.Sequence):
        ListOf(item=Text(), minimum=1).check(at)
    elif at.as_number() is None:
        Text().check(at)


def _answer_schema() -> JsonSchema:
    return {"type": ["string", "number", "array"], "items": {"type": "string"}, "minItems": 1}


ANSWER = Custom(checker=_check_answer, described=_answer_schema)


# --- catalog.yaml, sources.yaml -------------------------------------------------------------

LENGTHS = ListOf(item=Number(minimum=1, whole=True), minimum=2, maximum=2)

CATALOG = Record(
    (
        field("version", Text(), "the catalog's version, in quotes"),
        field("reviewed_on", Day(), "day of the last review, in quotes"),
        field("languages", ListOf(item=LANGUAGE, minimum=1), "language codes, the first is main"),
        field("title", LOCALIZED, "of the advisor"),
        field("subject", LOCALIZED, "what the patterns are ways to do"),
        optional(
            "statement_length",
            MapOf(key=LANGUAGE, value=LENGTHS),
            "fewest and most characters of scenes, advantages and disadvantages, by language",
        ),
    )
)

SOURCE = Record(
    (
        field("title", Text(), "the page's title, as the page has it"),
        field("url", URL, "the page's address"),
        field("date", Day(partial=True), "date of what was read"),
    )
)
SOURCES = MapOf(key=HYPHENATED, value=SOURCE)


# --- questionnaire.yaml ---------------------------------------------------------------------

GROUP = Record(
    (
        field("id", HYPHENATED, "identifier of the group"),
        field("title", LOCALIZED, "heading of the group"),
    )
)
OPTION = Record(
    (
        field("id", HYPHENATED, "identifier of the option, as in links"),
        field("text", LOCALIZED, "the answer as a person reads it"),
        optional("hint", LOCALIZED, "a note beside the answer"),
    )
)
BAND = Record(
    (
        field("id", HYPHENATED, "identifier of the band"),
        field("text", LOCALIZED, "the band as a person reads it"),
        field("from", Number(), "lower end, included"),
        optional("to", Number(), "upper end, not included; the last band has none"),
    )
)
INTERVAL = ListOf(item=Number(nullable=True), minimum=2, maximum=2)
ESTIMATE = Record(
    (
        field("question", UNDERSCORED, "the question whose answer says something"),
        field(
            "intervals",
            MapOf(key=HYPHENATED, value=INTERVAL),
            "lowest and highest number by option; null for no upper end",
        ),
    )
)
UNLESS = Record(
    (
        field("question", UNDERSCORED, "the question that decides, of kind single"),
        field(
            "options", ListOf(item=HYPHENATED, minimum=1), "its options that leave nothing to say"
        ),
    )
)
ALIAS = Text(pattern="[a-z][a-z0-9_-]*", form="an earlier identifier")
QUESTION = Record(
    (
        field("id", UNDERSCORED, "identifier of the question, as in links"),
        field("group", HYPHENATED, "id of its group"),
        field("kind", choice(QuestionKind), "single, several or number"),
        field("weight", Number(minimum=0, maximum=3, whole=True), "0 (no points) to 3"),
        optional("leading", Flag(), "one of the few that stand first"),
        optional("combine", choice(Combine), "who decides it when two patterns are stacked"),
        field("label", LOCALIZED, "a noun, for tables"),
        field("text", LOCALIZED, "the question"),
        field("why", LOCALIZED, "why we ask, one sentence"),
        field("decides", LOCALIZED, "what the answer decides, one sentence"),
        optional("options", ListOf(item=OPTION, minimum=2), "what may be chosen"),
        optional("aliases", ListOf(item=ALIAS), "earlier names, so that old links work"),
        optional("none_option", HYPHENATED, "the option that excludes the others"),
        optional("unit", Text(), "unit of the number"),
        optional("minimum", Number(), "smallest number taken"),
        optional("maximum", Number(), "largest number taken"),
        optional("plausible", Number(), "largest number worth naming as a change of answer"),
        optional("bands", ListOf(item=BAND, minimum=1), "parts of the range that make points"),
        optional("estimate", ESTIMATE, "what another answer says about this number"),
        optional("unless", UNLESS, "its answer does not count while this holds; for weight 0"),
    )
)
QUESTIONNAIRE = Record(
    (
        field("groups", ListOf(item=GROUP, minimum=1), "groups, in the order of the page"),
        field("questions", ListOf(item=QUESTION, minimum=1), "questions, in order"),
    )
)


# --- best_practices.yaml, examples.yaml -----------------------------------------------------

PRACTICE = Record(
    (
        field("id", HYPHENATED, "identifier of the practice"),
        field("title", LOCALIZED, "its name"),
        field("text", LOCALIZED, "what to do"),
    )
)
PRACTICE_GROUP = Record(
    (
        field("id", HYPHENATED, "identifier of the group"),
        field("title", LOCALIZED, "heading of the group"),
        field("items", ListOf(item=PRACTICE, minimum=1), "the practices"),
    )
)
BEST_PRACTICES = ListOf(item=PRACTICE_GROUP)

EXAMPLE = Record(
    (
        field("id", HYPHENATED, "identifier of the example"),
        field("title", LOCALIZED, "its name"),
        field("text", LOCALIZED, "the workload in one or two sentences"),
        field("answers", MapOf(key=UNDERSCORED, value=ANSWER), "answers by question"),
        optional(
            "importance",
            MapOf(key=UNDERSCORED, value=Choice(IMPORTANCES)),
            "importance by question",
        ),
    )
)
EXAMPLES = ListOf(item=EXAMPLE)


# --- elsewhere.yaml -------------------------------------------------------------------------

LOOK = Record(
    (
        field("text", LOCALIZED, "where to look instead, one sentence"),
        optional("url", URL, "a page to begin with"),
    )
)
OUTCOME = Record(
    (
        field("id", HYPHENATED, "identifier of the outcome"),
        field("when", PREDICATE, "holds for the workloads it is meant for"),
        field("title", LOCALIZED, "the outcome in a few words"),
        field("reason", LOCALIZED, "why none of the patterns fits, one sentence"),
        field("look", LOOK, "where to look instead"),
    )
)
ELSEWHERE = ListOf(item=OUTCOME)
