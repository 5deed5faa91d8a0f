"""The infrastructure bundles of the catalog, found by looking and laid out as a download is."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from .tools import PROJECT

CATALOG = PROJECT / "patterns_catalog"


@dataclass(frozen=True, slots=True)
class Bundle:
    """The `bundles` folder of one pattern."""

    folder: Path

    @property
    def slug(self) -> str:
        return self.folder.parent.name

    @property
    def is_shipped(self) -> bool:
        """Not a changed copy."""
        return self.folder.parent.parent == CATALOG

    @property
    def template(self) -> Path:
        return self.folder / "cloudformation" / "template.yaml"

    @property
    def templates(self) -> list[Path]:
        """Every template it ships: the bundle's own, and any for another Region."""
        return sorted(self.template.parent.glob("*.yaml"))

    @property
    def terraform(self) -> Path:
        return self.folder / "terraform"

    @property
    def shared(self) -> Path:
        return self.folder / "shared"

    @property
    def has_terraform(self) -> bool:
        return any(self.terraform.glob("*.tf"))

    def parameters(self) -> dict[str, dict[str, Any]]:
        """What parameters.yaml declares, by identifier."""
        loaded = yaml.safe_load((self.folder / "parameters.yaml").read_text("utf-8"))
        return dict(loaded)

    def lay_out(self, source: Path, target: Path) -> Path:
        """Copy a format's folder and the shared files into one, as the download does."""
        ignored = shutil.ignore_patterns(".terraform*", "*.tfstate*", "terraform.tfvars")
        for folder in (self.shared, source):
            if folder.is_dir():
                shutil.copytree(folder, target, dirs_exist_ok=True, ignore=ignored)
        return target


def all_bundles(catalog: Path = CATALOG) -> list[Bundle]:
    folders = sorted(catalog.glob("*/bundles"))
    return [Bundle(folder) for folder in folders if folder.is_dir()]


def with_template() -> list[Bundle]:
    return [bundle for bundle in all_bundles() if bundle.template.is_file()]


def with_terraform() -> list[Bundle]:
    return [bundle for bundle in all_bundles() if bundle.has_terraform]


def with_both() -> list[Bundle]:
    return [bundle for bundle in with_template() if bundle.has_terraform]


def slug(bundle: Bundle) -> str:
    """For pytest: the name of a parametrized bundle."""
    return bundle.slug


def all_templates() -> list[Path]:
    return [path for bundle in all_bundles() for path in bundle.templates]


def template_id(path: Path) -> str:
    """For pytest: the pattern's name and the file's."""
    return f"{path.parents[2].name}-{path.stem}"
