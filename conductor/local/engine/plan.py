"""A definition made ready to run: its tasks by reference, and what follows what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from .values import JsonMap

_SEQUENCE_TYPES = frozenset({"SWITCH", "DECISION"})


@dataclass(frozen=True)
class Place:
    """Where a workflow task stands in its definition."""

    spec: JsonMap
    following: JsonMap | None
    parent: JsonMap | None


def branches(spec: JsonMap) -> list[list[JsonMap]]:
    """The task lists directly inside a workflow task."""
    kind = spec["type"]
    if kind in {"SWITCH", "DECISION"}:
        return [*spec["decisionCases"].values(), spec["defaultCase"]]
    if kind == "FORK_JOIN":
        return list(spec["forkTasks"])
    if kind == "DO_WHILE":
        return [spec["loopOver"]]
    return []


def all_specs(tasks: list[JsonMap]) -> Iterator[JsonMap]:
    """Every workflow task of a list, nested ones included, outer before inner."""
    for spec in tasks:
        yield spec
        for branch in branches(spec):
            yield from all_specs(branch)


class Plan:
    """What the engine needs to know of a definition, worked out once."""

    def __init__(self, definition: JsonMap) -> None:
        self.definition = definition
        self.key: str | None = None
        self._places: dict[str, Place] = {}
        self._place(definition["tasks"], None)

    def _place(self, tasks: list[JsonMap], parent: JsonMap | None) -> None:
        for index, spec in enumerate(tasks):
            following = tasks[index + 1] if index + 1 < len(tasks) else None
            self._places.setdefault(spec["taskReferenceName"], Place(spec, following, parent))
            for branch in branches(spec):
                self._place(branch, spec)

    @property
    def tasks(self) -> list[JsonMap]:
        """The outermost workflow tasks."""
        tasks: list[JsonMap] = self.definition["tasks"]
        return tasks

    def spec(self, reference: str) -> JsonMap | None:
        """The workflow task with a reference."""
        place = self._places.get(reference)
        return None if place is None else place.spec

    def references(self) -> set[str]:
        """All references of the definition."""
        return set(self._places)

    def successor(self, reference: str) -> JsonMap | None:
        """The workflow task to schedule after the one with this reference.

        After the last task of a loop's body that is the loop itself, which then decides about the
        next round; after the last one of a fork's branch there is nothing, as the join waits already.
        """
        place = self._places.get(reference)
        if place is None or place.spec["type"] == "TERMINATE":
            return None
        while place.following is None and place.parent is not None:
            if place.parent["type"] not in _SEQUENCE_TYPES:
                return place.parent if place.parent["type"] == "DO_WHILE" else None
            place = self._places[place.parent["taskReferenceName"]]
        return place.following

    def contains(self, outer: JsonMap, reference: str) -> bool:
        """Whether a reference is that of a workflow task or of one inside it."""
        return any(spec["taskReferenceName"] == reference for spec in all_specs([outer]))


def with_task_definitions(definition: JsonMap, find: Any) -> JsonMap:
    """A copy of a definition in which each task carries the definition that `find(spec)` gives."""
    return {**definition, "tasks": [_with_definition(spec, find) for spec in definition["tasks"]]}


def _with_definition(spec: JsonMap, find: Any) -> JsonMap:
    def inner(tasks: list[JsonMap]) -> list[JsonMap]:
        return [_with_definition(task, find) for task in tasks]

    bound = {**spec, "taskDefinition": spec.get("taskDefinition") or find(spec)}
    bound["decisionCases"] = {case: inner(tasks) for case, tasks in spec["decisionCases"].items()}
    bound["defaultCase"] = inner(spec["defaultCase"])
    bound["forkTasks"] = [inner(branch) for branch in spec["forkTasks"]]
    bound["loopOver"] = inner(spec["loopOver"])
    if bound["taskDefinition"] is None:
        del bound["taskDefinition"]
    return bound
