"""cfn-lint over a template, and over what a SAM template becomes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from .cfn_yaml import load_template
from .template import Template
from .tools import Tools

REGIONS = ("us-east-1", "ap-northeast-1")
# What SAM itself makes of a template: I3042, it writes out partitions; W1020 and W2001, it puts
# the values of parameters in their place. The template as written is linted for all three.
SAM_OUTPUT_EXEMPT = ("I3042", "W1020", "W2001")


def regions_of(template: Template) -> tuple[str, ...]:
    return REGIONS[:1] if template.guards_region("us-east-1", always=True) else REGIONS


def lint(tools: Tools, path: Path, regions: tuple[str, ...], exempt: tuple[str, ...] = ()) -> str:
    """What cfn-lint finds, informational rules included; empty when it finds nothing."""
    ignored = ["--ignore-checks", *exempt] if exempt else []
    program = str(tools.folder / "bin" / "cfn-lint")
    command = [program, "--include-checks", "I", *ignored, "--regions", *regions, "--", str(path)]
    run = tools.execute(command)
    return run.text.strip() if run.code else ""


class TranslationFailed(Exception):
    """SAM refuses the template; the message is SAM's."""


def translate(tools: Tools, path: Path, values: Mapping[str, str] | None = None) -> dict[str, Any]:
    """The SAM template at `path` as plain CloudFormation, with the defaults or these values.

    Raises TranslationFailed.
    """
    run = tools.script("sam_translate", path, given=json.dumps(values or {}))
    if run.code:
        raise TranslationFailed(run.errors.strip())
    return dict(json.loads(run.output))


def deployed(tools: Tools, path: Path, values: Mapping[str, str] | None = None) -> Template:
    """The template as CloudFormation sees it: translated if it is SAM."""
    template = Template(load_template(path.read_text("utf-8")))
    return Template(translate(tools, path, values)) if template.is_sam else template
