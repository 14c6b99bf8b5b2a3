"""Pausing, resuming, terminating, retrying, restarting and skipping; rerun has a module of its own."""

from __future__ import annotations

from dataclasses import replace

from .completion import terminate as end_terminated
from .decider import decide, launch, launch_added, settle
from .errors import ConflictError, EngineError, NotFoundError
from .inputs import task_input
from .lookup import get_workflow
from .model import Task, Workflow
from .retries import next_try
from .runtime import Runtime, add_task, drop_tasks, reopen_task, set_running
from .starting import forget, set_timeout
from .values import JsonMap

_REUSED_TYPES = frozenset({"JOIN", "DO_WHILE"})
_UNSUCCESSFUL = frozenset({"FAILED", "FAILED_WITH_TERMINAL_ERROR", "TIMED_OUT", "CANCELED"})


def pause(rt: Runtime, workflow_id: str) -> None:
    """Stop scheduling; tasks that are queued go on."""
    workflow = get_workflow(rt, workflow_id)
    if workflow.terminal:
        raise ConflictError(f"Workflow {workflow.short_name} has ended, status cannot be updated.")
    workflow.status = "PAUSED"
    workflow.update_ms = rt.now_ms
    rt.touch_workflow(workflow)


def resume(rt: Runtime, workflow_id: str) -> None:
    """Go on after a pause."""
    workflow = get_workflow(rt, workflow_id)
    if workflow.status != "PAUSED":
        raise EngineError(
            f"The workflow {workflow_id} is not PAUSED so cannot resume. Current status is {workflow.status}"
        )
    workflow.status = "RUNNING"
    workflow.retried_ms = workflow.update_ms = rt.now_ms
    _go_on(rt, workflow)


def _go_on(rt: Runtime, workflow: Workflow) -> None:
    decide(rt, workflow)
    settle(rt, workflow)


def terminate(rt: Runtime, workflow_id: str, reason: str | None) -> None:
    """End an execution from outside, a failed one too; a second time changes nothing."""
    workflow = get_workflow(rt, workflow_id)
    if workflow.status == "COMPLETED":
        raise ConflictError("Cannot terminate a COMPLETED workflow.")
    if workflow.status != "TERMINATED":
        workflow.status = "TERMINATED"
        end_terminated(rt, workflow, reason)


def remove(rt: Runtime, workflow_id: str) -> None:
    """Delete an ended execution."""
    forget(rt, get_workflow(rt, workflow_id))


def decide_now(rt: Runtime, workflow_id: str) -> None:
    """Look at an execution again."""
    _go_on(rt, get_workflow(rt, workflow_id))


def reset_callbacks(rt: Runtime, workflow_id: str) -> None:
    """Hand out the tasks that wait for a callback at once."""
    workflow = get_workflow(rt, workflow_id)
    if workflow.terminal:
        raise ConflictError(f"Workflow is in terminal state. Status = {workflow.status}")
    for task in workflow.tasks:
        if task.status == "SCHEDULED" and task.callback_after_s > 0:
            task.callback_after_s = 0
            launch(rt, workflow, task)


# retry


def retry(rt: Runtime, workflow_id: str, *, resume_children: bool) -> None:
    """Try the failed tasks of an ended execution again."""
    workflow = get_workflow(rt, workflow_id)
    if not workflow.terminal:
        raise NotFoundError(f"Workflow is still running.  status={workflow.status}")
    if not workflow.tasks:
        raise ConflictError("Workflow has not started yet")
    target = _last_failed_child(rt, workflow) if resume_children else workflow
    _retry_tasks(rt, target)
    revive_parents(rt, target)
    _go_on(rt, target)


def _last_failed_child(rt: Runtime, workflow: Workflow) -> Workflow:
    for task in workflow.tasks:
        if task.status in _UNSUCCESSFUL and not task.retried and task.task_type == "SUB_WORKFLOW":
            child = rt.workflows.get(task.sub_workflow_id or "")
            if child is not None and child.terminal and child.status != "COMPLETED":
                return _last_failed_child(rt, child)
    return workflow


def _retry_tasks(rt: Runtime, workflow: Workflow) -> None:
    retriable: dict[str, Task] = {}
    reused: list[Task] = []
    for task in workflow.tasks:
        if task.status not in _UNSUCCESSFUL:
            retriable.pop(task.reference, None)
        elif task.task_type in _REUSED_TYPES and task.status in {"FAILED", "CANCELED"}:
            reused.append(task)
        else:
            retriable[task.reference] = task
    if not retriable and workflow.status != "TIMED_OUT":
        raise ConflictError(
            "There are no retryable tasks! Use restart if you want to attempt entire workflow execution again."
        )
    _revive(rt, workflow)
    for task in reused:
        task.join_cursor = 0
        reopen_task(rt, workflow, task, "IN_PROGRESS")
    again = [_rescheduled(rt, workflow, task) for task in sorted(retriable.values(), key=lambda task: task.seq)]
    for task in again:
        add_task(rt, workflow, task)
    workflow.launching.extend(task.task_id for task in again)
    launch_added(rt, workflow)


def _revive(rt: Runtime, workflow: Workflow) -> None:
    workflow.status = "RUNNING"
    workflow.reason = None
    workflow.end_ms = 0
    workflow.retried_ms = workflow.update_ms = rt.now_ms
    set_running(rt, workflow)
    set_timeout(rt, workflow)
    rt.touch_workflow(workflow)


def _rescheduled(rt: Runtime, workflow: Workflow, task: Task) -> Task:
    again = replace(next_try(rt, task), reason=None)
    if task.spec is not None:
        again.input.update(task_input(rt, workflow, task.spec, again.task_id))
        task.input.update(again.input)
    if again.task_type in {"WAIT", "HUMAN"}:
        again.status, again.wait_until_ms = "IN_PROGRESS", task.wait_until_ms
    task.retried = task.executed = True
    rt.note(task)
    return again


def revive_parents(rt: Runtime, workflow: Workflow) -> None:
    """Set the executions above one that goes on running again."""
    while workflow.parent_id and workflow.parent_task_id:
        parent, task = rt.workflows.get(workflow.parent_id), rt.tasks.get(workflow.parent_task_id)
        if parent is None or task is None or task.flag("optional"):
            return
        reopen_task(rt, parent, task, "IN_PROGRESS")
        task.reason = None
        parent.failed_refs.pop(task.reference, None)
        parent.failed_names.pop(task.def_name, None)
        if parent.terminal:
            _revive(rt, parent)
        rt.note(parent)
        _reopen_joins(rt, parent)
        workflow = parent


def _reopen_joins(rt: Runtime, workflow: Workflow) -> None:
    for task in workflow.tasks:
        if task.task_type == "JOIN" and task.status in _UNSUCCESSFUL:
            task.join_cursor = 0
            reopen_task(rt, workflow, task, "IN_PROGRESS")


# restart


def restart(rt: Runtime, workflow_id: str, *, use_latest: bool) -> None:
    """Run an ended execution from the beginning, under the same id."""
    workflow = get_workflow(rt, workflow_id)
    if not workflow.terminal:
        raise ConflictError(
            f"Workflow: {workflow.short_name}.{workflow.status} is not in terminal state, unable to restart."
        )
    if workflow.status == "COMPLETED" and not workflow.definition["restartable"]:
        raise NotFoundError(f"Workflow: {workflow.short_name}.{workflow.status} is non-restartable")
    if use_latest:
        workflow.plan = rt.metadata.plan(workflow.name, None)
        rt.note_plan(workflow.plan)
    clear_tasks(rt, workflow)
    workflow.create_ms = rt.now_ms
    _revive(rt, workflow)
    workflow.retried_ms = 0
    # A retry leaves it: its failure workflow hears of the first failure.
    workflow.failed_task_id = None
    workflow.output = {}
    workflow.external_output = None
    revive_parents(rt, workflow)
    _go_on(rt, workflow)


def clear_tasks(rt: Runtime, workflow: Workflow) -> None:
    """Remove all tasks of an execution."""
    drop_tasks(rt, workflow, list(workflow.tasks))
    workflow.last_seq = 0


# skip


def skip(rt: Runtime, workflow_id: str, reference: str, inputs: JsonMap, output: JsonMap) -> None:
    """Have a task that is not scheduled yet left out."""
    workflow = get_workflow(rt, workflow_id)
    if workflow.status != "RUNNING":
        raise EngineError(
            f"The workflow {workflow_id} is not running so the task referenced by {reference} cannot be skipped"
        )
    spec = workflow.plan.spec(reference)
    if spec is None:
        raise EngineError(
            f"The task referenced by {reference} does not exist in the WorkflowDefinition {workflow.name}"
        )
    if reference in workflow.by_ref:
        raise EngineError(f"The task referenced {reference} has already been processed, cannot be skipped")
    task = _skipped(rt, workflow, spec)
    task.input, task.output = inputs, output
    place = sum(1 for other in workflow.tasks if other.seq == 0)
    workflow.tasks.insert(place, task)
    workflow.by_ref[reference] = task
    rt.tasks[task.task_id] = task
    rt.note(task)
    _go_on(rt, workflow)


def _skipped(rt: Runtime, workflow: Workflow, spec: JsonMap) -> Task:
    return Task(
        task_id=rt.new_id(),
        task_type=spec["name"],
        reference=spec["taskReferenceName"],
        def_name=spec["name"],
        workflow_id=workflow.workflow_id,
        workflow_type=None,
        spec=None,
        status="SKIPPED",
        priority=workflow.priority,
        correlation_id=workflow.correlation_id,
        end_ms=rt.now_ms,
    )
