"""Tasks about other executions: starting them, reading them, completing their tasks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from conductor._shared.inputs import as_member
from conductor.builders._options import TASK_OPTIONS, TaskOptions, make_task, option_names, refuse_unknown, task_name
from conductor.builders._values import checked, inputs, mapping, plain, text
from conductor.builders.enums import TaskType
from conductor.errors import ConfigurationError
from conductor_api.models import IdempotencyStrategy, SubWorkflowParams, TaskResultStatus

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Unpack

    from conductor.builders._options import OptionalTaskOptions
    from conductor_api.models import WorkflowDef, WorkflowTask


class SubWorkflowOptions(TaskOptions, total=False):
    """And what is passed to the sub-workflow.

    ``task_to_domain``, the domain of the workers by task name; ``priority``, 0 to 99; ``idempotency_key`` and
    ``idempotency_strategy``, which OSS does not read; ``workflow_definition``, run instead of a registered one: the
    definition, or a ``${...}`` that gives it.
    """

    task_to_domain: Mapping[str, str]
    priority: int | str
    idempotency_key: str
    idempotency_strategy: IdempotencyStrategy | str
    workflow_definition: WorkflowDef | Mapping[str, Any] | str


_SUB_WORKFLOW_OPTIONS = option_names(SubWorkflowOptions) - TASK_OPTIONS


def sub_workflow_task(
    task_reference_name: str,
    workflow_name: str,
    version: int | None = None,
    optional: bool | None = None,
    *,
    input_parameters: Mapping[str, Any] | None = None,
    **options: Unpack[SubWorkflowOptions],
) -> WorkflowTask:
    """Give a task that runs another workflow and waits for its end; its output is the output of that one.

    Args:
        task_reference_name: what other tasks of the workflow call it
        workflow_name: the other workflow
        version: its version; the latest when left out
        optional: when it fails, this workflow goes on
        input_parameters: its input; without any it gets, from the server, a map about itself
        **options: see :class:`SubWorkflowOptions`
    """
    where = task_name(TaskType.SUB_WORKFLOW, task_reference_name)
    refuse_unknown(options, TASK_OPTIONS | _SUB_WORKFLOW_OPTIONS, where)
    own = {name: value for name, value in options.items() if name not in _SUB_WORKFLOW_OPTIONS}
    passed = {name: value for name, value in options.items() if name in _SUB_WORKFLOW_OPTIONS}
    return make_task(
        TaskType.SUB_WORKFLOW,
        task_reference_name,
        own,
        sub_workflow_param=_params(text(workflow_name, f"{where}: workflow_name"), version, passed, where),
        input_parameters=None if input_parameters is None else inputs(where, input_parameters),
        optional=optional,
    )


def start_workflow_task(
    task_reference_name: str,
    workflow_name: str,
    input: Mapping[str, Any] | str | None = None,
    version: int | None = None,
    correlation_id: str | None = None,
    optional: bool | None = None,
    **options: Unpack[TaskOptions],
) -> WorkflowTask:
    """Give a task that starts another workflow and does not wait; its output is ``{"workflowId": ...}``.

    Args:
        task_reference_name: what other tasks of the workflow call it
        workflow_name: the other workflow
        input: its input, or a ``${...}`` that gives it
        version: its version; the latest when left out
        correlation_id: a name of yours, to find it by
        optional: when the start fails, this workflow goes on
        **options: see :class:`TaskOptions`
    """
    where = task_name(TaskType.START_WORKFLOW, task_reference_name)
    start = {
        "name": text(workflow_name, f"{where}: workflow_name"),
        "version": version,
        "input": input,
        "correlationId": correlation_id,
    }
    given = {name: value for name, value in start.items() if value is not None}
    return make_task(
        TaskType.START_WORKFLOW,
        task_reference_name,
        options,
        input_parameters=inputs(where, None, startWorkflow=given),
        optional=optional,
    )


def get_workflow_task(
    task_reference_name: str,
    workflow_id: str,
    include_tasks: bool = False,
    **options: Unpack[OptionalTaskOptions],
) -> WorkflowTask:
    """Give a task that reads an execution; its output is that execution (Orkes).

    Args:
        task_reference_name: what other tasks of the workflow call it
        workflow_id: the execution, mostly a ``${...}``
        include_tasks: with its tasks
        **options: see :class:`OptionalTaskOptions`
    """
    where = task_name(TaskType.GET_WORKFLOW, task_reference_name)
    chosen = inputs(where, None, id=text(workflow_id, f"{where}: workflow_id"), includeTasks=include_tasks)
    return make_task(TaskType.GET_WORKFLOW, task_reference_name, options, input_parameters=chosen)


def update_task_task(
    task_reference_name: str,
    task_status: TaskResultStatus | str,
    *,
    workflow_id: str | None = None,
    task_ref_name: str | None = None,
    task_id: str | None = None,
    task_output: Mapping[str, Any] | None = None,
    merge_output: bool | None = None,
    **options: Unpack[OptionalTaskOptions],
) -> WorkflowTask:
    """Give a task that completes or fails a waiting task of another execution (Orkes).

    Args:
        task_reference_name: what other tasks of the workflow call it
        task_status: COMPLETED, FAILED, FAILED_WITH_TERMINAL_ERROR, or a ``${...}`` that gives one
        workflow_id: the execution, together with ``task_ref_name``
        task_ref_name: the reference of the task to update
        task_id: the task to update, instead of both
        task_output: its output
        merge_output: add to the output that it has, do not replace it
        **options: see :class:`OptionalTaskOptions`
    """
    where = task_name(TaskType.UPDATE_TASK, task_reference_name)
    if (task_id is None) == (workflow_id is None) or (workflow_id is None) != (task_ref_name is None):
        raise ConfigurationError(f"{where}: give workflow_id and task_ref_name, or task_id alone")
    status = text(task_status, f"{where}: task_status")
    return make_task(
        TaskType.UPDATE_TASK,
        task_reference_name,
        options,
        input_parameters=inputs(
            where,
            None,
            taskStatus=status if "${" in status else as_member(TaskResultStatus, status, f"{where}: task_status"),
            workflowId=workflow_id,
            taskRefName=task_ref_name,
            taskId=task_id,
            taskOutput=None if task_output is None else mapping(task_output, f"{where}: task_output"),
            mergeOutput=merge_output,
        ),
    )


def _params(name: str, version: int | None, passed: Mapping[str, Any], where: str) -> SubWorkflowParams:
    values = {option: plain(value, f"{where}: {option}") for option, value in passed.items() if value is not None}
    if (strategy := values.get("idempotency_strategy")) is not None:
        values["idempotency_strategy"] = as_member(IdempotencyStrategy, strategy, f"{where}: idempotency_strategy")
    return checked(SubWorkflowParams(name=name, version=version, **values), where)
