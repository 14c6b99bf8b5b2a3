"""Tasks and executions whose time is up."""

from __future__ import annotations

from .completion import terminate_by_error
from .errors import TerminateWorkflowError
from .model import Task, Workflow
from .retries import failure_of
from .runtime import Runtime, close_task
from .worker_queue import queue_of

__all__ = ["queue_of", "time_out_task", "time_out_workflow"]


def time_out_workflow(rt: Runtime, workflow: Workflow) -> None:
    """Apply the definition's timeout policy: end the execution, or nothing for ALERT_ONLY."""
    definition = workflow.definition
    if definition["timeoutPolicy"] != "TIME_OUT_WF":
        return
    elapsed_s = (rt.now_ms - (workflow.retried_ms or workflow.create_ms)) // 1000
    reason = (
        f"Workflow timed out after {elapsed_s} seconds. Timeout configured as {definition['timeoutSeconds']} seconds. "
        f"Timeout policy configured to {definition['timeoutPolicy']}"
    )
    terminate_by_error(rt, workflow, TerminateWorkflowError(reason, "TIMED_OUT"))


def time_out_task(rt: Runtime, workflow: Workflow, task: Task, what: str) -> bool:
    """Time a task out (`what`: response, poll or timeout); True when its execution must be decided."""
    if workflow.status == "PAUSED":
        rt.timers.set(what, task.task_id, rt.now_ms + 1000)
        return False
    if what == "response":
        return _response(rt, workflow, task)
    if what == "poll":
        return task.status == "SCHEDULED" and _by_policy(rt, workflow, task, _poll_reason(rt, task))
    return _by_policy(rt, workflow, task, _timeout_reason(rt, task))


def _response(rt: Runtime, workflow: Workflow, task: Task) -> bool:
    if task.status != "IN_PROGRESS":
        return False
    reason = (
        f"responseTimeout: {task.response_timeout_s} exceeded for the taskId: {task.task_id} "
        f"with Task Definition: {task.def_name}"
    )
    close_task(rt, workflow, task, "TIMED_OUT", reason)
    return True


def _poll_reason(rt: Runtime, task: Task) -> str:
    definition = task.definition or {}
    waited_s = (rt.now_ms - task.scheduled_ms) // 1000
    return (
        f"Task poll timed out after {waited_s} seconds. "
        f"Poll timeout configured as {definition['pollTimeoutSeconds']} seconds. "
        f"Timeout policy configured to {definition['timeoutPolicy']}"
    )


def _timeout_reason(rt: Runtime, task: Task) -> str:
    definition = task.definition or {}
    elapsed_s = (rt.now_ms - task.start_ms - task.start_delay_s * 1000) // 1000
    return (
        f"Task timed out after {elapsed_s} seconds. Timeout configured as {definition['timeoutSeconds']} seconds. "
        f"Timeout policy configured to {definition['timeoutPolicy']}"
    )


def _by_policy(rt: Runtime, workflow: Workflow, task: Task, reason: str) -> bool:
    policy = (task.definition or {})["timeoutPolicy"]
    if policy == "ALERT_ONLY":
        return False
    close_task(rt, workflow, task, "TIMED_OUT", reason)
    if policy == "RETRY":
        return True
    workflow.unprocessed.pop(task.task_id, None)
    failure = failure_of(task)
    terminate_by_error(rt, workflow, TerminateWorkflowError(reason, "TIMED_OUT", failure.task_id))
    return False
