"""The practices of pattern.yaml and the notes of bundles/attention.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from advisor.catalog.bundle_notes import AttentionNote, PracticeHere, PracticeStatus
from advisor.catalog.model import Bundle, BundleFormat, Parameter
from advisor.catalog.predicates import Scope, read_predicate
from advisor.catalog.reader import Cursor
from advisor.catalog.references import look_up


def read_attention(at: Cursor, scope: Scope) -> tuple[AttentionNote, ...]:
    return tuple(
        AttentionNote(when=read_predicate(item["when"], scope), text=item.localized("text"))
        for item in at.items()
    )


def read_practices(
    at: Cursor,
    known: Mapping[str, str] | None,
    bundles: tuple[Bundle, ...],
    parameters: tuple[Parameter, ...],
) -> Mapping[str, PracticeHere]:
    """`known` are the practices there are; None where the file that says so could not be read."""
    for practice, entry in at.entries():
        look_up(entry, practice, known, "practice")
        _check_where(entry, tuple(bundle.format for bundle in bundles))
        _check_parameter(entry, parameters, readable=bool(parameters) or not bundles)
    return MappingProxyType({practice: _practice(entry) for practice, entry in at.entries()})


def _practice(at: Cursor) -> PracticeHere:
    where = {name: at["where"].text(name) for name in BundleFormat if at["where"][name]}
    return PracticeHere(
        status=at.choice("status", PracticeStatus),
        here=at.localized("here"),
        where=MappingProxyType(where),
        parameter=at.optional_text("parameter"),
    )


def _check_where(at: Cursor, formats: tuple[BundleFormat, ...]) -> None:
    status, where = at.text("status"), at["where"]
    if status != PracticeStatus.DONE:
        if status and where:
            where.report(f"where does not go with {status}", "leave it out")
        return
    if not formats:
        at["status"].report("done, but there is no bundle", "yours, or a bundle that does it")
        return
    for name in BundleFormat:
        if name in formats and not where[name]:
            where[name].report("missing key", f"add it: the property in the {name} bundle")
        elif name not in formats and where[name]:
            where[name].report(f"there is no {name} bundle", "leave it out")


def _check_parameter(at: Cursor, parameters: tuple[Parameter, ...], *, readable: bool) -> None:
    status, name = at.text("status"), at["parameter"]
    known = {item.id: item.id for item in parameters} if readable else None
    if status != PracticeStatus.OPTION:
        if status and name:
            name.report(f"parameter does not go with {status}", "leave it out")
    elif name:
        look_up(name, name.as_text(), known, "parameter")
    else:
        name.report("missing key", "add it: the parameter that decides about it")
