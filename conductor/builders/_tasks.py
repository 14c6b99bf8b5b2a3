"""Lists of tasks: reading them, walking through them, and what makes a list sound."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeAlias, cast

from conductor._shared.inputs import as_model
from conductor.builders._values import kind_of, text
from conductor.errors import ConfigurationError
from conductor_api.models import WorkflowTask

TaskLike: TypeAlias = WorkflowTask | Mapping[str, Any]
"""A task: a model, or a mapping with the names of the wire (``taskReferenceName`` ...)."""

_HOW = "build it with simple_task(...) or another factory, or give a mapping with the names of the wire"


def as_task(value: object, argument: str) -> WorkflowTask:
    """Give the task, made of a mapping if it is one."""
    if isinstance(value, list | tuple):
        raise ConfigurationError(f"{argument}: a list is no task; put a * before it: [*fork_join_task(...), ...]")
    if not isinstance(value, WorkflowTask | Mapping):
        raise ConfigurationError(f"{argument}: {kind_of(value)} is no task; {_HOW}")
    task = as_model(WorkflowTask, cast("TaskLike", value), argument)
    text(task.task_reference_name, f"{argument}: taskReferenceName")
    text(task.name, f"{argument}: name")
    return task


def as_tasks(values: object, argument: str) -> list[WorkflowTask]:
    """Give the tasks of a list."""
    return [as_task(value, f"{argument}[{i}]") for i, value in enumerate(as_list(values, argument))]


def as_cases(values: object, argument: str) -> dict[str, list[WorkflowTask]]:
    """Give the task lists of a mapping."""
    if not isinstance(values, Mapping):
        raise ConfigurationError(f"{argument}: expected a mapping of lists of tasks, found {kind_of(values)}")
    cases = cast("Mapping[object, object]", values)
    return {_case(case, argument): as_tasks(tasks, f"{argument}[{case!r}]") for case, tasks in cases.items()}


def as_list(values: object, argument: str) -> list[object]:
    """Give a list or tuple as list; a single task is the most frequent mistake here."""
    if not isinstance(values, list | tuple):
        raise ConfigurationError(f"{argument}: expected a list of tasks, found {kind_of(values)}")
    return list(cast("list[object]", values))


def is_list(value: object) -> bool:
    """Tell a list of tasks from a task."""
    return isinstance(value, list | tuple)


def walk(tasks: Sequence[object], argument: str) -> Iterator[tuple[str, WorkflowTask]]:
    """Give each task with its place, those inside others too, the outer before the inner."""
    for position, value in enumerate(tasks):
        place = f"{argument}[{position}]"
        task = as_task(value, place)
        yield place, task
        for field, inner in _inside(task):
            yield from walk(inner, f"{place}.{field}")


def check_tasks(tasks: Sequence[WorkflowTask], where: str) -> None:
    """Raise if tasks cannot be in one workflow: the server refuses it, or comes to no end with it.

    Raises:
        ConfigurationError: two have the same reference name, or one inside a loop has ``__`` in it
    """
    places: dict[str, str] = {}
    for place, task in walk(tasks, f"{where}: tasks"):
        name = task.task_reference_name
        first = places.setdefault(name, place)
        if first != place:
            other = first.removeprefix(f"{where}: ")
            raise ConfigurationError(f"{place}: taskReferenceName {name!r} is that of {other} too; each needs its own")
        refuse_round_marks(task.loop_over or [], f"{place}.loopOver")


def refuse_round_marks(body: Sequence[WorkflowTask], argument: str) -> None:
    """Raise if a task inside a loop has ``__`` in its reference name.

    The server marks the rounds of a loop so (``ref__2``), does not find such a task again, and schedules it for ever.

    Raises:
        ConfigurationError: the name, and where it is
    """
    for place, task in walk(body, argument):
        if "__" in task.task_reference_name:
            raise ConfigurationError(
                f"{place}: the server would schedule {task.task_reference_name!r} without end; inside a loop, a "
                "taskReferenceName must not have '__', which marks the round"
            )


def _case(value: object, argument: str) -> str:
    if not isinstance(value, str):
        word = json.dumps(value) if isinstance(value, bool | int | float) else kind_of(value)
        raise ConfigurationError(f"{argument}: cases are compared as texts; write {word!r} for {value!r}")
    return value


def _inside(task: WorkflowTask) -> Iterator[tuple[str, list[WorkflowTask]]]:
    for case, tasks in (task.decision_cases or {}).items():
        yield f"decisionCases[{case!r}]", tasks
    yield "defaultCase", task.default_case or []
    for position, branch in enumerate(task.fork_tasks or []):
        yield f"forkTasks[{position}]", branch
    yield "loopOver", task.loop_over or []
