"""Short ways to write definitions, and what an example is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

Json: TypeAlias = dict[str, Any]


@dataclass(frozen=True)
class Example:
    """A definition with a fault at a path, and the same without it; `known` is what the check is told."""

    code: str
    bad: Json
    good: Json
    path: str
    known: Mapping[str, Any] = field(default_factory=dict[str, Any])

    def __str__(self) -> str:
        return f"{self.code}-{self.path or 'root'}"


def workflow(*tasks: Any, **fields: Any) -> Json:
    """A workflow with a name and these tasks; a field that is ... is left out."""
    given = {"name": "w", "version": 1, "tasks": list(tasks)} | fields
    return {name: value for name, value in given.items() if value is not ...}


def task(kind: str, reference: str = "a", **fields: Any) -> Json:
    """A task of a type; a field that is ... is left out."""
    given = {"name": f"n_{reference}", "taskReferenceName": reference, "type": kind} | fields
    return {name: value for name, value in given.items() if value is not ...}


def simple(reference: str = "a", **inputs: Any) -> Json:
    """A task for a worker with these inputs."""
    return task("SIMPLE", reference, inputParameters=inputs)


def inline(expression: Any = "1", reference: str = "a", **inputs: Any) -> Json:
    """An INLINE task with a script."""
    return task("INLINE", reference, inputParameters={"expression": expression, **inputs})


def switch(*tasks: Json, reference: str = "s", **fields: Any) -> Json:
    """A switch by value with these tasks in its case, and a default."""
    given = {
        "evaluatorType": "value-param",
        "expression": "k",
        "inputParameters": {"k": "${workflow.input.k}"},
        "decisionCases": {"y": list(tasks)},
        "defaultCase": [task("NOOP", "default")],
    }
    return task("SWITCH", reference, **given | fields)


def fork(*branches: list[Json], reference: str = "f") -> Json:
    """A fork with these branches."""
    return task("FORK_JOIN", reference, forkTasks=list(branches))


def join(*references: str, reference: str = "j") -> Json:
    """A join on these references."""
    return task("JOIN", reference, joinOn=list(references))


def loop(*tasks: Json, reference: str = "l", condition: Any = "$.l.iteration < 2", **fields: Any) -> Json:
    """A loop over these tasks."""
    return task("DO_WHILE", reference, loopCondition=condition, loopOver=list(tasks), **fields)


def child(reference: str = "c", **fields: Any) -> Json:
    """A sub-workflow task with one input."""
    return task("SUB_WORKFLOW", reference, inputParameters={"x": 1}, subWorkflowParam=fields)
