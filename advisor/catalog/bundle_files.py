"""What a bundle is made of: its files, and the parameters that every format of it has."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from advisor.catalog.judged import Predicate
from advisor.catalog.texts import LocalizedText


class BundleFormat(StrEnum):
    CLOUDFORMATION = "cloudformation"
    TERRAFORM = "terraform"

    @property
    def label(self) -> str:
        """The tool's name as it writes it."""
        return {"cloudformation": "CloudFormation", "terraform": "Terraform"}[self.value]


class ParameterType(StrEnum):
    TEXT = "text"
    NUMBER = "number"
    FLAG = "flag"
    LIST = "list"


@dataclass(frozen=True, slots=True, kw_only=True)
class ParameterRule:
    """Sets a parameter to `value` when the answers make `when` true."""

    when: Predicate
    value: str
    reason: LocalizedText


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """One value of a bundle, the same in every format. Values are kept as text."""

    id: str
    type: ParameterType
    default: str
    description: LocalizedText
    allowed: tuple[str, ...] = ()
    pattern: str | None = None
    pattern_hint: LocalizedText | None = None
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    rules: tuple[ParameterRule, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BundleFile:
    """A file of a bundle: its path in the bundle, and its text as it lies in the catalog."""

    path: str
    text: str
    executable: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    format: BundleFormat
    files: tuple[BundleFile, ...]
    readme: LocalizedText
