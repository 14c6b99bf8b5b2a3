"""Whether and when a failed task is tried again."""

from __future__ import annotations

import random
from dataclasses import replace

from .errors import TerminateWorkflowError
from .inputs import task_input
from .mappers import NOT_RETRIED_TYPES
from .model import RETRIABLE_TASK, Task, Workflow
from .runtime import Runtime
from .shapes import TASK_DEF
from .values import JsonMap, copy_json

MAX_INT = 2147483647
_WORKFLOW_STATUS = {"CANCELED": "TERMINATED", "TIMED_OUT": "TIMED_OUT"}


def retry_delay_s(definition: JsonMap, retry_count: int) -> int:
    """Seconds to wait before the try after one with this retry count (0 for the first)."""
    delay_s: int = definition["retryDelaySeconds"]
    if definition["retryLogic"] == "LINEAR_BACKOFF":
        delay_s = delay_s * definition["backoffScaleFactor"] * (retry_count + 1)
    elif definition["retryLogic"] == "EXPONENTIAL_BACKOFF":
        delay_s = delay_s << retry_count
    delay_s = min(delay_s, MAX_INT)
    longest_s = definition["maxRetryDelaySeconds"]
    return min(delay_s, longest_s) if longest_s > 0 else delay_s


def failure_text(task: Task, status: str) -> str:
    """The reason a workflow gives when a task ends it."""
    reason = "null" if task.reason is None else task.reason
    return f"Task {task.task_id} failed with status: {status} and reason: '{reason}'"


def failure_of(task: Task) -> TerminateWorkflowError:
    """The end of a workflow that a failed task brings about."""
    status = _WORKFLOW_STATUS.get(task.status, "FAILED")
    return TerminateWorkflowError(failure_text(task, status), status, task.task_id)


def failure_at_end(task: Task) -> TerminateWorkflowError:
    """The end of a workflow that has let a permissive task fail until nothing else was left to do."""
    return TerminateWorkflowError(failure_text(task, task.status), "FAILED")


def tries_left(task: Task) -> bool:
    """Whether the task may be tried again."""
    if task.status not in RETRIABLE_TASK or task.task_type in NOT_RETRIED_TYPES:
        return False
    override = None if task.spec is None else task.spec.get("retryCount")
    definition = task.definition
    allowed = override if override is not None else definition["retryCount"] if definition else 0
    return bool(allowed > task.retry_count)


def retry_of(rt: Runtime, workflow: Workflow, task: Task) -> Task | None:
    """The next try of a failed task; None when it is optional or permissive and has none left.

    Raises TerminateWorkflowError when the failure ends the workflow.
    """
    if not tries_left(task):
        if task.flag("optional") or task.flag("permissive"):
            return None
        raise failure_of(task)
    definition = task.definition or TASK_DEF({}) or {}
    _check_total_timeout(rt, workflow, task, definition)
    delay_s = retry_delay_s(definition, task.retry_count)
    delay_s += random.randint(0, definition["backoffJitterMs"]) // 1000  # noqa: S311 - spreads retries, guards nothing
    task.retried = True
    again = next_try(rt, task, delay_s)
    if task.spec is not None:
        again.input.update(task_input(rt, workflow, task.spec, again.task_id))
    return again


def next_try(rt: Runtime, task: Task, delay_s: int = 0) -> Task:
    """A fresh copy of a task, with the same input and one more retry."""
    return replace(
        task,
        task_id=rt.new_id(),
        status="SCHEDULED",
        input=copy_json(task.input),
        output={},
        external_output=None,
        retry_count=task.retry_count + 1,
        retried_task_id=task.task_id,
        retried=False,
        executed=False,
        poll_count=0,
        scheduled_ms=rt.now_ms,
        start_ms=0,
        end_ms=0,
        update_ms=0,
        first_start_ms=task.first_start_ms or task.start_ms,
        start_delay_s=delay_s,
        callback_after_s=delay_s,
        worker_id=None,
        sub_workflow_id=None,
        wait_until_ms=0,
        join_cursor=0,
    )


def _check_total_timeout(rt: Runtime, workflow: Workflow, task: Task, definition: JsonMap) -> None:
    limit_s = definition["totalTimeoutSeconds"]
    if limit_s <= 0:
        return
    first_ms = min(other.scheduled_ms for other in workflow.tasks if other.reference == task.reference)
    elapsed_s = (rt.now_ms - first_ms) // 1000
    if elapsed_s >= limit_s:
        raise TerminateWorkflowError(
            f"Task {task.task_id}/{task.def_name} exceeded total timeout of {limit_s} seconds "
            f"(elapsed {elapsed_s} seconds across all attempts). No further retries will be attempted.",
            "FAILED",
            task.task_id,
        )
