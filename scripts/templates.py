"""Compiles every HTML template, so that a misspelt tag is found before a page is asked for."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import django
from django.conf import settings
from django.template import Engine, TemplateSyntaxError


def problems(folder: Path) -> Iterator[str]:
    """What is wrong with the templates below `folder`, a line for each bad template."""
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        name = path.relative_to(folder).as_posix()
        try:
            Engine.get_default().from_string(path.read_text(encoding="utf-8"))
        except TemplateSyntaxError as error:
            yield f"{name}:{line_of(error)}: {error}"


def line_of(error: TemplateSyntaxError) -> int:
    """The line the parser stopped at, or 1 where it does not say."""
    token = getattr(error, "token", None)
    return int(token.lineno) if token is not None else 1


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "advisor.settings")
    django.setup()
    found = list(problems(settings.BASE_DIR / "templates"))
    print("\n".join(found) or "Every template compiles.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
