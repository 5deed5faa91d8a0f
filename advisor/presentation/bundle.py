"""A bundle on its page: files as a tree, the chosen file, and where each value comes from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath

from django.utils.safestring import SafeString

from advisor.bundles.formats import parameter_name, spelled, values_file
from advisor.bundles.render import RenderedBundle
from advisor.bundles.values import Origin, ParameterValue
from advisor.catalog.model import BundleFile, BundleFormat, Catalog
from advisor.presentation.code import code_lines
from advisor.presentation.handover import (
    AttentionView,
    PracticeStatusView,
    attention_views,
    practice_views,
)
from advisor.presentation.numbers import size
from advisor.presentation.parameters import ParameterField, parameter_fields
from advisor.presentation.proof import ProofView, proof_view
from advisor.presentation.words import answer_text, excerpt, labelled
from advisor.questionnaire.answers import Answers


@dataclass(frozen=True, slots=True, kw_only=True)
class TreeEntry:
    """A file or a folder of the tree; `depth` counts the folders it lies in."""

    path: str
    name: str
    depth: int
    size: str
    folder: bool
    current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueView:
    """A value that is not the default, or the name that can be typed."""

    id: str
    name: str
    value: str
    description: str
    reason: str
    said: str
    trait: str
    refused: str
    hint: str
    typed: bool
    line: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BundleView:
    rendered: RenderedBundle
    tree: tuple[TreeEntry, ...]
    file: BundleFile
    code: SafeString
    values: tuple[ValueView, ...]
    name: ValueView | None
    attention: tuple[AttentionView, ...]
    practices: tuple[PracticeStatusView, ...]
    proof: ProofView | None
    default_count: int
    total_size: str
    digest: str
    values_path: str
    parameters: tuple[ParameterField, ...]

    @property
    def set_count(self) -> int:
        return sum(not value.typed for value in self.values)


def bundle_view(
    catalog: Catalog,
    answers: Answers,
    rendered: RenderedBundle,
    path: str,
    language: str,
    *,
    today: date,
) -> BundleView:
    """The page of `rendered` with the file at `path` open; without one, the main file.

    `today` tells how long what it uses is still supported.
    """
    file = rendered.file(path) or _main_file(rendered)
    values_path, values_text = values_file(rendered.bundle.format, rendered.values, language)
    places = _places(rendered, values_text)
    views = [
        _value(catalog, answers, rendered, value, language, places.get(value.parameter.id))
        for value in rendered.values
    ]
    marked = _set_lines(rendered, places) if file.path == values_path else set()
    return BundleView(
        rendered=rendered,
        tree=tuple(_tree(rendered.files, file.path)),
        file=file,
        code=code_lines(file.path, file.text, marked),
        values=tuple(
            view
            for view, value in zip(views, rendered.values, strict=True)
            if value.origin is Origin.ANSWER
        ),
        name=next((view for view in views if view.typed), None),
        attention=attention_views(catalog, answers, rendered, language),
        practices=practice_views(rendered, language),
        proof=proof_view(catalog, rendered.pattern, language, today),
        default_count=sum(value.origin is Origin.DEFAULT for value in rendered.values),
        total_size=size(sum(len(item.text.encode()) for item in rendered.files)),
        digest=rendered.digest(),
        values_path=values_path,
        parameters=parameter_fields(rendered.values, rendered.bundle.format, language),
    )


def _main_file(rendered: RenderedBundle) -> BundleFile:
    """The template, the root module's main file, or its values: what people come to read."""
    for path in ("template.yaml", "main.tf", "terraform.tfvars", "README.md"):
        found = rendered.file(path)
        if found is not None:
            return found
    return rendered.files[0]


def _tree(files: Sequence[BundleFile], current: str) -> Iterator[TreeEntry]:
    seen: set[str] = set()
    ordered = sorted(files, key=lambda file: (PurePosixPath(file.path).parts, file.path))
    for file in ordered:
        parts = PurePosixPath(file.path).parts
        for depth in range(len(parts) - 1):
            folder = "/".join(parts[: depth + 1])
            if folder not in seen:
                seen.add(folder)
                yield TreeEntry(
                    path=folder,
                    name=f"{parts[depth]}/",
                    depth=depth,
                    size="",
                    folder=True,
                    current=False,
                )
        yield TreeEntry(
            path=file.path,
            name=parts[-1],
            depth=len(parts) - 1,
            size=size(len(file.text.encode())),
            folder=False,
            current=file.path == current,
        )


def _places(rendered: RenderedBundle, text: str) -> dict[str, int]:
    """The line of each value in the values file, by parameter."""
    spelled = {
        parameter_name(rendered.bundle.format, value.parameter.id): value.parameter.id
        for value in rendered.values
    }
    found: dict[str, int] = {}
    for number, line in enumerate(text.split("\n"), start=1):
        name = line.removeprefix('    "ParameterKey": "').rstrip('",') if '"' in line else ""
        name = name if name in spelled else line.partition(" ")[0]
        if name in spelled:
            found[spelled[name]] = number
    return found


def _set_lines(rendered: RenderedBundle, places: Mapping[str, int]) -> set[int]:
    """Lines of the values file that an answer or the reader has set."""
    own = [v.parameter.id for v in rendered.values if v.origin is not Origin.DEFAULT]
    lines = {places[parameter] for parameter in own if parameter in places}
    pairs = rendered.bundle.format is BundleFormat.CLOUDFORMATION
    return lines | {line + 1 for line in lines} if pairs else lines


def _value(
    catalog: Catalog,
    answers: Answers,
    rendered: RenderedBundle,
    value: ParameterValue,
    language: str,
    line: int | None,
) -> ValueView:
    parameter, trait = value.parameter, next(iter(value.traits), "")
    question = catalog.questionnaire.by_id.get(trait)
    said = answer_text(question, answers.get(trait), language) if question else ""
    hint = parameter.pattern_hint
    return ValueView(
        id=parameter.id,
        name=parameter_name(rendered.bundle.format, parameter.id),
        value=value.value,
        description=spelled(
            rendered.bundle.format, parameter.description.in_language(language), rendered.values
        ),
        reason=value.reason.in_language(language) if value.reason else "",
        said=labelled(question.label.in_language(language), said) if question else "",
        trait=trait,
        refused=excerpt(value.refused or ""),
        hint=hint.in_language(language) if hint else "",
        typed=parameter.id == "project_name",
        line=line,
    )
