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


LINE = "line-"
"""What stands before a marked line's number in an address."""


def code_lines(path: str, text: str, marked: Collection[int] = ()) -> SafeString:
    """`text` line by line; those in `marked` (from 1) stand out and can be pointed at."""
    lines = _highlighted(path.rpartition(".")[2], text)
    items = (
        f'<span class="code-line set" id="{LINE}{number}">{line}</span>'
        if number in marked
        else f'<span class="code-line">{line}</span>'
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
