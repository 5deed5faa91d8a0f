"""The JavaScript that AppSync runs: what its runtime APPSYNC_JS leaves out of the language.

Source: AWS AppSync Developer Guide, "JavaScript runtime features for resolvers and functions", and
the rules of @aws-appsync/eslint-plugin 2.0 (configuration `base`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..template import Template

_COMMENT_OR_TEXT = re.compile(
    r"//[^\n]*|/\*.*?\*/|'(?:\\.|[^'\\\n])*'|\"(?:\\.|[^\"\\\n])*\"", re.S
)
_TEMPLATE = re.compile(r"`(?:\\.|[^`\\])*`", re.S)
_FOR_IN = re.compile(r"\bfor\s*\(\s*(?:const|let)\s+\w+\s+in\b")
_PART = re.compile(r"\$\{([^}]*)\}")
_MISSING = {
    "async": r"\basync\b",
    "await": r"\bawait\b",
    "classes": r"\bclass\b",
    "continue": r"\bcontinue\b",
    "counting for loops": r"\bfor\s*\([^)]*;",
    "do": r"\bdo\b",
    "generators": r"\bfunction\s*\*|\byield\b",
    "in": r"\bin\b",
    "labels": r"^\s*(?!default\b|case\b)\w+:\s*(?:for|while)\b",
    "new": r"\bnew\b",
    "promises": r"\bPromise\b",
    "regular expressions": r"(?:[(,=:\[!&|?{};]|\breturn)\s*/(?![/*=])",
    "this": r"\bthis\b",
    "throw": r"\bthrow\b",
    "try": r"\btry\b",
    "while": r"\bwhile\b",
    "++ and --": r"\+\+|--",
    "~": "~",
}


def resolvers_keep_to_their_language(template: Template) -> list[str]:
    """AppSync refuses a resolver with anything else when it is deployed."""
    return [
        f"{resolver.name}: APPSYNC_JS has no {name}"
        for resolver in template.of_type(
            "AWS::AppSync::Resolver", "AWS::AppSync::FunctionConfiguration"
        )
        if isinstance(code := resolver.properties.get("Code"), str)
        for name in missing_from_appsync(code)
    ]


def missing_from_appsync(code: str) -> Iterator[str]:
    """What `code` uses and APPSYNC_JS lacks, apart from comments and texts."""
    inner = _TEMPLATE.sub(lambda found: " ".join(_PART.findall(found[0])), code)
    bare = _FOR_IN.sub("for (", _COMMENT_OR_TEXT.sub('""', inner))
    for name, pattern in _MISSING.items():
        if re.search(pattern, bare, re.M):
            yield name


RULES = (resolvers_keep_to_their_language,)
