"""``${...}`` in values: which ones the server sees when a definition is registered."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from conductor.checks._json import is_list, is_map

_PIECES = re.compile(r"(?=(?<!\$)\$\{)|(?<=\})")
_UNCLOSED = re.compile(r"(?<!\$)\$\{[^}]*\Z")
_PLAIN_KEY = re.compile(r"[A-Za-z_][\w-]*", re.ASCII)


def paths_in(text: str) -> Iterator[str]:
    """Give the inside of each ``${...}``; of nested ones only the innermost, and none after another ``$``."""
    if "${" not in text:
        return
    for piece in _PIECES.split(text):
        if piece.startswith("${") and piece.endswith("}"):
            yield piece[2:-1]


def root_of(path: str) -> str:
    """Give the name that a path starts from: a task reference, or ``workflow``."""
    return path.partition(".")[0]


def is_expression(value: object) -> bool:
    """Tell whether a value is known only when the workflow runs."""
    return isinstance(value, str) and "${" in value


def has_unclosed(text: str) -> bool:
    """Tell whether a ``${`` has no end, so that the server takes it as plain text."""
    return _UNCLOSED.search(text) is not None


def texts_in(value: Any, path: str) -> Iterator[tuple[str, str]]:
    """Give each text in a value, however deep, with its path; keys of maps are none."""
    if isinstance(value, str):
        yield path, value
    elif is_map(value):
        for key, item in value.items():
            yield from texts_in(item, join(path, str(key)))
    elif is_list(value):
        for index, item in enumerate(value):
            yield from texts_in(item, f"{path}[{index}]")


def join(path: str, key: str) -> str:
    """Extend a path by a key: ``a.b``, or ``a['b c']`` where the key is no plain word."""
    if not _PLAIN_KEY.fullmatch(key):
        return f"{path}['{key}']"
    return f"{path}.{key}" if path else key
