"""What synchronous execution and signals answer with."""

from __future__ import annotations

from conductor.local.engine.errors import EngineError
from conductor.local.engine.values import JsonMap
from conductor.local.engine.views import drop_none, task_json
from conductor.local.engine.waiting import Standing

from .http import Call, Reply, as_json

STRATEGIES = ("TARGET_WORKFLOW", "BLOCKING_WORKFLOW", "BLOCKING_TASK", "BLOCKING_TASK_INPUT")
STRATEGY_TYPE = "org.conductoross.conductor.model.WorkflowSignalReturnStrategy"
_NO_MAPPING = (
    "The mapper [com.netflix.conductor.rest.controllers.WorkflowSignalResponder$$Lambda/0x0000000026864df0] "
    "returned a null value."
)


def strategy_of(call: Call) -> str:
    """The return strategy that a request asks for."""
    return call.choice("returnStrategy", STRATEGY_TYPE, STRATEGIES, "TARGET_WORKFLOW")


def signal_reply(standing: Standing, strategy: str, request_id: str) -> Reply:
    """The answer in the form of a return strategy; EngineError when it needs a blocking task and there is none."""
    if strategy in {"BLOCKING_TASK", "BLOCKING_TASK_INPUT"}:
        if standing.task is None:
            raise EngineError("value" if standing.timed_out else _NO_MAPPING)
        return as_json({**_head(standing, strategy, request_id), **_task_part(standing)})
    return as_json({**_head(standing, strategy, request_id), **_workflow_part(standing, strategy)})


def _head(standing: Standing, strategy: str, request_id: str) -> JsonMap:
    root = standing.root
    shown = root if strategy == "TARGET_WORKFLOW" else standing.blocking
    return drop_none(
        {
            "responseType": strategy,
            "targetWorkflowId": root.workflow_id,
            "targetWorkflowStatus": root.status,
            "requestId": request_id,
            "workflowId": shown.workflow_id,
            "correlationId": shown.correlation_id,
            "signalTimeout": standing.timed_out,
        }
    )


def _workflow_part(standing: Standing, strategy: str) -> JsonMap:
    workflow = standing.root if strategy == "TARGET_WORKFLOW" else standing.blocking
    return drop_none(
        {
            "input": workflow.input,
            "output": workflow.output,
            "priority": workflow.priority,
            "variables": workflow.variables,
            "tasks": [task_json(task) for task in workflow.tasks],
            "createdBy": workflow.created_by,
            "createTime": workflow.create_ms,
            "status": workflow.status,
            "updateTime": workflow.update_ms,
        }
    )


def _task_part(standing: Standing) -> JsonMap:
    task = standing.task
    if task is None:
        return {}
    return {
        "input": task.input,
        "output": task.output,
        "taskType": task.task_type,
        "taskId": task.task_id,
        "referenceTaskName": task.reference,
        "retryCount": task.retry_count,
        "taskDefName": task.def_name,
        "workflowType": task.workflow_type,
        "priority": task.priority,
        "createTime": task.scheduled_ms,
        "updateTime": task.update_ms,
        "status": task.status,
    }
