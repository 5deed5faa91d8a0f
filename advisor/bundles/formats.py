"""Parameter values in the words of each format. Every value is quoted, whatever it holds."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence

from advisor.bundles.values import ParameterValue
from advisor.catalog.model import BundleFormat, ParameterType

_SNAKE_CASE = re.compile(r"(?<![A-Za-z0-9_])[a-z][a-z0-9]*(?:_[a-z0-9]+)+(?![A-Za-z0-9_])")


def values_file(
    bundle_format: BundleFormat, values: Sequence[ParameterValue], language: str
) -> tuple[str, str]:
    """The name and the text of the file that carries the values; comments are in `language`."""
    if bundle_format is BundleFormat.CLOUDFORMATION:
        return "parameters.json", parameters_json(values)
    return "terraform.tfvars", terraform_tfvars(values, language)


def parameter_name(bundle_format: BundleFormat, parameter_id: str) -> str:
    """`project_name` as this format spells it."""
    if bundle_format is BundleFormat.CLOUDFORMATION:
        return "".join(word.capitalize() for word in parameter_id.split("_"))
    return parameter_id


def spelled(bundle_format: BundleFormat, text: str, values: Sequence[ParameterValue]) -> str:
    """`text` with the parameters that it names spelled as this format spells them."""
    known = {value.parameter.id for value in values}
    return _SNAKE_CASE.sub(
        lambda found: parameter_name(bundle_format, found[0]) if found[0] in known else found[0],
        text,
    )


def parameters_json(values: Sequence[ParameterValue]) -> str:
    """The list of keys and values that the CloudFormation commands read from a file."""
    entries = [
        {
            "ParameterKey": parameter_name(BundleFormat.CLOUDFORMATION, value.parameter.id),
            "ParameterValue": value.value,
        }
        for value in values
    ]
    return json.dumps(entries, indent=2, ensure_ascii=True) + "\n"


def terraform_tfvars(values: Sequence[ParameterValue], language: str) -> str:
    """Variable definitions as `terraform fmt` would have them: it aligns what no comment parts.

    What an answer set has the reason above it.
    """
    runs: list[list[ParameterValue]] = []
    for value in values:
        if value.reason or not runs:
            runs.append([])
        runs[-1].append(value)
    return "".join(f"{line}\n" for run in runs for line in _run(run, language))


def _run(values: Sequence[ParameterValue], language: str) -> Iterator[str]:
    if reason := values[0].reason:
        yield f"# {' '.join(reason.in_language(language).split())}"
    width = max(len(value.parameter.id) for value in values)
    for value in values:
        yield f"{value.parameter.id:<{width}} = {_hcl(value)}"


def list_items(text: str) -> tuple[str, ...]:
    """The items of a list parameter's value, which is kept as text with commas."""
    return tuple(item.strip() for item in text.split(",") if item.strip())


def _hcl(value: ParameterValue) -> str:
    match value.parameter.type:
        case ParameterType.NUMBER | ParameterType.FLAG:
            return value.value
        case ParameterType.LIST:
            return "[" + ", ".join(map(hcl_string, list_items(value.value))) + "]"
        case _:
            return hcl_string(value.value)


def hcl_string(text: str) -> str:
    """A quoted HCL template without interpolation: `${` and `%{` are doubled."""
    quoted = json.dumps(text, ensure_ascii=False)
    return quoted.replace("${", "$${").replace("%{", "%%{")
