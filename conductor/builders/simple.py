"""Tasks for workers, and the task that does nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from conductor.builders._options import make_task, task_name
from conductor.builders._values import inputs, mapping, text
from conductor.builders.enums import TaskType

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Unpack

    from conductor.builders._options import OptionalTaskOptions, SimpleTaskOptions, TaskOptions
    from conductor_api.models import WorkflowTask


def simple_task(
    task_reference_name: str,
    name: str,
    input_parameters: Mapping[str, Any] | None = None,
    optional: bool | None = None,
    **options: Unpack[SimpleTaskOptions],
) -> WorkflowTask:
    """Give a task that a worker does.

    Args:
        task_reference_name: what other tasks of the workflow call it; the reference comes first, then the name
        name: what the worker polls for, and the name of the task definition
        input_parameters: the input of the task; texts may hold ``${workflow.input.x}`` or ``${other_ref.output.y}``
        optional: when the task fails, the workflow goes on
        **options: see :class:`SimpleTaskOptions`
    """
    where = task_name(TaskType.SIMPLE, task_reference_name)
    return make_task(
        TaskType.SIMPLE,
        task_reference_name,
        options,
        name=text(name, f"{where}: name"),
        input_parameters=None if input_parameters is None else mapping(input_parameters, f"{where}: input_parameters"),
        optional=optional,
    )


def dynamic_task(
    task_reference_name: str,
    task_to_execute: str,
    parameter_name: str = "taskToExecute",
    optional: bool | None = None,
    *,
    input_parameters: Mapping[str, Any] | None = None,
    **options: Unpack[TaskOptions],
) -> WorkflowTask:
    """Give a task whose name is known only when it is due.

    Args:
        task_reference_name: what other tasks of the workflow call it
        task_to_execute: the name of a task, or of a system task such as ``HTTP``; mostly a ``${...}``
        parameter_name: the input parameter that holds it
        optional: when the task fails, the workflow goes on
        input_parameters: further input, which the task gets
        **options: see :class:`TaskOptions`
    """
    where = task_name(TaskType.DYNAMIC, task_reference_name)
    chosen = {text(parameter_name, f"{where}: parameter_name"): text(task_to_execute, f"{where}: task_to_execute")}
    return make_task(
        TaskType.DYNAMIC,
        task_reference_name,
        options,
        dynamic_task_name_param=parameter_name,
        input_parameters=inputs(where, input_parameters, **chosen),
        optional=optional,
    )


def noop_task(task_reference_name: str, **options: Unpack[OptionalTaskOptions]) -> WorkflowTask:
    """Give a task that does nothing, for a branch that would be empty or has to end in one place."""
    return make_task(TaskType.NOOP, task_reference_name, options)
