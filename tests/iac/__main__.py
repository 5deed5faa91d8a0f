"""The proof of one bundle, while it is written, the stamps of all, and bundles broken on purpose.

python -m tests.iac cfn|tf PATH [TFVARS]
python -m tests.iac stamp
python -m tests.iac mutants [SLUG ...]
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from pathlib import Path

from .bundles import Bundle
from .cfn_yaml import load_template
from .linting import SAM_OUTPUT_EXEMPT, TranslationFailed, deployed, lint, regions_of, translate
from .mutation_run import run_mutants
from .rules import RULES
from .stamping import stamp
from .template import Template
from .terraform import prepare, problems
from .tools import Tools, find_tools


def bundle_of(path: Path) -> Bundle:
    """The bundle of a pattern's folder, of its `bundles` or of anything directly below."""
    path = path.resolve()
    candidates = (path / "bundles", path, path.parent, path.parent.parent)
    formats = ("cloudformation", "terraform")
    for folder in candidates:
        if any((folder / name).is_dir() for name in formats):
            return Bundle(folder)
    raise SystemExit(f"{path}: no bundle (a folder with cloudformation/ or terraform/) here")


def check_cloudformation(tools: Tools, path: Path, scratch: Path) -> list[str]:
    paths = [path] if path.is_file() else bundle_of(path).templates
    found = [finding for one in paths for finding in _check_template(tools, one, scratch)]
    return [finding for finding in found if finding]


def _check_template(tools: Tools, path: Path, scratch: Path) -> list[str]:
    template = Template(load_template(path.read_text("utf-8")))
    regions = regions_of(template)
    print(f"cfn-lint {path} in {', '.join(regions)}")
    found = [lint(tools, path, regions)]
    if template.is_sam:
        found.append(_check_translated(tools, path, regions, scratch))
    if any(found):
        return found  # the rules would trip over what the linter refuses
    return [finding for rule in RULES for finding in rule(deployed(tools, path))]


def _check_translated(tools: Tools, path: Path, regions: tuple[str, ...], scratch: Path) -> str:
    try:
        translated = translate(tools, path)
    except TranslationFailed as problem:
        return str(problem)
    output = scratch / "translated.json"
    output.write_text(json.dumps(translated), "utf-8")
    return lint(tools, output, regions, SAM_OUTPUT_EXEMPT)


def check_terraform(tools: Tools, path: Path, values: Path | None, scratch: Path) -> list[str]:
    bundle = bundle_of(path)
    configuration = bundle.lay_out(bundle.terraform, scratch / "configuration")
    if values:
        shutil.copy(values, configuration / "terraform.tfvars")
    steps = []
    for step in prepare(tools, configuration, scratch).prove():
        print(f"terraform {step.name}: {'ok' if step.passed else 'FAILED'}")
        steps.append(step)
    return problems(steps)


def main(arguments: list[str]) -> int:
    if arguments == ["stamp"]:
        return stamp()
    if arguments[:1] == ["mutants"]:
        return run_mutants(arguments[1:])
    if len(arguments) not in {2, 3} or arguments[0] not in {"cfn", "tf"}:
        raise SystemExit(__doc__)
    tools, path = find_tools(), Path(arguments[1])
    with tempfile.TemporaryDirectory(prefix="iac-") as scratch:
        if arguments[0] == "cfn":
            found = check_cloudformation(tools, path, Path(scratch))
        else:
            values = Path(arguments[2]) if len(arguments) == 3 else None
            found = check_terraform(tools, path, values, Path(scratch))
    print("\n\n".join(found) or "clean")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
