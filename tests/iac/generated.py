"""Bundles as a user downloads them: filled in from answers and packed into a zip file."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

from advisor.bundles.readme import Words
from advisor.bundles.render import RenderedBundle, render
from advisor.catalog.loader import load_catalog
from advisor.catalog.model import BundleFormat, Catalog, Pattern
from advisor.questionnaire.parse import parse_answers

from .bundles import CATALOG

Given = Mapping[str, str | Sequence[str]]


class _Named(dict[Any, str]):
    """A word for every key: its name."""

    def __missing__(self, key: Any) -> str:
        return str(key)


def _words() -> Words:
    """Words that are their own names: what the tables are called is no matter here."""
    named: dict[str, Any] = {
        field.name: _Named() if field.name.startswith("by_") else field.name
        for field in fields(Words)
    }
    return Words(**(named | {"language": "en"}))


# Answers that set many parameters at once, each set another way.
CHOSEN: Mapping[str, Given] = {
    "nothing answered": {},
    "a great deal, spiky, worldwide, protected": {
        "requests_per_month": "2000000000",
        "traffic_shape": "spiky",
        "global_reach": "worldwide",
        "protection": "high",
        "cold_start_tolerance": "none",
        "latency": "low",
        "cacheable_share": "most",
        "static_share": "most",
        "one_domain": "yes",
        "auth": "api-key",
        "edge_logic": "personalisation",
        "request_seconds": "900",
    },
    "private, slow, moved from a machine": {
        "network": "private",
        "auth": "none",
        "existing_app": "legacy-vm",
        "request_duration": "minutes",
        "content": ["ssr-html", "user-specific"],
        "requests_per_month": "400000000",
        "runtime_needs": ["local-disk"],
        "cacheable_share": "none",
        "edge_logic": "headers-auth",
        "global_reach": "single-region",
    },
    "cheap, idle, own sign-in": {
        "cost_priority": "high",
        "traffic_shape": "idle-mostly",
        "auth": "custom",
        "request_duration": "seconds",
        "cold_start_tolerance": "none",
        "payload": "up-to-6mb",
        "cacheable_share": "some",
        "content": ["api-json", "static-mix"],
    },
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Download:
    """One pattern in both formats for one set of answers."""

    name: str
    pattern: Pattern
    cloudformation: RenderedBundle
    terraform: RenderedBundle

    @property
    def values(self) -> Mapping[str, str]:
        return {value.parameter.id: value.value for value in self.terraform.values}


@cache
def shipped_catalog() -> Catalog:
    return load_catalog(CATALOG)


def downloads(slug: str) -> list[Download]:
    """The chosen answers and the catalog's examples, each set of values once."""
    found: dict[tuple[str, ...], Download] = {}
    for name, answers in _answer_sets():
        download = downloaded(slug, name, answers)
        found.setdefault(tuple(download.values.values()), download)
    return list(found.values())


def _answer_sets() -> Iterator[tuple[str, Given]]:
    yield from CHOSEN.items()
    for example in shipped_catalog().examples:
        answers: dict[str, list[str]] = {}
        for trait, value in example.answers:
            answers.setdefault(trait, []).append(value)
        yield example.id, answers


def downloaded(
    slug: str, name: str, answers: Given, given: Mapping[str, str] | None = None
) -> Download:
    """What the links of a pattern's page hand out for `answers` and values `given` by hand."""
    catalog = shipped_catalog()
    pattern = catalog.pattern(slug)
    if pattern is None:
        raise ValueError(f"the catalog has no pattern {slug}")
    made = {
        bundle_format: _rendered(catalog, pattern, bundle_format, answers, given or {})
        for bundle_format in BundleFormat
    }
    return Download(
        name=name,
        pattern=pattern,
        cloudformation=made[BundleFormat.CLOUDFORMATION],
        terraform=made[BundleFormat.TERRAFORM],
    )


def _rendered(
    catalog: Catalog,
    pattern: Pattern,
    bundle_format: BundleFormat,
    answers: Given,
    given: Mapping[str, str],
) -> RenderedBundle:
    pairs = [
        (trait, value)
        for trait, values in answers.items()
        for value in ([values] if isinstance(values, str) else values)
    ]
    parsed = parse_answers(catalog.questionnaire, pairs)
    if parsed.notices:
        raise ValueError(f"answers that are not understood: {parsed.notices}")
    bundle = next(found for found in pattern.bundles if found.format is bundle_format)
    return render(
        catalog,
        pattern,
        bundle,
        answers=parsed.answers,
        given=given,
        words=_words(),
        link="",
    )


def unpack(bundle: RenderedBundle, target: Path) -> Path:
    """Unpack the download, so that `target` holds what its one folder holds."""
    with zipfile.ZipFile(io.BytesIO(bundle.zip())) as archive:
        for name in archive.namelist():
            path = target / Path(name).relative_to(bundle.folder)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(archive.read(name))
    return target
