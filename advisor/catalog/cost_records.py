"""The fields of the files about cost: for the checks and the editors' schemas."""

from __future__ import annotations

from advisor.catalog.cost_model import Basis, Counting
from advisor.catalog.formula import FormulaError, parse_formula
from advisor.catalog.predicates import PREDICATE
from advisor.catalog.reader import Cursor
from advisor.catalog.shapes import (
    HYPHENATED,
    UNDERSCORED,
    URL,
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

UNIT = Text(
    pattern=r"[A-Za-z0-9_ ]+(/[A-Za-z0-9_ ]+)?", form="base units such as GB s or KB/request"
)
OPTION = Text(pattern=r"[a-z0-9]+(?:-[a-z0-9]+)*", form="an option's identifier")


def _check_formula(at: Cursor) -> None:
    if at.as_number() is not None:
        return
    Text().check(at)
    try:
        parse_formula(at.as_text() or "0")
    except FormulaError as error:
        at.report(error.message, error.hint)


def _formula_schema() -> JsonSchema:
    return {"type": ["string", "number"], "minLength": 1}


FORMULA = Custom(checker=_check_formula, described=_formula_schema)


# --- prices.yaml ----------------------------------------------------------------------------

TIER = Record(
    (
        optional("to", Number(minimum=0), "upper end, in the price's unit; the last has none"),
        field("value", Number(minimum=0), "price of one unit"),
    )
)
TARIFF = Record(
    (
        optional("value", Number(minimum=0), "price of one unit, where there is one"),
        optional("known_to", Number(minimum=0), "the quantity up to which `value` is known"),
        optional("tiers", ListOf(item=TIER, minimum=1), "prices by quantity, where there are more"),
        field("title", Text(), "what was read, as it is called"),
        field("url", URL, "the provider's page"),
        optional("date", Day(partial=True), "date of what was read; not for an assumed price"),
        field("basis", choice(Basis), "how the price is known"),
        optional("note", LOCALIZED, "what else is to be known"),
    )
)
REGION_KEY = Text(pattern=r"[a-z]+(?:-[a-z0-9]+)*", form="a Region's id, or global")
PRICE = Record(
    (
        field("name", LOCALIZED, "what is paid for"),
        field("unit", UNIT, "what one unit is, in base units"),
        field("unit_name", LOCALIZED, "the same in words, as in: 2 ‹hours›"),
        field("regions", MapOf(key=REGION_KEY, value=TARIFF), "by Region, or under global"),
    )
)
PLAN = Record(
    (
        field("id", HYPHENATED, "identifier of the plan"),
        field("name", LOCALIZED, "its name"),
        field("value", Number(minimum=0), "price of a month"),
        field("allowances", MapOf(key=UNDERSCORED, value=Number(minimum=0)), "largest use"),
        field("title", Text(), "what was read, as it is called"),
        field("url", URL, "the provider's page"),
        field("date", Day(partial=True), "date of what was read"),
        field("basis", choice(Basis), "how the price is known"),
    )
)
PRICES = Record(
    (
        field("prices", MapOf(key=UNDERSCORED, value=PRICE), "unit prices"),
        optional("plan_name", LOCALIZED, "what a flat-rate plan is called"),
        optional("plans", ListOf(item=PLAN), "flat-rate plans"),
    )
)


# --- cost_model.yaml ------------------------------------------------------------------------

REGION = Record(
    (
        field("id", REGION_KEY, "the Region's id"),
        field("name", LOCALIZED, "its name"),
    )
)
RULE = Record(
    (
        optional("when", PREDICATE, "the condition on answers"),
        optional("value", Number(), "the number it sets"),
        optional("answer", UNDERSCORED, "a number question whose answer it takes"),
    )
)
INPUT = Record(
    (
        field("id", UNDERSCORED, "identifier, as in links and formulas"),
        field("label", LOCALIZED, "a noun, for tables"),
        field("meaning", LOCALIZED, "what the number says, one sentence"),
        field("unit", UNIT, "base units, 1 for a plain number"),
        optional("unit_name", LOCALIZED, "the unit in words"),
        optional("default", Number(), "what is taken where nothing else is known"),
        field("minimum", Number(), "smallest number taken"),
        field("maximum", Number(), "largest number taken"),
        optional("whole", Flag(), "whether only whole numbers make sense"),
        optional("from_answers", ListOf(item=RULE), "the first rule whose `when` is true"),
        optional("allowance", Number(minimum=0), "its value when free allowances are counted"),
        optional("source", HYPHENATED, "id of sources.yaml, for an allowance"),
    )
)
CONSTANT = Record(
    (
        field("value", Number(), "the number"),
        field("unit", UNIT, "base units, 1 for a plain number"),
    )
)
DERIVED = Record(
    (
        field("id", UNDERSCORED, "identifier, as in formulas"),
        field("name", LOCALIZED, "what it is"),
        field("unit", UNIT, "base units, 1 for a plain number"),
        field("formula", FORMULA, "arithmetic over inputs, constants and derived values above"),
    )
)
ANCHOR = Record(
    (
        optional("ratio", Number(minimum=0), "up to this share of the reference; last has none"),
        field("rating", Number(minimum=-2, maximum=2, whole=True), "the rating it earns"),
    )
)
ADVICE = Record(
    (
        field("trait", UNDERSCORED, "the question that says how much cost matters"),
        field(
            "caps",
            MapOf(key=OPTION, value=Number(minimum=0, maximum=2, whole=True)),
            "largest rating, up or down, by answer",
        ),
        optional("replaces", ListOf(item=UNDERSCORED), "questions that judge cost in words"),
        optional("apart", ListOf(item=UNDERSCORED), "groups of lines left out of the comparison"),
        field("reference", FORMULA, "the month that totals are compared with, in the currency"),
        field("anchors", ListOf(item=ANCHOR, minimum=2), "ratings by ratio, rising"),
        field("reason", LOCALIZED, "with {total}, {volume}, {ratio} and {reference}"),
        optional("reason_by_plan", LOCALIZED, "the same where a plan replaces groups of apart"),
    )
)
CHART = Record(
    (
        field("from", Number(minimum=1), "left end of the curve"),
        field("to", Number(minimum=1), "right end of the curve"),
    )
)
COST_MODEL = Record(
    (
        field("currency", Text(pattern="[A-Z]{3}", form="three capitals"), "of all prices"),
        field("regions", ListOf(item=REGION, minimum=1), "Regions; the first is the default"),
        field("volume", UNDERSCORED, "the input that the curve runs over"),
        field("chart", CHART, "ends of the curve"),
        optional("constants", MapOf(key=UNDERSCORED, value=CONSTANT), "numbers with a name"),
        field("inputs", ListOf(item=INPUT, minimum=1), "what the formulas need to know"),
        optional("derived", ListOf(item=DERIVED), "values that several formulas share"),
        field("not_modelled", ListOf(item=LOCALIZED), "what no line counts"),
        optional("advice", ADVICE, "how cost meets the recommendation"),
    )
)


# --- <slug>/cost.yaml -----------------------------------------------------------------------

ITEM = Record(
    (
        field("id", UNDERSCORED, "identifier within the variant"),
        optional("group", UNDERSCORED, "the position it belongs to; its id where left out"),
        field("name", LOCALIZED, "what is paid for"),
        field("quantity", FORMULA, "how much, in the price's unit"),
        field("price", UNDERSCORED, "id of prices.yaml"),
    )
)
VARIANT = Record(
    (
        field("id", UNDERSCORED, "identifier, the only one of this name in the catalog"),
        field("name", LOCALIZED, "in words"),
        optional("addition", choice(Counting), "for an addition: counted, or optional"),
        optional("defaults", MapOf(key=UNDERSCORED, value=FORMULA), "inputs that depend on it"),
        optional("lacks", MapOf(key=UNDERSCORED, value=LOCALIZED), "inputs it cannot serve"),
        optional("needs", MapOf(key=UNDERSCORED, value=LOCALIZED), "inputs it is for"),
        optional("download", LOCALIZED, "what of it the bundles set up"),
        optional("plan_replaces", ListOf(item=UNDERSCORED), "groups a flat-rate plan stands for"),
        field("items", ListOf(item=ITEM, minimum=1), "quantity times unit price"),
    )
)
COST = Record((field("variants", ListOf(item=VARIANT, minimum=1), "ways to build the pattern"),))
