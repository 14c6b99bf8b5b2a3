"""The nulls in a definition over which the server's own checks fall."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .values import JsonMap, as_list, as_map

_SWITCH = ("decisionCases", "defaultCase")
_WALKED = {"SWITCH": _SWITCH, "DECISION": _SWITCH, "FORK_JOIN": ("forkTasks",), "DO_WHILE": ("loopOver",)}
_CHECKED = (*_SWITCH, "forkTasks")
_READS_INPUTS = frozenset({"WAIT", "TERMINATE"})


def breaks_checks(definition: JsonMap) -> bool:
    """Whether a definition, as it was sent, has a null where the checks need a value."""
    return _list_breaks(definition.get("tasks", []), checked=True)


def _list_breaks(tasks: Any, *, checked: bool) -> bool:
    return tasks is None or any(task is None or _task_breaks(task, checked=checked) for task in as_list(tasks) or [])


def _task_breaks(task: JsonMap, *, checked: bool) -> bool:
    """The server walks through the lists that the type uses; it checks all lists but the bodies of loops."""
    kind = task.get("type", "SIMPLE")
    walked = _WALKED.get(kind, ())
    needed = [*walked, "type", *(["inputParameters"] if checked and kind in _READS_INPUTS else [])]
    if any(name in task and task[name] is None for name in needed):
        return True
    inner = checked and kind != "DO_WHILE"
    if any(_list_breaks(tasks, checked=inner) for name in walked for tasks in _lists(name, task)):
        return True
    others = [name for name in _CHECKED if checked and name not in walked]
    return any(_some_task_breaks(tasks) for name in others for tasks in _lists(name, task))


def _some_task_breaks(tasks: Any) -> bool:
    return any(task is not None and _task_breaks(task, checked=True) for task in as_list(tasks) or [])


def _lists(name: str, task: JsonMap) -> Iterator[Any]:
    """The lists of tasks in a field."""
    value = task.get(name)
    if name == "decisionCases":
        yield from (as_map(value) or {}).values()
    elif name == "forkTasks":
        yield from as_list(value) or []
    elif value is not None:
        yield value
