"""The tokens of jq. An interpolation inside of a string is code, and its tokens are found as well."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

TokenKind: TypeAlias = Literal["number", "variable", "field", "format", "name", "string", "symbol"]

_TOKEN: Final = re.compile(
    r"""
      (?P<space>[ \t\r\n]+|\#[^\n]*)
    | (?P<number>(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?)
    | (?P<variable>\$\s*(?:[A-Za-z_]\w*::)*[A-Za-z_]\w*)
    | (?P<field>\.[A-Za-z_]\w*)
    | (?P<format>@\w+)
    | (?P<name>(?:[A-Za-z_]\w*::)*[A-Za-z_]\w*)
    | (?P<quote>")
    | (?P<symbol>\?//=?|//=|[|=!<>+*/%-]=|//|\.\.|.)
    """,
    re.VERBOSE | re.DOTALL | re.ASCII,
)
# What a string has up to its end or an interpolation.
_STRING_PART: Final = re.compile(r'(?:[^"\\]|\\[^(])*', re.DOTALL)


@dataclass(frozen=True)
class Token:
    """A token, and where it begins in the query. A string is a token for each of its parts between interpolations."""

    kind: TokenKind
    text: str
    start: int


def tokens(query: str) -> Iterator[Token]:
    """Return the tokens of a query in their order; takes what is not jq as symbols, and never fails."""
    # For each interpolation that is open: how many parentheses are open in it.
    depths: list[int] = []
    position = 0
    while position < len(query):
        match = _TOKEN.match(query, position)
        if match is None:
            return
        kind, text = match.lastgroup, match[0]
        start, position = position, match.end()
        if depths and text in {"(", ")"} and kind == "symbol":
            depths[-1] += 1 if text == "(" else -1
        if kind == "quote" or (depths and depths[-1] < 0):
            if kind != "quote":
                depths.pop()
            part = _STRING_PART.match(query, position)
            end = position if part is None else part.end()
            yield Token("string", query[position:end], position)
            if query.startswith("\\(", end):
                depths.append(0)
                end += 1  # the parenthesis
            position = end + 1
        elif kind != "space":
            yield Token(_kind(kind), text, start)


def _kind(group: str | None) -> TokenKind:
    match group:
        case "number" | "variable" | "field" | "format" | "name":
            return group
        case _:
            return "symbol"
