"""The fields of the files in a pattern's folder: for the checks and the editors' schemas."""

from __future__ import annotations

from advisor.catalog import yaml_nodes
from advisor.catalog.bundle_notes import PracticeStatus
from advisor.catalog.model import (
    Effort,
    Layer,
    LimitKind,
    ParameterType,
    Relation,
    Severity,
)
from advisor.catalog.predicates import PREDICATE
from advisor.catalog.reader import Cursor
from advisor.catalog.shapes import (
    HYPHENATED,
    UNDERSCORED,
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
    Localized,
    MapOf,
    Record,
    choice,
    field,
    optional,
)

COLOURS = ("indigo", "persimmon", "pine", "plum", "mustard", "slate", "teal", "brick")
MARKS = {
    Layer.ORIGIN: ("square", "triangle", "diamond"),
    Layer.EDGE: ("circle", "dome", "ring"),
}
SHORT_NAME_CHARACTERS = 28
FEATURES = 4
STATEMENTS = 3


# --- pattern.yaml ---------------------------------------------------------------------------

SERVICE = Record(
    (
        field("name", Text(), "the service's name, the same in every language"),
        field("role", LOCALIZED, "what it does here"),
    )
)
FEATURE = Record(
    (
        field("title", LOCALIZED, "the feature in a few words"),
        field("text", LOCALIZED, "the feature in a sentence"),
    )
)
COMPOSITION = Record(
    (
        field("pattern", HYPHENATED, "the other pattern's folder"),
        field("relation", choice(Relation), "how this pattern stands to the other"),
        field("note", LOCALIZED, "when and why, one sentence"),
        optional("effort", choice(Effort), "how long the move takes"),
        optional("stays", LOCALIZED, "what the move leaves as it is, one sentence"),
        optional("rewritten", LOCALIZED, "what is written anew, one sentence"),
    )
)
_WHERE = Record(
    (
        optional(
            "cloudformation",
            Text(pattern=r"[A-Za-z0-9]+(\.[A-Za-z0-9]+)+", form="LogicalId.Property.Path"),
            "the property in the template",
        ),
        optional(
            "terraform",
            Text(pattern=r"[a-z0-9_]+(\.[a-z0-9_]+){2,}", form="type.name.attribute"),
            "the resource's attribute, with the blocks it lies in",
        ),
    )
)
PRACTICE_HERE = Record(
    (
        field("status", choice(PracticeStatus), "who sees to it"),
        field("here", LOCALIZED, "what that means, true of the bundle as it ships"),
        optional("where", _WHERE, "for done: the property that does it, in each format"),
        optional("parameter", UNDERSCORED, "for option: the parameter that decides about it"),
    )
)
STOP = Record(
    (
        field(
            "nodes",
            ListOf(item=Text(), minimum=1),
            "participants of the diagram, one of which it is",
        ),
        optional("own", Flag(), "code of whoever builds it, not of the provider"),
        optional("limits", ListOf(item=HYPHENATED), "limits met on the way to it"),
    )
)
_STATEMENTS = ListOf(item=LOCALIZED, minimum=STATEMENTS, maximum=STATEMENTS)
PATTERN = Record(
    (
        field("name", LOCALIZED, "in full, with the services' names"),
        field("short_name", Localized(maximum=SHORT_NAME_CHARACTERS), "for tables"),
        field("summary", LOCALIZED, "two sentences"),
        field("layer", choice(Layer), "where it answers"),
        field("colour", Choice(COLOURS), "its colour in charts"),
        field(
            "mark", Choice(tuple(mark for marks in MARKS.values() for mark in marks)), "its mark"
        ),
        field("services", ListOf(item=SERVICE, minimum=1), "what it is made of"),
        field("features", ListOf(item=FEATURE, minimum=FEATURES, maximum=FEATURES), "four"),
        field("scenes", _STATEMENTS, "three: when to use it"),
        field("advantages", _STATEMENTS, "three"),
        field("disadvantages", _STATEMENTS, "three"),
        optional(
            "path", ListOf(item=STOP, minimum=2), "where a request comes by, from the outside in"
        ),
        field("composes_with", ListOf(item=COMPOSITION), "how it stands to other patterns"),
        field(
            "best_practices",
            MapOf(key=HYPHENATED, value=PRACTICE_HERE),
            "how each practice that concerns it stands in the bundles",
        ),
    )
)


# --- ratings.yaml, limits.yaml, constraints.yaml --------------------------------------------

RATING = Record(
    (
        field(
            "rating", Number(minimum=-2, maximum=2, whole=True), "-2 fights it, 2 a reason for it"
        ),
        field("reason", LOCALIZED, "why, one sentence"),
        field("source", HYPHENATED, "an id of sources.yaml, or the word judgement"),
    )
)
RATINGS = MapOf(key=UNDERSCORED, value=MapOf(key=HYPHENATED, value=RATING))

LIMIT = Record(
    (
        field("name", LOCALIZED, "what is limited"),
        field("value", Number(minimum=0), "the figure"),
        field("unit", Text(), "its unit"),
        field("kind", choice(LimitKind), "fixed, or adjustable where it is raised on request"),
        optional("note", LOCALIZED, "what else to know"),
        field("source", HYPHENATED, "an id of sources.yaml"),
        optional("date", Day(partial=True), "when this figure was read"),
    )
)
LIMITS = MapOf(key=HYPHENATED, value=LIMIT)


def _check_near(at: Cursor) -> None:
    Number().check(at)
    share = at.as_number()
    if share is not None and not 0 < share < 1:
        at.report(f"{share} is out of range", "a share of the limit between 0 and 1, such as 0.8")


def _near_schema() -> JsonSchema:
    return {"type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 1}


CONSTRAINT = Record(
    (
        field("id", HYPHENATED, "identifier of the constraint"),
        field("severity", choice(Severity), "what it does to the recommendation"),
        field("when", PREDICATE, "violated when this is true"),
        optional("near", Custom(checker=_check_near, described=_near_schema), "share to warn from"),
        field("reason", LOCALIZED, "why, one sentence"),
        optional("remedy", LOCALIZED, "what would bring the pattern back"),
        optional("cured_in_front", Flag(), "it may stand behind an edge pattern all the same"),
        optional("source", HYPHENATED, "an id of sources.yaml, or the word judgement"),
    )
)
CONSTRAINTS = ListOf(item=CONSTRAINT)


# --- bundles/parameters.yaml ----------------------------------------------------------------


def _check_value(at: Cursor) -> None:
    """A text, a number, true or false, or a list of texts."""
    if isinstance(at.node, yaml_nodes.Sequence):
        ListOf(item=Text()).check(at)
    elif isinstance(at.node, yaml_nodes.Scalar) and at.node.kind is yaml_nodes.ScalarKind.BOOLEAN:
        Flag().check(at)
    elif at.as_number() is None:
        Text(empty=True).check(at)


def _value_schema() -> JsonSchema:
    return {"type": ["string", "number", "boolean", "array"], "items": {"type": "string"}}


VALUE = Custom(checker=_check_value, described=_value_schema)

RULE = Record(
    (
        field("when", PREDICATE, "the value is taken when this is true"),
        field("value", VALUE, "the value"),
        field("reason", LOCALIZED, "why, one sentence"),
    )
)
PARAMETER = Record(
    (
        field("type", choice(ParameterType), "text, number, flag or list"),
        field("default", VALUE, "the value where nothing else is said"),
        field("description", LOCALIZED, "what it is for"),
        optional("allowed", ListOf(item=VALUE, minimum=1), "the only values taken"),
        optional("pattern", Text(), "regular expression for the whole text, or for each item"),
        optional("pattern_hint", LOCALIZED, "the pattern in words"),
        optional("minimum", Number(), "smallest number"),
        optional("maximum", Number(), "largest number"),
        optional("from_answers", ListOf(item=RULE), "the first rule that is true sets the value"),
    )
)
PARAMETERS = MapOf(key=UNDERSCORED, value=PARAMETER)


# --- bundles/attention.yaml -----------------------------------------------------------------

NOTE = Record(
    (
        field("when", PREDICATE, "the note is shown when this is true"),
        field("text", LOCALIZED, "what the bundle leaves open, and what to do about it"),
    )
)
ATTENTION = ListOf(item=NOTE)
