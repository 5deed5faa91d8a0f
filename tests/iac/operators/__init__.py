"""Mutants that nobody picks: small changes made at every place of a file where they are possible.

`changes` lists them for a template or a file of Terraform. A place is named by where it stands in
the structure, so that it keeps its name when lines move.
"""

from __future__ import annotations

from .cloudformation import template_changes
from .splice import Change
from .terraform import configuration_changes

__all__ = ["Change", "configuration_changes", "template_changes"]
