"""A keeper for tests, and the whole state of an engine as records."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from conductor.local.engine.records import DOCUMENT, record_of
from conductor.local.engine.restoring import Record
from conductor.local.engine.runtime import Runtime


class MemoryKeeper:
    """Keeps records as the texts that they would be in a file."""

    def __init__(self) -> None:
        self._bodies: dict[tuple[str, str], str] = {}

    def load(self) -> Iterator[Record]:
        for (kind, key), body in self._bodies.items():
            yield kind, key, json.loads(body)

    def save(self, records: Iterable[Record]) -> None:
        for kind, key, value in records:
            if value is None:
                self._bodies.pop((kind, key), None)
            else:
                self._bodies[kind, key] = json.dumps(value)

    def missed(self, rt: Runtime) -> list[str]:
        """What the engine knows and the keeper does not, or knows otherwise."""
        kept = {f"{kind} {key}": json.loads(body) for (kind, key), body in self._bodies.items() if kind != "plan"}
        known = everything(rt)
        return [
            f"{name}: kept {kept.get(name)}, known {known.get(name)}"
            for name in sorted(kept.keys() | known.keys())
            if kept.get(name) != known.get(name)
        ]


def everything(rt: Runtime) -> dict[str, Any]:
    """All that has to be kept, as records by kind and key."""
    found = {f"{kind} {key}": record_of(rt, kind, key) for kind, key in _names(rt)}
    return {name: json.loads(json.dumps(record)) for name, record in found.items() if record is not None}


def _names(rt: Runtime) -> Iterator[tuple[str, str]]:
    yield from (("task_def", definition["name"]) for definition in rt.metadata.tasks())
    for definition in rt.metadata.workflows():
        yield "workflow_def", f"{definition['version']}/{definition['name']}"
    yield from (("handler", handler["name"]) for handler in rt.handlers.all())
    yield from (("schedule", name) for name in rt.schedules.by_name)
    yield from (("schedule_run", key) for key in rt.schedules.runs)
    yield from (("workflow", key) for key in rt.workflows)
    yield from (("task", key) for key in rt.tasks)
    yield from (("log", f"{task_id}/{index}") for task_id, lines in rt.logs.items() for index, _ in enumerate(lines))
    yield from ((f"{DOCUMENT}{kind}", key) for kind in rt.documents.kinds() for key in rt.documents.all(kind))
