"""How executions end: output, cancelled tasks, failure workflows, news for the parent."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from .errors import EngineError, TerminateWorkflowError
from .inputs import resolve
from .joins import seen_by_join
from .loops import round_members
from .model import FAILED_TASK, Start, Task, Workflow
from .payloads import workflow_is_external
from .runtime import Runtime, close_task, unset_running
from .values import JsonMap, copy_json, hash_ordered, is_list, is_map, java_text
from .views_model import workflow_record

_INPUT_PLACE = 2  # of $workflow.input.name
FAILURE_KEY = "conductor.failure_workflow"


def update_output(rt: Runtime, workflow: Workflow) -> None:
    """Set the output: a TERMINATE task's, the outputParameters', or the last task's."""
    if not workflow.tasks:
        return
    ended_by = terminate_task(workflow)
    if ended_by is not None:
        workflow.output = copy_json(ended_by.output)
    elif workflow.definition["outputParameters"]:
        workflow.output = resolve(rt, workflow, workflow.definition["outputParameters"])
    else:
        workflow.output = copy_json(workflow.tasks[-1].output)


def terminate_task(workflow: Workflow) -> Task | None:
    """The TERMINATE task that has ended the execution, if one has."""
    for task in reversed(workflow.tasks):
        if task.task_type == "TERMINATE" and task.status == "COMPLETED":
            return task
    return None


def _note_failures(workflow: Workflow) -> None:
    for task in workflow.tasks:
        if task.status in FAILED_TASK:
            workflow.failed_refs[task.reference] = None
            workflow.failed_names[task.def_name] = None


def complete(rt: Runtime, workflow: Workflow) -> None:
    """End an execution as COMPLETED; an EngineError when its output is too large."""
    update_output(rt, workflow)
    _limit_output(rt, workflow)
    _note_failures(workflow)
    workflow.status = "COMPLETED"
    _ended(rt, workflow)


def given_output(task: Task) -> JsonMap:
    """The output that a TERMINATE task gives to the execution, and has itself."""
    output = task.input.get("workflowOutput")
    return copy_json(output) if is_map(output) else {} if output is None else {"output": copy_json(output)}


def complete_by_task(rt: Runtime, workflow: Workflow, task: Task) -> None:
    """End an execution the way its TERMINATE task says."""
    show_open_rounds(workflow, task)
    status = java_text(task.input.get("terminationStatus"))
    reason = task.input.get("terminationReason")
    text = java_text(reason) if reason else f"Workflow is {status} by TERMINATE task: {task.task_id}"
    if status == "COMPLETED":
        workflow.reason = text
        complete(rt, workflow)
        cancel_open_tasks(rt, workflow)
    else:
        terminate_by_error(rt, workflow, TerminateWorkflowError(text, status, task.task_id))


def show_open_rounds(workflow: Workflow, ended_by: Task) -> None:
    """Have open loops show their unfinished round, in which the TERMINATE task has no output yet."""
    for loop in workflow.containers.values():
        members = round_members(workflow, loop)
        if members:
            shown: JsonMap = {task.plain_reference: copy_json(task.output) for task in members if task is not ended_by}
            if ended_by in members:
                shown[ended_by.plain_reference] = {}
            loop.output[str(loop.iteration)] = shown
            _hand_out(loop, ended_by)


def _hand_out(loop: Task, ended_by: Task) -> None:
    """Show the output of a loop as it has become where the task hands it out: in the server that is the same map."""
    template: JsonMap = (ended_by.spec or {}).get("inputParameters") or {}
    text = f"${{{loop.plain_reference}.output}}"
    ended_by.input = _with_output(ended_by.input, template, text, loop.output)
    ended_by.output = given_output(ended_by)


def _with_output(value: Any, template: Any, text: str, output: JsonMap) -> Any:
    if template == text:
        return copy_json(output)
    if is_map(value) and is_map(template):
        return {key: _with_output(item, template.get(key), text, output) for key, item in value.items()}
    if is_list(value) and is_list(template):
        return [_with_output(item, entry, text, output) for item, entry in zip(value, template, strict=False)]
    return value


def terminate_by_error(rt: Runtime, workflow: Workflow, error: TerminateWorkflowError) -> None:
    """End an execution because of a failure, and start its failure workflow."""
    if not workflow.terminal:
        workflow.status = error.status
    if workflow.failed_task_id is None:
        workflow.failed_task_id = error.task_id
    terminate(rt, workflow, error.reason, workflow.definition.get("failureWorkflow"))


def terminate(rt: Runtime, workflow: Workflow, reason: str | None, failure_workflow: str | None = None) -> None:
    """End an execution: output, reason, open tasks cancelled, failure workflow if named."""
    if not workflow.terminal:
        workflow.status = "TERMINATED"
    for join in workflow.joins.values():
        if join.task_type == "JOIN":
            join.output = seen_by_join(workflow, join)
    update_output(rt, workflow)
    with suppress(EngineError):  # the execution has to end all the same
        _limit_output(rt, workflow)
    workflow.reason = reason
    _note_failures(workflow)
    cancel_open_tasks(rt, workflow)
    if failure_workflow:
        _start_failure_workflow(rt, workflow, failure_workflow, reason)
    _ended(rt, workflow)


def _limit_output(rt: Runtime, workflow: Workflow) -> None:
    try:
        workflow.external_output = rt.storage_path() if workflow_is_external(workflow, workflow.output) else None
    except EngineError:
        workflow.output = {}
        raise


def _start_failure_workflow(rt: Runtime, workflow: Workflow, name: str, reason: str | None) -> None:
    named = _handler_name(workflow, name)
    if named is None:
        return
    workflow.end_ms = workflow.update_ms = rt.now_ms
    inputs: JsonMap = {
        **copy_json(workflow.input),
        "workflowId": workflow.workflow_id,
        "reason": reason,
        "failureStatus": workflow.status,
        **({"failureTaskId": workflow.failed_task_id} if workflow.failed_task_id else {}),
        "failedWorkflow": copy_json(workflow_record(workflow)),
    }
    handler_id = rt.new_id()
    workflow.output = hash_ordered({**workflow.output, FAILURE_KEY: handler_id})
    start = Start(
        inputs=inputs,
        workflow_id=handler_id,
        correlation_id=workflow.correlation_id,
        task_to_domain=workflow.task_to_domain,
    )
    rt.starts.append((named, workflow.definition.get("failureWorkflowVersion"), start))


def _handler_name(workflow: Workflow, name: str) -> str | None:
    """The name of a failure workflow; one that begins with $ ends with the name of the input that has it."""
    if not name.startswith("$"):
        return name
    parts = name.split(".")
    named = workflow.input.get(parts[_INPUT_PLACE]) if len(parts) > _INPUT_PLACE else None
    return named if isinstance(named, str) and named else None


def _ended(rt: Runtime, workflow: Workflow) -> None:
    workflow.end_ms = workflow.update_ms = rt.now_ms
    for task in workflow.unprocessed.values():
        rt.note(task)
    workflow.unprocessed.clear()
    workflow.launching.clear()
    workflow.suspended = False
    rt.awaited.pop(workflow.workflow_id, None)
    rt.timers.cancel("workflow", workflow.workflow_id)
    unset_running(rt, workflow)
    if not workflow.parent_id:
        rt.ended[workflow.workflow_id] = rt.now_ms
    rt.touch_workflow(workflow)
    if workflow.parent_task_id:
        rt.work.append(workflow.parent_task_id)


def cancel_open_tasks(rt: Runtime, workflow: Workflow) -> None:
    """Cancel every open task, and terminate the children they wait for."""
    if not workflow.open_tasks:
        return
    for task in workflow.tasks:
        if not task.terminal:
            close_task(rt, workflow, task, "CANCELED")
            if task.task_type == "SUB_WORKFLOW" and task.sub_workflow_id:
                _terminate_child(rt, workflow, task.sub_workflow_id)
    workflow.unprocessed.clear()


def _terminate_child(rt: Runtime, workflow: Workflow, child_id: str) -> None:
    child = rt.workflows.get(child_id)
    if child is None or child.terminal:
        return
    reason = f"with reason: {workflow.reason}" if workflow.reason else f"with status {workflow.status}"
    terminate(rt, child, f"Parent workflow has been terminated {reason}")
