"""Workloads to price: the shipped catalog, or the toy one, with inputs as a link has them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from advisor.catalog import Catalog, load_catalog
from advisor.catalog.cost_model import CostModel
from advisor.cost import Estimate, Workload, estimates, read_request, workload
from advisor.questionnaire import parse_answers

ROOT = Path(__file__).parent.parent.parent
SHIPPED, TOY = ROOT / "patterns_catalog", ROOT / "tests" / "catalogs" / "toy"


@cache
def catalog_in(folder: Path) -> Catalog:
    return load_catalog(folder)


def model_of(catalog: Catalog) -> CostModel:
    assert catalog.cost is not None
    return catalog.cost


def priced(folder: Path = SHIPPED, /, **inputs: object) -> Workload:
    """The workload with `inputs`: cost inputs, switches and answers alike."""
    return workload_in(catalog_in(folder), **inputs)


def workload_in(catalog: Catalog, /, **inputs: object) -> Workload:
    model = model_of(catalog)
    pairs = [(key, str(value)) for key, value in inputs.items()]
    request = read_request(model, pairs)
    assert not request.faults
    traits = catalog.questionnaire.by_id
    answers = parse_answers(
        catalog.questionnaire, [pair for pair in pairs if pair[0] in traits]
    ).answers
    return workload(model, catalog.questionnaire, answers, request)


def by_variant(case: Workload) -> dict[str, Estimate]:
    return {item.variant.id: item for item in estimates(case)}


def slugs(folder: Path = SHIPPED) -> tuple[str, ...]:
    return tuple(pattern.slug for pattern in catalog_in(folder).patterns)
