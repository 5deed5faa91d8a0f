"""A bundle as it is handed over: the catalog's files, the values, a README and a licence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from advisor.bundles import decision, readme
from advisor.bundles.archive import sha256, to_tgz, to_zip
from advisor.bundles.attention import Attention, attention
from advisor.bundles.formats import spelled, values_file
from advisor.bundles.practices import BundlePractice, bundle_practices
from advisor.bundles.readme import Words
from advisor.bundles.values import ParameterValue, fill
from advisor.bundles.verified import verified_part
from advisor.catalog.model import Bundle, BundleFile, Catalog, Pattern
from advisor.questionnaire.answers import Answers

_LICENCE = (Path(__file__).parent / "MIT-0.txt").read_text(encoding="utf-8")


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderedBundle:
    """What one link downloads. The same link gives the same bytes."""

    pattern: Pattern
    bundle: Bundle
    values: tuple[ParameterValue, ...]
    practices: tuple[BundlePractice, ...]
    attention: tuple[Attention, ...]
    files: tuple[BundleFile, ...]
    folder: str

    @property
    def file_name(self) -> str:
        return f"{self.folder}.zip"

    @property
    def project(self) -> str:
        """The name of what is built with it; empty where the pattern asks for none."""
        return next((v.value for v in self.values if v.parameter.id == "project_name"), "")

    def file(self, path: str) -> BundleFile | None:
        return next((file for file in self.files if file.path == path), None)

    def zip(self) -> bytes:
        return to_zip(self.folder, self.files)

    def tgz(self) -> bytes:
        return to_tgz(self.folder, self.files)

    def digest(self) -> str:
        """SHA-256 of the zip file, in hexadecimal."""
        return sha256(self.zip())


def render(
    catalog: Catalog,
    pattern: Pattern,
    bundle: Bundle,
    *,
    answers: Answers,
    given: Mapping[str, str],
    words: Words,
    link: str,
) -> RenderedBundle:
    """Fill in the values and complete the files of `bundle`. `link` is the path of its page."""
    values = fill(pattern, catalog.questionnaire, answers, given)
    name, text = values_file(bundle.format, values, words.language)
    record = decision.decision_json(catalog, pattern, bundle, answers, values, link)
    files = (
        *bundle.files,
        BundleFile(path=name, text=text),
        BundleFile(path=decision.FILE_NAME, text=record),
        BundleFile(path="LICENSE", text=_LICENCE),
    )
    rendered = RenderedBundle(
        pattern=pattern,
        bundle=bundle,
        values=values,
        practices=tuple(bundle_practices(catalog, pattern, bundle.format)),
        attention=attention(pattern, catalog.questionnaire, answers, values),
        files=files,
        folder=f"{pattern.slug}-{bundle.format.value}",
    )
    filled = _readme(catalog, rendered, words)
    files = (*files, BundleFile(path="README.md", text=filled))
    return replace(rendered, files=tuple(sorted(files, key=lambda file: file.path)))


def _readme(catalog: Catalog, rendered: RenderedBundle, words: Words) -> str:
    bundle, values = rendered.bundle, rendered.values
    told = partial(spelled, bundle.format, values=values)
    return readme.substituted(
        words.of(bundle.readme),
        {
            "project_name": rendered.project,
            "pattern_name": words.of(rendered.pattern.name),
            "catalog_version": catalog.version,
            "parameters": told(readme.parameter_table(bundle, values, words)),
            "files": readme.file_table(rendered.files, words),
            "practices": told(readme.practice_table(rendered.practices, words)),
            "verified": verified_part(catalog, rendered.pattern, words),
            "attention": told(readme.attention_list(bundle, rendered.attention, words)),
            "diagram": readme.mermaid(words.of(rendered.pattern.diagram)),
        },
    )
