"""Source text with its syntax marked by classes, line by line."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache

from django.utils.safestring import SafeString, mark_safe
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

LEXERS = {
    "yaml": "yaml",
    "yml": "yaml",
    "json": "json",
    "tf": "terraform",
    "tfvars": "terraform",
    "hcl": "terraform",
    "js": "javascript",
    "mjs": "javascript",
    "cjs": "javascript",
    "graphql": "graphql",
    "sh": "bash",
    "md": "markdown",
    "html": "html",
    "css": "css",
    "py": "python",
    "toml": "toml",
}


def code_lines(path: str, text: str, marked: Collection[int] = ()) -> SafeString:
    """`text` as an ordered list of lines; those in `marked` (from 1) stand out."""
    lines = _highlighted(path.rpartition(".")[2], text)
    items = (
        f'<span class="code-line{" set" if number in marked else ""}">{line}</span>'
        for number, line in enumerate(lines, start=1)
    )
    return mark_safe("\n".join(items))


@lru_cache(maxsize=256)
def _highlighted(extension: str, text: str) -> tuple[str, ...]:
    try:
        lexer = get_lexer_by_name(LEXERS.get(extension, "text"), stripnl=False)
    except ClassNotFound:
        lexer = get_lexer_by_name("text", stripnl=False)
    html = highlight(text, lexer, HtmlFormatter(nowrap=True))
    return tuple(html.removesuffix("\n").split("\n"))
