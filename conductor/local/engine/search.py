"""Searching executions and tasks: the summaries, and what can be searched in them."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from .model import Task, Workflow
from .query import Index
from .values import JsonMap, java_text
from .views import drop_none


def iso(time_ms: int) -> str:
    """A time as the summaries write it; one that is not set is the beginning of 1970."""
    moment = datetime.fromtimestamp(time_ms / 1000, tz=UTC)
    return moment.strftime("%Y-%m-%dT%H:%M:%S.") + f"{time_ms % 1000:03d}Z"


def workflow_summary(workflow: Workflow) -> JsonMap:
    """An execution as search shows it."""
    inputs, output = java_text(workflow.input), java_text(workflow.output)
    return drop_none(
        {
            "workflowType": workflow.name,
            "version": workflow.version,
            "workflowId": workflow.workflow_id,
            "correlationId": workflow.correlation_id,
            "startTime": iso(workflow.create_ms),
            "updateTime": iso(workflow.update_ms),
            "endTime": iso(workflow.end_ms) if workflow.end_ms else None,
            "status": workflow.status,
            "input": inputs,
            "output": output,
            "reasonForIncompletion": workflow.reason,
            "executionTime": max(workflow.end_ms - workflow.create_ms, 0) if workflow.end_ms else 0,
            "event": workflow.event,
            "failedReferenceTaskNames": ",".join(workflow.failed_refs),
            "priority": workflow.priority,
            "failedTaskNames": list(workflow.failed_names),
            "createdBy": workflow.created_by,
            "taskToDomain": workflow.task_to_domain,
            "parentWorkflowId": workflow.parent_id or "",
            "classifier": "workflow",
            "inputSize": len(inputs),
            "outputSize": len(output),
        }
    )


def task_summary(task: Task) -> JsonMap:
    """A task as search shows it."""
    return drop_none(
        {
            "workflowId": task.workflow_id,
            "workflowType": task.workflow_type,
            "correlationId": task.correlation_id,
            "scheduledTime": iso(task.scheduled_ms),
            "startTime": iso(task.start_ms),
            "updateTime": iso(task.update_ms),
            "endTime": iso(task.end_ms),
            "status": task.status,
            "reasonForIncompletion": task.reason,
            "executionTime": max(task.end_ms - task.start_ms, 0) if task.end_ms and task.start_ms else 0,
            "queueWaitTime": task.queue_wait_ms,
            "taskDefName": task.def_name,
            "taskType": task.task_type,
            "input": java_text(task.input),
            "output": java_text(task.output),
            "taskId": task.task_id,
            "workflowPriority": task.priority,
            "domain": task.domain,
        }
    )


def _was_updated(task: Task) -> bool:
    """The server's index has a task from its first update on; a WAIT has none while it waits."""
    if task.status == "SCHEDULED":
        return task.poll_count > 0
    return not (task.task_type == "WAIT" and task.status == "IN_PROGRESS")


def _index_text(summary: JsonMap) -> str:
    return json.dumps(summary, ensure_ascii=False, separators=(",", ":"))


WORKFLOWS: Index[Workflow] = Index(
    columns={
        "workflow_type": lambda workflow: workflow.name,
        "workflow_id": lambda workflow: workflow.workflow_id,
        "correlation_id": lambda workflow: workflow.correlation_id,
        "status": lambda workflow: workflow.status,
        "start_time": lambda workflow: workflow.create_ms,
        "update_time": lambda workflow: workflow.update_ms,
        "end_time": lambda workflow: workflow.end_ms,
        "parent_workflow_id": lambda workflow: workflow.parent_id or "",
        "classifier": lambda _workflow: "workflow",
        "json_data": lambda workflow: _index_text(workflow_summary(workflow)),
    },
    key="workflow_id",
)

TASKS: Index[Task] = Index(
    columns={
        "workflow_type": lambda task: task.workflow_type,
        "task_id": lambda task: task.task_id,
        "task_type": lambda task: task.task_type,
        "task_def_name": lambda task: task.def_name,
        "status": lambda task: task.status,
        "start_time": lambda task: task.start_ms,
        "update_time": lambda task: task.update_ms,
        "end_time": lambda task: task.end_ms,
        "json_data": lambda task: _index_text(task_summary(task)),
    },
    key="task_id",
    holds=_was_updated,
)
