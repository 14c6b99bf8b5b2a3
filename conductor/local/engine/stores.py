"""Stored event handlers and schedules."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from .changes import Changes
from .errors import EngineError
from .values import JsonMap

KEPT_RUNS = 1000


class EventHandlers:
    """Stored event handlers by name."""

    def __init__(self) -> None:
        self.changes = Changes()
        self._handlers: dict[str, JsonMap] = {}

    def add(self, handler: JsonMap) -> None:
        """Store a new handler; an EngineError when the name is taken."""
        if handler["name"] in self._handlers:
            raise EngineError(f"EventHandler with name {handler['name']} already exists!")
        self.put(handler)

    def put(self, handler: JsonMap) -> None:
        """Store a handler, in place of a former one."""
        self._handlers[handler["name"]] = handler
        self.changes.note("handler", handler["name"])

    def get(self, name: str) -> JsonMap | None:
        """The handler with a name, if any."""
        return self._handlers.get(name)

    def update(self, handler: JsonMap) -> None:
        """Replace a handler; an EngineError when there is none."""
        if handler["name"] not in self._handlers:
            raise EngineError(f"EventHandler with name {handler['name']} not found!")
        self.put(handler)

    def remove(self, name: str) -> None:
        """Remove a handler; an EngineError when there is none."""
        if self._handlers.pop(name, None) is None:
            raise EngineError(f"EventHandler with name {name} not found!")
        self.changes.note("handler", name)

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
    """Stored schedules, and what they have started by its id, newest last."""

    by_name: dict[str, JsonMap] = field(default_factory=dict[str, Any])
    runs: dict[str, JsonMap] = field(default_factory=dict[str, Any])
    all_paused: bool = False

    @property
    def records(self) -> list[JsonMap]:
        """What was started, newest last."""
        return list(self.runs.values())

    def add(self, record: JsonMap) -> None:
        """Note that something was started."""
        self.runs[record["executionId"]] = record

    def drop_oldest(self) -> list[JsonMap]:
        """Forget the oldest of too many records; gives them."""
        return [self.runs.pop(oldest) for oldest in list(self.runs)[:-KEPT_RUNS]]
