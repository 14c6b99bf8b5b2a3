"""What the caller of a check knows about the server; all of it may be missing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any, TypeAlias

from conductor.checks._json import is_map

Workflows: TypeAlias = Iterable[str] | Mapping[str, Iterable[int]]


@dataclass(frozen=True)
class Known:
    """What is on the server; None means that it is not known.

    Attributes:
        task_defs: the registered task definitions by name
        polled: the task types that some worker polls
        workflows: the versions of each registered workflow; an empty set where they are not known
        environment: names of variables and properties of the server's process
    """

    task_defs: Mapping[str, Mapping[str, Any]] | None = None
    polled: frozenset[str] | None = None
    workflows: Mapping[str, frozenset[int]] | None = None
    environment: frozenset[str] = field(default_factory=frozenset[str])

    def task_def(self, task: Mapping[str, Any]) -> Mapping[str, Any] | None:
        """The definition of a task of a workflow: its own, else the registered one; None when none is known."""
        own = task.get("taskDefinition")
        if is_map(own):
            return own
        return (self.task_defs or {}).get(str(task.get("name")))


def versions_of(workflows: Workflows) -> dict[str, frozenset[int]]:
    """Read names, or names with versions."""
    if is_map(workflows):
        return {name: frozenset(versions) for name, versions in workflows.items()}
    return {name: frozenset() for name in workflows}


def did_you_mean(name: str, known: Collection[str]) -> str:
    """Give a question with the nearest known name, or nothing."""
    near = get_close_matches(name, sorted(set(known) - {name}), n=1, cutoff=0.7)
    return f"did you mean {near[0]!r}?" if near else ""
