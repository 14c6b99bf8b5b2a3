"""The shapes of the bodies that clients send: definitions, requests, results."""

from __future__ import annotations

from typing import Any

from .errors import JsonProblemError
from .schema import (
    Record,
    anything,
    boolean,
    free_map,
    integer,
    list_of,
    long,
    map_of,
    one_of,
    plain_int,
    plain_long,
    text,
)

META = "com.netflix.conductor.common.metadata."
_STRATEGY = one_of(META + "workflow.IdempotencyStrategy", "FAIL", "RETURN_EXISTING", "FAIL_ON_RUNNING")
_AUDIT = {"createTime": plain_long, "updateTime": plain_long, "createdBy": text, "updatedBy": text}

SCHEMA_DEF = Record(
    META + "SchemaDef",
    {
        "ownerApp": text,
        **_AUDIT,
        "name": text,
        "version": plain_int,
        "type": one_of(META + "SchemaDef$Type", "JSON", "AVRO", "PROTOBUF"),
        "data": free_map,
        "externalRef": text,
    },
    {"createTime": 0, "updateTime": 0, "version": 1},
)
CACHE_CONFIG = Record(META + "workflow.CacheConfig", {"key": text, "ttlInSecond": plain_int}, {"ttlInSecond": 0})
RATE_LIMIT_CONFIG = Record(
    META + "workflow.RateLimitConfig",
    {
        "rateLimitKey": text,
        "concurrentExecLimit": plain_int,
        "policy": one_of(META + "workflow.RateLimitConfig$RateLimitPolicy", "QUEUE", "REJECT"),
    },
    {"concurrentExecLimit": 0, "policy": "QUEUE"},
)
STATE_CHANGE = Record(META + "tasks.StateChangeEvent", {"type": text, "payload": free_map})

TASK_DEF = Record(
    META + "tasks.TaskDef",
    {
        "ownerApp": text,
        **_AUDIT,
        "name": text,
        "description": text,
        "retryCount": plain_int,
        "timeoutSeconds": plain_long,
        "inputKeys": list_of(text, "java.lang.String"),
        "outputKeys": list_of(text, "java.lang.String"),
        "runtimeMetadata": list_of(text, "java.lang.String"),
        "timeoutPolicy": one_of(META + "tasks.TaskDef$TimeoutPolicy", "RETRY", "TIME_OUT_WF", "ALERT_ONLY"),
        "retryLogic": one_of(META + "tasks.TaskDef$RetryLogic", "FIXED", "EXPONENTIAL_BACKOFF", "LINEAR_BACKOFF"),
        "retryDelaySeconds": plain_int,
        "responseTimeoutSeconds": plain_long,
        "concurrentExecLimit": integer,
        "inputTemplate": free_map,
        "rateLimitPerFrequency": integer,
        "rateLimitFrequencyInSeconds": integer,
        "isolationGroupId": text,
        "executionNameSpace": text,
        "ownerEmail": text,
        "pollTimeoutSeconds": integer,
        "backoffScaleFactor": integer,
        "maxRetryDelaySeconds": plain_int,
        "backoffJitterMs": plain_int,
        "baseType": text,
        "totalTimeoutSeconds": plain_long,
        "taskStatusListenerEnabled": boolean,
        "inputSchema": SCHEMA_DEF,
        "outputSchema": SCHEMA_DEF,
        "enforceSchema": boolean,
    },
    {
        "createTime": 0,
        "updateTime": 0,
        "retryCount": 3,
        "timeoutSeconds": 0,
        "inputKeys": [],
        "outputKeys": [],
        "runtimeMetadata": [],
        "timeoutPolicy": "TIME_OUT_WF",
        "retryLogic": "FIXED",
        "retryDelaySeconds": 60,
        "responseTimeoutSeconds": 3600,
        "inputTemplate": {},
        "rateLimitPerFrequency": 0,
        "rateLimitFrequencyInSeconds": 1,
        "backoffScaleFactor": 1,
        "maxRetryDelaySeconds": 0,
        "backoffJitterMs": 0,
        "totalTimeoutSeconds": 0,
        "taskStatusListenerEnabled": True,
        "enforceSchema": False,
    },
    text_field="name",
)


def _inner_definition(value: Any) -> Any:
    """A definition, or one expression that gives it when the task runs."""
    if isinstance(value, dict):
        return WORKFLOW_DEF(value)
    if not isinstance(value, str):
        kinds = "either null, or WorkflowDef, or a valid DSL string"
        raise JsonProblemError(f"workflowDefinition must be {kinds}")
    if not (value.startswith("${") and value.endswith("}")):
        raise JsonProblemError("workflowDefinition is a string, but not a valid DSL string")
    return value


SUB_WORKFLOW_PARAMS = Record(
    META + "workflow.SubWorkflowParams",
    {
        "name": text,
        "version": integer,
        "taskToDomain": map_of(text, "java.lang.String"),
        "idempotencyKey": text,
        "idempotencyStrategy": _STRATEGY,
        "priority": anything,
        "workflowDefinition": _inner_definition,
    },
)


def _workflow_task(value: Any) -> Any:
    return WORKFLOW_TASK(value)


_TASKS = list_of(_workflow_task, META + "workflow.WorkflowTask")

WORKFLOW_TASK = Record(
    META + "workflow.WorkflowTask",
    {
        "name": text,
        "taskReferenceName": text,
        "description": text,
        "inputParameters": free_map,
        "type": text,
        "dynamicTaskNameParam": text,
        "caseValueParam": text,
        "caseExpression": text,
        "scriptExpression": text,
        "decisionCases": map_of(_TASKS, f"java.util.List<{META}workflow.WorkflowTask>"),
        "dynamicForkJoinTasksParam": text,
        "dynamicForkTasksParam": text,
        "dynamicForkTasksInputParamName": text,
        "defaultCase": _TASKS,
        "forkTasks": list_of(_TASKS, f"java.util.List<{META}workflow.WorkflowTask>"),
        "startDelay": plain_int,
        "subWorkflowParam": SUB_WORKFLOW_PARAMS,
        "joinOn": list_of(text, "java.lang.String"),
        "sink": text,
        "optional": boolean,
        "taskDefinition": TASK_DEF,
        "rateLimited": boolean,
        "defaultExclusiveJoinTask": list_of(text, "java.lang.String"),
        "asyncComplete": boolean,
        "loopCondition": text,
        "loopOver": _TASKS,
        "items": text,
        "retryCount": integer,
        "evaluatorType": text,
        "expression": text,
        "onStateChange": map_of(
            list_of(STATE_CHANGE, META + "workflow.StateChangeEvent"),
            f"java.util.List<{META}workflow.StateChangeEvent>",
        ),
        "joinStatus": text,
        "cacheConfig": CACHE_CONFIG,
        "permissive": boolean,
        "joinMode": one_of(META + "workflow.WorkflowTask$JoinMode", "SYNC", "ASYNC"),
        "metadata": free_map,
    },
    {
        "inputParameters": {},
        "type": "SIMPLE",
        "decisionCases": {},
        "defaultCase": [],
        "forkTasks": [],
        "startDelay": 0,
        "joinOn": [],
        "optional": False,
        "defaultExclusiveJoinTask": [],
        "asyncComplete": False,
        "loopOver": [],
        "onStateChange": {},
        "permissive": False,
        "metadata": {},
    },
)

WORKFLOW_DEF = Record(
    META + "workflow.WorkflowDef",
    {
        "ownerApp": text,
        **_AUDIT,
        "name": text,
        "description": text,
        "version": plain_int,
        "tasks": _TASKS,
        "inputParameters": list_of(text, "java.lang.String"),
        "outputParameters": free_map,
        "failureWorkflow": text,
        "failureWorkflowVersion": integer,
        "schemaVersion": plain_int,
        "restartable": boolean,
        "workflowStatusListenerEnabled": boolean,
        "ownerEmail": text,
        "timeoutPolicy": one_of(META + "workflow.WorkflowDef$TimeoutPolicy", "TIME_OUT_WF", "ALERT_ONLY"),
        "timeoutSeconds": plain_long,
        "variables": free_map,
        "inputTemplate": free_map,
        "workflowStatusListenerSink": text,
        "rateLimitConfig": RATE_LIMIT_CONFIG,
        "inputSchema": SCHEMA_DEF,
        "outputSchema": SCHEMA_DEF,
        "enforceSchema": boolean,
        "metadata": free_map,
        "cacheConfig": CACHE_CONFIG,
        "maskedFields": list_of(text, "java.lang.String"),
    },
    {
        "createTime": 0,
        "updateTime": 0,
        "version": 1,
        "tasks": [],
        "inputParameters": [],
        "outputParameters": {},
        "schemaVersion": 2,
        "restartable": True,
        "workflowStatusListenerEnabled": False,
        "timeoutPolicy": "ALERT_ONLY",
        "timeoutSeconds": 0,
        "variables": {},
        "inputTemplate": {},
        "enforceSchema": True,
        "metadata": {},
        "maskedFields": [],
    },
)

START_REQUEST = Record(
    META + "workflow.StartWorkflowRequest",
    {
        "name": text,
        "version": integer,
        "correlationId": text,
        "input": free_map,
        "taskToDomain": map_of(text, "java.lang.String"),
        "workflowDef": WORKFLOW_DEF,
        "externalInputPayloadStoragePath": text,
        "priority": integer,
        "createdBy": text,
        "idempotencyKey": text,
        "idempotencyStrategy": _STRATEGY,
    },
    {"input": {}, "taskToDomain": {}, "priority": 0},
)

RERUN_REQUEST = Record(
    META + "workflow.RerunWorkflowRequest",
    {
        "reRunFromWorkflowId": text,
        "workflowInput": free_map,
        "reRunFromTaskId": text,
        "taskInput": free_map,
        "correlationId": text,
    },
)

RESULT_STATUS_TYPE = META + "tasks.TaskResult$Status"
RESULT_STATUSES = ("CANCELED", "COMPLETED", "FAILED_WITH_TERMINAL_ERROR", "FAILED", "IN_PROGRESS")
TASK_LOG = Record(
    META + "tasks.TaskExecLog", {"log": text, "taskId": text, "createdTime": plain_long}, {"createdTime": 0}
)
TASK_RESULT = Record(
    META + "tasks.TaskResult",
    {
        "workflowInstanceId": text,
        "taskId": text,
        "reasonForIncompletion": text,
        "callbackAfterSeconds": plain_long,
        "workerId": text,
        "status": one_of(RESULT_STATUS_TYPE, *RESULT_STATUSES),
        "outputData": free_map,
        "logs": list_of(TASK_LOG, META + "tasks.TaskExecLog", "java.util.concurrent.CopyOnWriteArrayList"),
        "externalOutputPayloadStoragePath": text,
        "subWorkflowId": text,
        "extendLease": boolean,
    },
    {"callbackAfterSeconds": 0, "outputData": {}, "logs": [], "extendLease": False},
)

_TASK_DETAILS = Record(
    META + "events.EventHandler$TaskDetails",
    {"workflowId": text, "taskRefName": text, "output": free_map, "taskId": text, "reasonForIncompletion": text},
    {"output": {}},
)
_ACTION_TYPE = one_of(
    META + "events.EventHandler$Action$Type",
    "fail_task",
    "start_agent",
    "complete_task",
    "start_workflow",
    "terminate_workflow",
    "update_workflow_variables",
)
_ACTION = Record(
    META + "events.EventHandler$Action",
    {
        "action": _ACTION_TYPE,
        "start_workflow": Record(
            META + "events.EventHandler$StartWorkflow",
            {
                "name": text,
                "version": integer,
                "correlationId": text,
                "input": free_map,
                "taskToDomain": map_of(text, "java.lang.String"),
            },
            {"input": {}},
        ),
        "complete_task": _TASK_DETAILS,
        "fail_task": _TASK_DETAILS,
        "expandInlineJSON": boolean,
        "terminate_workflow": Record(
            META + "events.EventHandler$TerminateWorkflow", {"workflowId": text, "terminationReason": text}
        ),
        "update_workflow_variables": Record(
            META + "events.EventHandler$UpdateWorkflowVariables",
            {"workflowId": text, "variables": free_map, "appendArray": boolean},
        ),
    },
    {"expandInlineJSON": False},
)
EVENT_HANDLER = Record(
    META + "events.EventHandler",
    {
        "name": text,
        "event": text,
        "condition": text,
        "actions": list_of(_ACTION, META + "events.EventHandler$Action", "java.util.LinkedList"),
        "active": boolean,
        "evaluatorType": text,
    },
    {"actions": [], "active": False},
)

_CRON_SCHEDULE = Record(
    "io.orkes.conductor.scheduler.model.CronSchedule", {"cronExpression": text, "zoneId": text}, {"zoneId": "UTC"}
)
SCHEDULE = Record(
    "io.orkes.conductor.scheduler.model.WorkflowSchedule",
    {
        "name": text,
        "cronExpression": text,
        "runCatchupScheduleInstances": boolean,
        "paused": boolean,
        "pausedReason": text,
        "startWorkflowRequest": START_REQUEST,
        "zoneId": text,
        "scheduleStartTime": long,
        "scheduleEndTime": long,
        "createTime": long,
        "updatedTime": long,
        "createdBy": text,
        "updatedBy": text,
        "description": text,
        "nextRunTime": long,
        "cronSchedules": list_of(_CRON_SCHEDULE),
    },
    {"runCatchupScheduleInstances": False, "paused": False, "zoneId": "UTC", "cronSchedules": []},
)
