"""${...}: finding expressions in values and replacing them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Protocol

from . import jsonpath
from .jsonpath import Names, PathError
from .values import JsonMap, as_list, as_map, hash_ordered, java_text

KNOWN_SYSTEM_NAMES = frozenset({"CPEWF_TASK_ID", "NETFLIX_ENV", "NETFLIX_STACK"})
_CHECKED_PIECES = re.compile(r"(?=(?<!\$)\$\{)|(?<=\})")
_SECRETS = "workflow.secrets."
_ENVIRONMENT = "workflow.env."


@dataclass
class Surroundings:
    """What expressions can see outside the execution.

    `process` holds what a bare name such as ${HOME} may read: empty unless the user allows it.
    """

    secrets: Mapping[str, str] = field(default_factory=dict[str, str])
    environment: Mapping[str, str] = field(default_factory=dict[str, str])
    process: Mapping[str, str] = field(default_factory=dict[str, str])

    def is_system_name(self, name: str) -> bool:
        """Whether a bare name is one the server knows without the workflow."""
        return name in KNOWN_SYSTEM_NAMES or name in self.process


class Scope(Protocol):
    """The roots an expression may start from."""

    def root(self, name: str) -> Any:
        """The value of a root such as `workflow` or a task reference; None when unknown."""
        ...

    def roots(self) -> JsonMap:
        """All roots at once."""
        ...


@lru_cache(maxsize=8192)
def split(text: str) -> tuple[tuple[bool, str], ...]:
    """The pieces of a text: (True, path) for an expression, (False, words) for the rest."""
    pieces: list[tuple[bool, str]] = []
    start = position = 0
    while (found := text.find("${", position)) >= 0:
        end = _closing_brace(text, found)
        escaped = found > 0 and text[found - 1] == "$"
        if escaped or end < 0:
            position = found + 2
            continue
        if found > start:
            pieces.append((False, text[start:found]))
        pieces.append((True, text[found + 2 : end]))
        start = position = end + 1
    if start < len(text) or not pieces:
        pieces.append((False, text[start:]))
    return tuple(pieces)


def _closing_brace(text: str, start: int) -> int:
    depth = 0
    position = start
    while position < len(text):
        if text.startswith("${", position):
            depth += 1
            position += 2
            continue
        if text[position] == "}":
            depth -= 1
            if depth == 0:
                return position
        position += 1
    return -1


@dataclass
class Resolver:
    """Replaces expressions by what they name in a scope."""

    scope: Scope
    surroundings: Surroundings
    task_id: str | None = None

    def value(self, value: Any) -> Any:
        """The value with every expression in it replaced, however deep; map keys are left."""
        if isinstance(value, str):
            return self.text(value)
        items = as_map(value)
        if items is not None:
            return hash_ordered({key: self.value(item) for key, item in items.items()})
        members = as_list(value)
        return value if members is None else [self.value(item) for item in members]

    def text(self, text: str) -> Any:
        """A text that is one expression keeps the type of its value; else all become text."""
        if "${" not in text:
            return text
        pieces = split(text)
        if len(pieces) == 1 and pieces[0][0]:
            return self._expression(pieces[0][1])
        # The escapes in what has been put in are resolved, too.
        return "".join(self._piece(is_path, piece) for is_path, piece in pieces).replace("$${", "${")

    def _piece(self, is_path: bool, piece: str) -> str:
        return java_text(self._expression(piece)) if is_path else piece

    def _expression(self, path: str) -> Any:
        if "${" in path:
            path = java_text(self.text(path))
        if path.startswith(_SECRETS):
            return "${" + path + "}"
        if path.startswith(_ENVIRONMENT):
            return outside_value(self.surroundings.environment, path[len(_ENVIRONMENT) :])
        if self.surroundings.is_system_name(path):
            return self._system_value(path)
        return read_path(self.scope, path.strip())

    def _system_value(self, name: str) -> Any:
        if name == "CPEWF_TASK_ID" and self.task_id is not None:
            return self.task_id
        return self.surroundings.process.get(name, "${" + name + "}")


def read_path(scope: Scope, path: str) -> Any:
    """What a path gives in a scope; null for anything missing or unreadable."""
    try:
        steps = jsonpath.parse(path)
        first = steps[0] if steps else None
        if isinstance(first, Names) and len(first.names) == 1:
            return jsonpath.read(scope.root(first.names[0]), steps[1:])
        return jsonpath.read(scope.roots(), steps)
    except (PathError, RecursionError, ValueError, TypeError, IndexError):
        return None


def outside_value(values: Mapping[str, str], path: str) -> Any:
    """A secret or environment value; `name.path` enters a value that is JSON text."""
    if path in values:
        return values[path]
    name, _, rest = path.partition(".")
    if "[" in name:
        name, _, tail = name.partition("[")
        rest = "[" + tail + ("." + rest if rest else "")
    if not rest or name not in values:
        return None
    try:
        document = json.loads(values[name])
        return jsonpath.read(document, jsonpath.parse(rest))
    except (PathError, ValueError):
        return None


def reveal_secrets(value: Any, secrets: Mapping[str, str]) -> Any:
    """The value as a worker receives it: ${workflow.secrets.x} replaced."""
    if isinstance(value, str):
        return _reveal_text(value, secrets) if "${" + _SECRETS in value else value
    items = as_map(value)
    if items is not None:
        return {key: reveal_secrets(item, secrets) for key, item in items.items()}
    members = as_list(value)
    return value if members is None else [reveal_secrets(item, secrets) for item in members]


def _reveal_text(text: str, secrets: Mapping[str, str]) -> Any:
    pieces = split(text)
    if len(pieces) == 1 and pieces[0][0]:
        return outside_value(secrets, pieces[0][1][len(_SECRETS) :])
    return "".join(_reveal_piece(is_path, piece, secrets) for is_path, piece in pieces)


def _reveal_piece(is_path: bool, piece: str, secrets: Mapping[str, str]) -> str:
    if not is_path:
        return piece
    if not piece.startswith(_SECRETS):
        return "${" + piece + "}"
    found = outside_value(secrets, piece[len(_SECRETS) :])
    return "" if found is None else java_text(found)


def checked_expressions(text: str) -> Iterator[str]:
    """The paths that the server looks at when a definition is registered: of nested ones only the innermost."""
    if "${" not in text:
        return
    for piece in _CHECKED_PIECES.split(text):
        if piece.startswith("${") and piece.endswith("}"):
            yield piece[2:-1]


def is_readable(path: str) -> bool:
    """Whether the server can read a path; it trims blanks at the end, and misses a single character left there."""
    text = path.rstrip(" ")
    if text.endswith("[") or text[-2:-1] == "]":
        text = text[:-1] if not _parses(text) else text
    return _parses(text)


def _parses(path: str) -> bool:
    try:
        return bool(jsonpath.parse(path))
    except (PathError, RecursionError, ValueError):
        return False
