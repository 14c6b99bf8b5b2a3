"""Models and enums under their public names: what builders return and what the facade takes and gives.

They are those of the generated client, each loaded when it is first used. Names on the wire are camelCase, here
they are snake_case; ``to_dict()`` and ``from_dict()`` go from one to the other.
"""

from typing import TYPE_CHECKING, Any

import conductor_api.models as _generated

if TYPE_CHECKING:
    from conductor_api.models import (
        BulkResponse,
        BulkResponseString,
        EventHandler,
        HumanTaskEntry,
        IdempotencyStrategy,
        PollData,
        RateLimitConfig,
        RerunWorkflowRequest,
        RetryLogic,
        ReturnStrategy,
        SchemaDef,
        SearchResultTask,
        SearchResultTaskSummary,
        SearchResultWorkflow,
        SearchResultWorkflowSummary,
        SignalResponse,
        SkipTaskRequest,
        StartWorkflowRequest,
        SubWorkflowParams,
        Tag,
        Task,
        TaskDef,
        TaskExecLog,
        TaskMock,
        TaskResult,
        TaskResultStatus,
        TaskState,
        TaskSummary,
        TaskTimeoutPolicy,
        Workflow,
        WorkflowDef,
        WorkflowRun,
        WorkflowSchedule,
        WorkflowState,
        WorkflowStateUpdate,
        WorkflowStatus,
        WorkflowSummary,
        WorkflowTask,
        WorkflowTestRequest,
        WorkflowTimeoutPolicy,
    )

__all__ = [
    "BulkResponse",
    "BulkResponseString",
    "EventHandler",
    "HumanTaskEntry",
    "IdempotencyStrategy",
    "PollData",
    "RateLimitConfig",
    "RerunWorkflowRequest",
    "RetryLogic",
    "ReturnStrategy",
    "SchemaDef",
    "SearchResultTask",
    "SearchResultTaskSummary",
    "SearchResultWorkflow",
    "SearchResultWorkflowSummary",
    "SignalResponse",
    "SkipTaskRequest",
    "StartWorkflowRequest",
    "SubWorkflowParams",
    "Tag",
    "Task",
    "TaskDef",
    "TaskExecLog",
    "TaskMock",
    "TaskResult",
    "TaskResultStatus",
    "TaskState",
    "TaskSummary",
    "TaskTimeoutPolicy",
    "Workflow",
    "WorkflowDef",
    "WorkflowRun",
    "WorkflowSchedule",
    "WorkflowState",
    "WorkflowStateUpdate",
    "WorkflowStatus",
    "WorkflowSummary",
    "WorkflowTask",
    "WorkflowTestRequest",
    "WorkflowTimeoutPolicy",
]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(_generated, name)
