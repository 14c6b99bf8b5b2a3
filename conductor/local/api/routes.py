"""Which handler serves a path."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import unquote

from .http import Handler


@dataclass
class _Node:
    literal: dict[str, _Node] = field(default_factory=dict[str, "_Node"])
    variable: _Node | None = None
    handlers: dict[str, tuple[Handler, tuple[str, ...]]] = field(
        default_factory=dict[str, tuple[Handler, tuple[str, ...]]]
    )


@dataclass(frozen=True)
class Match:
    """A handler and the variables its path gives; for a wrong method None, and the methods that there are."""

    handler: Handler | None
    variables: dict[str, str]
    methods: tuple[str, ...] = ()


class Router:
    """Path templates such as `/api/workflow/{workflowId}`; literal parts win over variables."""

    def __init__(self) -> None:
        self._root = _Node()

    def add(self, method: str, template: str, handler: Handler) -> None:
        """Serve a method of a path template by a handler."""
        node = self._root
        names: list[str] = []
        for part in template.lstrip("/").split("/"):
            if part.startswith("{"):
                names.append(part[1:-1])
                node.variable = node.variable or _Node()
                node = node.variable
            else:
                node = node.literal.setdefault(part, _Node())
        node.handlers[method] = (handler, tuple(names))

    def match(self, method: str, path: str) -> Match | None:
        """What serves a request; None when nothing is at the path."""
        parts = [part.partition(";")[0] for part in path.lstrip("/").split("/")]
        candidates = list(_reach(self._root, parts, ()))
        for node, values in candidates:
            if method in node.handlers:
                handler, names = node.handlers[method]
                return Match(handler, dict(zip(names, values, strict=True)))
        methods = tuple(dict.fromkeys(name for node, _ in candidates for name in node.handlers))
        return Match(None, {}, methods) if candidates else None


def _reach(node: _Node, parts: list[str], values: tuple[str, ...]) -> list[tuple[_Node, tuple[str, ...]]]:
    if not parts:
        return [(node, values)] if node.handlers else []
    found: list[tuple[_Node, tuple[str, ...]]] = []
    part, rest = unquote(parts[0]), parts[1:]
    if part in node.literal:
        found += _reach(node.literal[part], rest, values)
    if node.variable is not None and part:
        found += _reach(node.variable, rest, (*values, part))
    return found
