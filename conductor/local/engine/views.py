"""Executions and tasks as JSON."""

from __future__ import annotations

from .joins import seen_by_join
from .model import Task, Workflow
from .values import JsonMap

EXECUTION_METADATA: JsonMap = {"additionalContext": {}, "empty": True, "additionalContextMap": {}}


def drop_none(value: JsonMap) -> JsonMap:
    """The map without its None entries: absent is how the server writes null fields."""
    return {key: item for key, item in value.items() if item is not None}


def task_json(task: Task) -> JsonMap:
    """The task as the API shows it."""
    shown = drop_none(
        {
            "taskType": task.task_type,
            "status": task.status,
            "inputData": {} if task.external_input else task.input,
            "referenceTaskName": task.reference,
            "retryCount": task.retry_count,
            "seq": task.seq,
            "correlationId": task.correlation_id,
            "pollCount": task.poll_count,
            "taskDefName": task.def_name,
            "scheduledTime": task.scheduled_ms,
            "startTime": task.start_ms,
            "endTime": task.end_ms,
            "updateTime": task.update_ms,
            "startDelayInSeconds": task.start_delay_s,
            "retriedTaskId": task.retried_task_id,
            "retried": task.retried,
            "executed": task.executed,
            "callbackFromWorker": True,
            "responseTimeoutSeconds": task.response_timeout_s,
            "workflowInstanceId": task.workflow_id,
            "workflowType": task.workflow_type,
            "taskId": task.task_id,
            "reasonForIncompletion": task.reason,
            "callbackAfterSeconds": task.callback_after_s,
            "workerId": task.worker_id,
            "outputData": {} if task.external_output else task.output,
            "workflowTask": task.spec,
        }
    )
    shown.update(_task_tail(task))
    return shown


def _task_tail(task: Task) -> JsonMap:
    return drop_none(
        {
            "domain": task.domain,
            "rateLimitPerFrequency": task.rate_limit,
            "rateLimitFrequencyInSeconds": task.rate_limit_window_s,
            "workflowPriority": task.priority,
            "executionNameSpace": task.execution_namespace,
            "isolationGroupId": task.isolation_group,
            "iteration": task.iteration,
            "subWorkflowId": task.sub_workflow_id,
            "subworkflowChanged": False,
            "firstStartTime": task.first_start_ms,
            "executionMetadata": EXECUTION_METADATA,
            "parentTaskId": task.parent_task_id,
            "taskDefinition": task.definition,
            "loopOverTask": task.iteration > 0,
            "queueWaitTime": task.queue_wait_ms,
            "externalInputPayloadStoragePath": task.external_input,
            "externalOutputPayloadStoragePath": task.external_output,
        }
    )


def tasks_json(workflow: Workflow) -> list[JsonMap]:
    """The tasks of an execution as the API shows them; a waiting join shows what it has seen so far."""
    shown: list[JsonMap] = []
    for task in workflow.tasks:
        entry = task_json(task)
        if task.task_id in workflow.joins and task.task_type == "JOIN" and task.status == "IN_PROGRESS":
            entry["outputData"] = seen_by_join(workflow, task)
        shown.append(entry)
    return shown


def workflow_json(workflow: Workflow, *, include_tasks: bool = True) -> JsonMap:
    """The execution as the API shows it."""
    shown = drop_none(
        {
            "ownerApp": workflow.owner_app,
            "createTime": workflow.create_ms,
            "updateTime": workflow.update_ms,
            "createdBy": workflow.created_by,
            "status": workflow.status,
            "endTime": workflow.end_ms,
            "workflowId": workflow.workflow_id,
            "parentWorkflowId": workflow.parent_id,
            "parentWorkflowTaskId": workflow.parent_task_id,
            "tasks": tasks_json(workflow) if include_tasks else [],
            "input": {} if workflow.external_input else workflow.input,
            "output": {} if workflow.external_output else workflow.output,
            "correlationId": workflow.correlation_id,
            "reRunFromWorkflowId": workflow.rerun_from_id,
            "reasonForIncompletion": workflow.reason,
            "event": workflow.event,
            "taskToDomain": workflow.task_to_domain,
            "failedReferenceTaskNames": list(workflow.failed_refs),
            "workflowDefinition": workflow.definition,
            "priority": workflow.priority,
            "variables": workflow.variables,
            "lastRetriedTime": workflow.retried_ms,
            "failedTaskNames": list(workflow.failed_names),
        }
    )
    shown.update(_workflow_tail(workflow))
    return shown


def _workflow_tail(workflow: Workflow) -> JsonMap:
    return drop_none(
        {
            "history": [],
            "rateLimited": False,
            "startTime": workflow.create_ms,
            "workflowName": workflow.name,
            "workflowVersion": workflow.version,
            "externalInputPayloadStoragePath": workflow.external_input,
            "externalOutputPayloadStoragePath": workflow.external_output,
        }
    )
