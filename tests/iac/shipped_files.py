"""Which files a bundle's templates refer to, and whether they are what is shipped."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from .cfn_yaml import load_template
from .hcl_variables import configuration_text
from .rules.calls import settings_at_odds
from .rules.contracts import granted, rights_at_odds, rights_of
from .template import Resource, Template, referred, walk

_LOCAL_KEYS = {
    "BodyS3Location",
    "CodeS3Location",
    "CodeUri",
    "ContentUri",
    "DefinitionS3Location",
    "DefinitionUri",
    "SchemaUri",
}
_MODULE_PATH = re.compile(r'"\$\{path\.module\}/((?:\$\{[^}]*\}|[^"$])+)"')
_IMPORT = re.compile(r"""(?:from|import)\s*\(?\s*['"](\.{1,2}/[^'"]+)['"]""")
_EXTENSIONS = (".mjs", ".js", ".py")


def template_paths(template: Template) -> Iterator[str]:
    """The local files and folders that a template names."""
    for path, node in walk(template.body):
        if path and path[-1] in _LOCAL_KEYS and isinstance(node, str) and "://" not in node:
            yield node.removeprefix("./").rstrip("/")


def terraform_paths(folder: Path) -> Iterator[str]:
    """The files and folders a configuration reads, `*` for what it puts in by expression."""
    for line in configuration_text(folder).splitlines():
        if "output_path" not in line:
            for found in _MODULE_PATH.findall(line):
                yield re.sub(r"\$\{[^}]*\}", "*", found).rstrip("/")


def missing_paths(folder: Path, paths: Iterator[str]) -> list[str]:
    """Those that the laid-out bundle does not hold."""
    return [path for path in paths if not any(folder.glob(path))]


def handlers_without_code(template: Template, folder: Path) -> list[str]:
    """Functions whose handler is in no file, or is not exported there."""
    shared = template.body.get("Globals", {}).get("Function", {})
    found = []
    for function in template.of_type("AWS::Serverless::Function"):
        given = {**shared, **function.properties}
        code, handler = given.get("CodeUri"), given.get("Handler")
        if not (isinstance(code, str) and isinstance(handler, str)):
            continue
        if not _exports(folder / code, handler):
            found.append(f"{function.name}: {handler} is not in {code}")
    return found


def _exports(folder: Path, handler: str) -> bool:
    module, _dot, name = handler.rpartition(".")
    files = [folder / f"{module}{extension}" for extension in _EXTENSIONS]
    defined = re.compile(rf"(\bexport\b.*\b|\bexports\.|\bdef ){name}\b")
    return any(file.is_file() and defined.search(file.read_text("utf-8")) for file in files)


def settings_of_code(template: Template, folder: Path) -> list[str]:
    """What the files of a function read of the environment or do with a table, against what is
    set and allowed.
    """
    shared = template.body.get("Globals", {}).get("Function", {})
    found = []
    for function in template.of_type("AWS::Serverless::Function"):
        given = {**shared, **function.properties}
        code = given.get("CodeUri")
        if isinstance(code, str):
            files = [file for file in sorted((folder / code).rglob("*")) if file.is_file()]
            text = "\n".join(file.read_text("utf-8") for file in files)
            own = Resource(function.name, {"Properties": given})
            found += [f"{function.name}: {fault}" for fault in settings_at_odds(text, own)]
            module = str(given.get("Handler")).rpartition(".")[0]
            entry = [file for file in files if file.stem == module.rpartition("/")[2]]
            role = template.resource(referred(given.get("Role")))
            if role is not None:
                needed = {right for file in entry for right in rights_of(file.read_text("utf-8"))}
                faults = rights_at_odds(needed, granted(template, role))
                found += [f"{role.name}: {fault}" for fault in faults]
    return found


def unused_sources(folder: Path, paths: Iterator[str], texts: list[str]) -> list[str]:
    """Files under src/ that no path names, no used file imports and no template carries."""
    sources = [file for file in sorted((folder / "src").rglob("*")) if file.is_file()]
    named = [found for path in paths for found in folder.glob(path)]
    used = {file for file in sources if _is_named(file, named) or _is_carried(file, texts)}
    while grown := {found for file in used for found in _imports(file)} & set(sources) - used:
        used |= grown
    return [str(file.relative_to(folder)) for file in sources if file not in used]


def _is_named(file: Path, named: list[Path]) -> bool:
    return any(file == path or path in file.parents for path in named)


def _is_carried(file: Path, texts: list[str]) -> bool:
    """One of the template's own texts has the file's content, options left open (`${...}`)."""
    lines = [line.strip() for line in file.read_text("utf-8").splitlines() if line.strip()]
    return any(sum(line in text for line in lines) > 0.75 * len(lines) for text in texts)


def _imports(file: Path) -> set[Path]:
    found = _IMPORT.findall(file.read_text("utf-8"))
    return {(file.parent / path).resolve() for path in found}


def inline_texts(path: Path) -> list[str]:
    """The texts of several lines that a template carries."""
    template = load_template(path.read_text("utf-8"))
    return [node for _path, node in walk(template) if isinstance(node, str) and "\n" in node]
