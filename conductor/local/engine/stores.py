"""Stored event handlers and schedules."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from .errors import EngineError
from .values import JsonMap


class EventHandlers:
    """Stored event handlers by name."""

    def __init__(self) -> None:
        self._handlers: dict[str, JsonMap] = {}

    def add(self, handler: JsonMap) -> None:
        """Store a new handler; an EngineError when the name is taken."""
        if handler["name"] in self._handlers:
            raise EngineError(f"EventHandler with name {handler['name']} already exists!")
        self._handlers[handler["name"]] = handler

    def update(self, handler: JsonMap) -> None:
        """Replace a handler; an EngineError when there is none."""
        if handler["name"] not in self._handlers:
            raise EngineError(f"EventHandler with name {handler['name']} not found!")
        self._handlers[handler["name"]] = handler

    def remove(self, name: str) -> None:
        """Remove a handler; an EngineError when there is none."""
        if self._handlers.pop(name, None) is None:
            raise EngineError(f"EventHandler with name {name} not found!")

    def all(self) -> list[JsonMap]:
        """Every handler."""
        return list(self._handlers.values())

    def for_event(self, event: str, *, active_only: bool) -> list[JsonMap]:
        """The handlers of one event."""
        return [
            handler
            for handler in self._handlers.values()
            if handler["event"] == event and (handler["active"] or not active_only)
        ]


@dataclass
class Schedules:
    """Stored schedules, and what they have started, newest last."""

    by_name: dict[str, JsonMap] = field(default_factory=dict[str, Any])
    records: list[JsonMap] = field(default_factory=list[Any])
    all_paused: bool = False
