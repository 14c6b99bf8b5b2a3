"""The settings that all tasks share, and how a task is made of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypedDict

from conductor._shared.inputs import as_model, as_models
from conductor.builders._values import checked, mapping, seconds, text
from conductor_api.models import CacheConfig, StateChangeEvent, TaskDef, WorkflowTask

if TYPE_CHECKING:
    from datetime import timedelta

    from conductor.builders.enums import TaskType


class CommonOptions(TypedDict, total=False):
    """Keyword arguments of every factory of tasks.

    ``description``; ``start_delay``, seconds or a timedelta; ``retry_count``, which goes before the one of the task
    definition; ``cache``, for how long results are kept and under which key; ``permissive``, a failure lets the
    other tasks go on; ``rate_limited``; ``task_definition``, for a task whose definition is not registered;
    ``on_state_change``, events by the state that raises them.
    """

    description: str
    start_delay: int | timedelta
    retry_count: int
    cache: CacheConfig | Mapping[str, Any]
    permissive: bool
    rate_limited: bool
    task_definition: TaskDef | Mapping[str, Any]
    on_state_change: Mapping[str, Sequence[StateChangeEvent | Mapping[str, Any]]]


class SimpleTaskOptions(CommonOptions, total=False):
    """And ``async_complete``: the task stays IN_PROGRESS until somebody completes it from outside."""

    async_complete: bool


class HttpTaskOptions(CommonOptions, total=False):
    """And ``name``: the task definition to use; without it, the one that is called as the reference."""

    name: str


class TaskOptions(SimpleTaskOptions, total=False):
    """And ``name``: the task definition to use; without it, the one that is called as the reference."""

    name: str


class OptionalTaskOptions(TaskOptions, total=False):
    """And ``optional``: when the task fails, the workflow goes on."""

    optional: bool


def option_names(options: type[Any]) -> frozenset[str]:
    """Give the names of the keyword arguments that a TypedDict describes."""
    return frozenset(options.__required_keys__ | options.__optional_keys__)


TASK_OPTIONS = option_names(OptionalTaskOptions)


def task_name(kind: TaskType, task_reference_name: object) -> str:
    """Give what errors call a task; the reference name is checked."""
    return f"{kind} task {text(task_reference_name, f'task_reference_name of the {kind} task')!r}"


def make_task(kind: TaskType, task_reference_name: str, options: Mapping[str, Any], **fields: Any) -> WorkflowTask:
    """Make a task of its fields and the options that its factory was called with; None counts as not given.

    Raises:
        ConfigurationError: a value is wrong
        TypeError: there is no such option
    """
    where = task_name(kind, task_reference_name)
    named: dict[str, Any] = {"name": task_reference_name, **_read_all(fields, where), **read_options(options, where)}
    return checked(WorkflowTask(type=kind.value, task_reference_name=task_reference_name, **named), where)


def read_options(options: Mapping[str, Any], where: str) -> dict[str, Any]:
    """Give the fields of the task that options set; None counts as not given.

    Raises:
        ConfigurationError: a value is wrong
        TypeError: there is no such option
    """
    refuse_unknown(options, TASK_OPTIONS, where)
    return _read_all(options, where)


def refuse_unknown(options: Mapping[str, Any], known: frozenset[str], where: str) -> None:
    """Do what Python does for an unknown keyword argument."""
    for name in options:
        if name not in known:
            raise TypeError(f"{where}: unexpected keyword argument {name!r}; there are {', '.join(sorted(known))}")


def _read_all(given: Mapping[str, Any], where: str) -> dict[str, Any]:
    return {
        _FIELDS.get(name, name): _read(name, value, f"{where}: {name}")
        for name, value in given.items()
        if value is not None
    }


def _read(name: str, value: object, argument: str) -> Any:
    reader = _READERS.get(name)
    return reader(value, argument) if reader else value


def _events(value: Any, argument: str) -> dict[str, list[StateChangeEvent]]:
    return {
        state: as_models(StateChangeEvent, events, f"{argument}[{state!r}]")
        for state, events in mapping(value, argument).items()
    }


_FIELDS: Mapping[str, str] = {"cache": "cache_config"}
_READERS: Mapping[str, Callable[[Any, str], Any]] = {
    "name": text,
    "start_delay": seconds,
    "cache": lambda value, argument: as_model(CacheConfig, value, argument),
    "task_definition": lambda value, argument: as_model(TaskDef, value, argument),
    "on_state_change": _events,
}
