"""Executions and tasks as the server writes its own records: in `failedWorkflow` and in the bulk search."""

from __future__ import annotations

from .model import Task, Workflow
from .values import JsonMap, map_or_empty
from .views import task_json, workflow_json

_NOT_IN_TASKS = frozenset({"firstStartTime", "executionMetadata"})
_NOT_IN_WORKFLOWS = frozenset({"history", "rateLimited", "startTime", "updateTime"})
_UNLESS_EMPTY = frozenset({"failedReferenceTaskNames", "failedTaskNames"})


def workflow_record(workflow: Workflow, *, include_tasks: bool = True) -> JsonMap:
    """The execution with what only the server's own record has."""
    shown = workflow_json(workflow, include_tasks=False)
    kept = {key: item for key, item in shown.items() if key not in _NOT_IN_WORKFLOWS | _UNLESS_EMPTY}
    kept |= {key: shown[key] for key in _UNLESS_EMPTY if shown[key]}
    kept |= {"updatedTime": workflow.update_ms, "tasks": []}
    if workflow.failed_task_id is not None:
        kept["failedTaskId"] = workflow.failed_task_id
    if workflow.status != "RUNNING":
        kept["previousStatus"] = "RUNNING"
    if include_tasks:
        kept["tasks"] = [task_record(task) for task in workflow.tasks]
    return kept


def task_record(task: Task) -> JsonMap:
    """The task with what only the server's own record has."""
    kept = {key: item for key, item in task_json(task).items() if key not in _NOT_IN_TASKS}
    spec = map_or_empty(task.spec)
    # The join of a dynamic fork, which names no tasks, is made without.
    if task.task_type != "JOIN" or spec.get("joinOn"):
        kept["onStateChange"] = spec.get("onStateChange") or {}
    return {"taskDefinition": None, **kept} | {
        "callbackAfterMs": 0,
        "firstScheduledTime": task.scheduled_ms,
        "waitTimeout": task.wait_until_ms or 0,
        "idempotent": False,
        "idempotentExecution": False,
        "cachedOutput": False,
        "notifications": {},
        "nonWorkflowEventTask": False,
        "asyncComplete": bool(spec.get("asyncComplete")),
    }
