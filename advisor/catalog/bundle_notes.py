"""What a catalog says of its bundles: how each practice stands there, and what needs attention."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from advisor.catalog.bundle_files import BundleFormat
from advisor.catalog.judged import Predicate
from advisor.catalog.texts import LocalizedText


class PracticeStatus(StrEnum):
    """Who sees to a practice: the bundle, a parameter of it, or whoever deploys it."""

    DONE = "done"
    OPTION = "option"
    YOURS = "yours"


def _nowhere() -> Mapping[BundleFormat, str]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeHere:
    """How a practice stands in a pattern's bundles.

    `where` has, for a practice that is done, the place in each format: a resource and the path
    of its property. `parameter` is the one that decides about an option.
    """

    status: PracticeStatus
    here: LocalizedText
    where: Mapping[BundleFormat, str] = field(default_factory=_nowhere)
    parameter: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AttentionNote:
    """What the bundle leaves open for answers that make `when` true."""

    when: Predicate
    text: LocalizedText
