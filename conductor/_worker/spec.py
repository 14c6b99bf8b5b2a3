"""What the runtime knows of a worker, however it was declared."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Mapping
from typing import Any, Unpack

import attrs

from conductor import models
from conductor._shared.definitions import as_task_def
from conductor._worker.context import TaskContext
from conductor._worker.options import WorkerOptions, read_options
from conductor._worker.results import read_executed
from conductor.errors import ConfigurationError
from conductor.models import Task, TaskDef


def _no_schema(strict: bool) -> None:
    del strict


@attrs.frozen(kw_only=True)
class WorkerSpec:
    """A worker as the runtime sees it."""

    name: str
    call: Callable[[Task, TaskContext], Any]
    """Calls the function of the user; gives what it returns, or its coroutine."""
    read: Callable[[Any], models.TaskResult]
    """Makes a result of what the function returned."""
    is_async: bool
    options: Mapping[str, Any]
    """The worker's own options, under the names of PollingOptions."""
    source: object = None
    """The worker as it was declared: what another process gets."""
    task_def: TaskDef | None = None
    """What to register, where registration is wanted."""
    input_schema: Callable[[bool], dict[str, Any] | None] = _no_schema
    output_schema: Callable[[bool], dict[str, Any] | None] = _no_schema
    """JSON schemas from the annotations; the argument says whether they are strict."""


class ConductorWorker:
    """A worker: the name of the tasks that it does, and the function that does them.

    Args:
        task_def_name: Name of the task definition.
        execute: Plain or async function that takes a :class:`~conductor.models.Task`. It returns the output as a
            mapping, or a mapping with ``status``, ``output_data``, ``logs``, ``reason_for_incompletion`` or
            ``callback_after_seconds`` (camelCase too), a TaskResult, a dataclass, a scalar, or None.
        **options: See :class:`WorkerOptions`; they win over those of the manager.

    Raises:
        ConfigurationError: an option is unknown or wrong.
    """

    def __init__(self, task_def_name: str, execute: Callable[[Task], Any], **options: Unpack[WorkerOptions]) -> None:
        self.task_def_name = task_def_name
        self.execute = execute
        self.options = options
        read_options(options, f"worker {task_def_name!r}")

    def spec(self) -> WorkerSpec:
        """Check the worker and give what the runtime needs of it.

        Raises:
            ConfigurationError: the name is empty, ``execute`` cannot be called, or an option is wrong.
        """
        execute = self.execute
        check_name(self.task_def_name)
        if not callable(execute):
            raise ConfigurationError(f"worker {self.task_def_name!r}: execute must be a function, not {execute!r}")
        return WorkerSpec(
            name=self.task_def_name,
            call=lambda task, _: execute(task),
            read=read_executed,
            is_async=is_async(execute),
            source=self,
            options=read_options(self.options, f"worker {self.task_def_name!r}"),
            task_def=task_def_of(self.options),
        )

    def __repr__(self) -> str:
        return f"ConductorWorker({self.task_def_name!r}, {getattr(self.execute, '__qualname__', self.execute)!r})"


def task_def_of(options: WorkerOptions) -> TaskDef | None:
    """Give the task definition among the options.

    Raises:
        ConfigurationError: it is no definition.
    """
    given = options.get("task_def")
    return None if given is None else as_task_def(given, "task_def")


def check_name(name: object) -> None:
    """Raise ConfigurationError unless it can be the name of a task definition."""
    if not isinstance(name, str) or not name.strip():
        raise ConfigurationError(f"the name of a worker must be the name of a task definition, not {name!r}")


def is_async(function: Any) -> bool:
    """Tell whether a call gives a coroutine."""
    while isinstance(function, functools.partial):
        function = function.func
    return inspect.iscoroutinefunction(function) or inspect.iscoroutinefunction(type(function).__call__)
