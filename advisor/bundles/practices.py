"""How each practice stands in one bundle, in the catalog's order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from advisor.bundles.formats import parameter_name
from advisor.catalog.bundle_notes import PracticeHere
from advisor.catalog.model import BundleFormat, Catalog, Pattern, Practice


@dataclass(frozen=True, slots=True, kw_only=True)
class BundlePractice:
    """`place` is a property or a parameter as the format spells it; empty for what is yours."""

    practice: Practice
    stands: PracticeHere
    place: str


def bundle_practices(
    catalog: Catalog, pattern: Pattern, bundle_format: BundleFormat
) -> Iterator[BundlePractice]:
    for group in catalog.practice_groups:
        for practice in group.practices:
            stands = pattern.practices.get(practice.id)
            if stands is not None:
                place = place_of(stands, bundle_format)
                yield BundlePractice(practice=practice, stands=stands, place=place)


def place_of(stands: PracticeHere, bundle_format: BundleFormat) -> str:
    if stands.parameter is not None:
        return parameter_name(bundle_format, stands.parameter)
    return stands.where.get(bundle_format, "")
