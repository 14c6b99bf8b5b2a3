"""Python SDK for the Conductor workflow engine (Conductor OSS and Orkes).

These are the public names, in groups; each is loaded when it is first used. The package ``conductor_api`` has the generated
client: every endpoint of the server.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    # Clients
    from conductor._async.client import AsyncConductorClient as AsyncConductorClient
    from conductor._async.client import async_create_conductor_client as async_create_conductor_client
    from conductor._async.client import async_orkes_conductor_client as async_orkes_conductor_client
    from conductor._async.metadata_client import AsyncMetadataClient as AsyncMetadataClient
    from conductor._async.workflow_executor import AsyncWorkflowExecutor as AsyncWorkflowExecutor
    from conductor._sync.client import ConductorClient as ConductorClient
    from conductor._sync.client import create_conductor_client as create_conductor_client
    from conductor._sync.client import orkes_conductor_client as orkes_conductor_client
    from conductor._sync.metadata_client import MetadataClient as MetadataClient

    # Workflows and definitions
    from conductor._sync.workflow_executor import WorkflowExecutor as WorkflowExecutor
    from conductor.config import OrkesApiConfig as OrkesApiConfig
    from conductor.config import Settings as Settings

    # Errors
    from conductor.errors import ApiError as ApiError
    from conductor.errors import AuthenticationError as AuthenticationError
    from conductor.errors import BadRequestError as BadRequestError
    from conductor.errors import ConductorConnectionError as ConductorConnectionError
    from conductor.errors import ConductorError as ConductorError
    from conductor.errors import ConductorTimeoutError as ConductorTimeoutError
    from conductor.errors import ConfigurationError as ConfigurationError
    from conductor.errors import ConflictError as ConflictError
    from conductor.errors import InvalidField as InvalidField
    from conductor.errors import NonRetryableError as NonRetryableError
    from conductor.errors import NotFoundError as NotFoundError
    from conductor.errors import NotSupportedByServer as NotSupportedByServer
    from conductor.errors import PermissionDeniedError as PermissionDeniedError
    from conductor.errors import RateLimitedError as RateLimitedError
    from conductor.errors import ServerError as ServerError
    from conductor.errors import TaskFailed as TaskFailed
    from conductor.errors import TaskNotFoundError as TaskNotFoundError
    from conductor.errors import UnreadableAnswerError as UnreadableAnswerError
    from conductor.errors import UsageError as UsageError

    # Models and enums
    from conductor.models import BulkResponse as BulkResponse
    from conductor.models import BulkResponseString as BulkResponseString
    from conductor.models import EventHandler as EventHandler
    from conductor.models import HumanTaskEntry as HumanTaskEntry
    from conductor.models import IdempotencyStrategy as IdempotencyStrategy
    from conductor.models import PollData as PollData
    from conductor.models import RateLimitConfig as RateLimitConfig
    from conductor.models import RerunWorkflowRequest as RerunWorkflowRequest
    from conductor.models import RetryLogic as RetryLogic
    from conductor.models import ReturnStrategy as ReturnStrategy
    from conductor.models import SchemaDef as SchemaDef
    from conductor.models import SearchResultTask as SearchResultTask
    from conductor.models import SearchResultTaskSummary as SearchResultTaskSummary
    from conductor.models import SearchResultWorkflow as SearchResultWorkflow
    from conductor.models import SearchResultWorkflowSummary as SearchResultWorkflowSummary
    from conductor.models import SignalResponse as SignalResponse
    from conductor.models import SkipTaskRequest as SkipTaskRequest
    from conductor.models import StartWorkflowRequest as StartWorkflowRequest
    from conductor.models import SubWorkflowParams as SubWorkflowParams
    from conductor.models import Tag as Tag
    from conductor.models import Task as Task
    from conductor.models import TaskDef as TaskDef
    from conductor.models import TaskExecLog as TaskExecLog
    from conductor.models import TaskMock as TaskMock
    from conductor.models import TaskResult as TaskResult
    from conductor.models import TaskResultStatus as TaskResultStatus
    from conductor.models import TaskState as TaskState
    from conductor.models import TaskSummary as TaskSummary
    from conductor.models import TaskTimeoutPolicy as TaskTimeoutPolicy
    from conductor.models import Workflow as Workflow
    from conductor.models import WorkflowDef as WorkflowDef
    from conductor.models import WorkflowRun as WorkflowRun
    from conductor.models import WorkflowSchedule as WorkflowSchedule
    from conductor.models import WorkflowState as WorkflowState
    from conductor.models import WorkflowStateUpdate as WorkflowStateUpdate
    from conductor.models import WorkflowStatus as WorkflowStatus
    from conductor.models import WorkflowSummary as WorkflowSummary
    from conductor.models import WorkflowTask as WorkflowTask
    from conductor.models import WorkflowTestRequest as WorkflowTestRequest
    from conductor.models import WorkflowTimeoutPolicy as WorkflowTimeoutPolicy

_HOMES = {
    # Clients
    "conductor._sync.client": (
        "ConductorClient",
        "create_conductor_client",
        "orkes_conductor_client",
    ),
    "conductor._async.client": (
        "AsyncConductorClient",
        "async_create_conductor_client",
        "async_orkes_conductor_client",
    ),
    "conductor.config": (
        "OrkesApiConfig",
        "Settings",
    ),
    # Workflows and definitions
    "conductor._sync.workflow_executor": ("WorkflowExecutor",),
    "conductor._async.workflow_executor": ("AsyncWorkflowExecutor",),
    "conductor._sync.metadata_client": ("MetadataClient",),
    "conductor._async.metadata_client": ("AsyncMetadataClient",),
    # Errors
    "conductor.errors": (
        "ApiError",
        "AuthenticationError",
        "BadRequestError",
        "ConductorConnectionError",
        "ConductorError",
        "ConductorTimeoutError",
        "ConfigurationError",
        "ConflictError",
        "InvalidField",
        "NonRetryableError",
        "NotFoundError",
        "NotSupportedByServer",
        "PermissionDeniedError",
        "RateLimitedError",
        "ServerError",
        "TaskFailed",
        "TaskNotFoundError",
        "UnreadableAnswerError",
        "UsageError",
    ),
    # Models and enums
    "conductor.models": (
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
    ),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__all__ = list(_HOME_OF)  # one list of names is enough; the imports above serve type checkers


def __getattr__(name: str) -> Any:
    if name not in _HOME_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(_HOME_OF[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
