# Generated from openapi/openapi.json by `make regen`; do not edit.
"""Every model and enum of the API; each is loaded when it is first used."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .access import Access
    from .action import Action
    from .aggregate_token_usage import AggregateTokenUsage
    from .assignment_completion_strategy import AssignmentCompletionStrategy
    from .authorization_request import AuthorizationRequest
    from .bulk_response import BulkResponse
    from .bulk_response_string import BulkResponseString
    from .bulk_response_workflow_model import BulkResponseWorkflowModel
    from .cache_config import CacheConfig
    from .circuit_breaker_transition_response import CircuitBreakerTransitionResponse
    from .comparison import Comparison
    from .conductor_user import ConductorUser
    from .config import Config
    from .connectivity_test_input import ConnectivityTestInput
    from .connectivity_test_result import ConnectivityTestResult
    from .correlation_ids_search_request import CorrelationIdsSearchRequest
    from .create_or_update_application_request import CreateOrUpdateApplicationRequest
    from .credential_meta import CredentialMeta
    from .cron_schedule import CronSchedule
    from .environment_variable import EnvironmentVariable
    from .event_action import EventAction
    from .event_handler import EventHandler
    from .event_log import EventLog
    from .event_log_event_type import EventLogEventType
    from .event_message import EventMessage
    from .event_message_event_type import EventMessageEventType
    from .event_message_status import EventMessageStatus
    from .execution_metadata import ExecutionMetadata
    from .extended_conductor_application import ExtendedConductorApplication
    from .extended_event_execution import ExtendedEventExecution
    from .extended_event_execution_action import ExtendedEventExecutionAction
    from .extended_event_execution_status import ExtendedEventExecutionStatus
    from .extended_secret import ExtendedSecret
    from .extended_workflow_def import ExtendedWorkflowDef
    from .external_storage_location import ExternalStorageLocation
    from .generate_token_request import GenerateTokenRequest
    from .granted_access import GrantedAccess
    from .granted_access_response import GrantedAccessResponse
    from .group import Group
    from .handled_event_response import HandledEventResponse
    from .health import Health
    from .health_check_status import HealthCheckStatus
    from .human_search_type import HumanSearchType
    from .human_task_assignment import HumanTaskAssignment
    from .human_task_definition import HumanTaskDefinition
    from .human_task_entry import HumanTaskEntry
    from .human_task_search import HumanTaskSearch
    from .human_task_search_result import HumanTaskSearchResult
    from .human_task_state import HumanTaskState
    from .human_task_template import HumanTaskTemplate
    from .human_task_trigger import HumanTaskTrigger
    from .human_task_user import HumanTaskUser
    from .human_trigger_type import HumanTriggerType
    from .human_user_type import HumanUserType
    from .idempotency_strategy import IdempotencyStrategy
    from .incoming_bpmn_file import IncomingBpmnFile
    from .integration import Integration
    from .integration_api import IntegrationApi
    from .integration_api_update import IntegrationApiUpdate
    from .integration_category import IntegrationCategory
    from .integration_def import IntegrationDef
    from .integration_def_api import IntegrationDefApi
    from .integration_def_form_field import IntegrationDefFormField
    from .integration_def_form_field_field_name import IntegrationDefFormFieldFieldName
    from .integration_def_form_field_field_type import IntegrationDefFormFieldFieldType
    from .integration_update import IntegrationUpdate
    from .message_template import MessageTemplate
    from .option import Option
    from .orkes_circuit_breaker_config import OrkesCircuitBreakerConfig
    from .permission import Permission
    from .permission_target import PermissionTarget
    from .poll_data import PollData
    from .prompt_template_test_request import PromptTemplateTestRequest
    from .proto_registry_entry import ProtoRegistryEntry
    from .rate_limit_config import RateLimitConfig
    from .rate_limit_config_policy import RateLimitConfigPolicy
    from .request_param import RequestParam
    from .rerun_workflow_request import RerunWorkflowRequest
    from .retry_logic import RetryLogic
    from .return_strategy import ReturnStrategy
    from .role import Role
    from .schedule_execution_state import ScheduleExecutionState
    from .schema import Schema
    from .schema_def import SchemaDef
    from .schema_def_type import SchemaDefType
    from .search_result_handled_event_response import SearchResultHandledEventResponse
    from .search_result_task import SearchResultTask
    from .search_result_task_summary import SearchResultTaskSummary
    from .search_result_workflow import SearchResultWorkflow
    from .search_result_workflow_schedule import SearchResultWorkflowSchedule
    from .search_result_workflow_schedule_execution_model import SearchResultWorkflowScheduleExecutionModel
    from .search_result_workflow_summary import SearchResultWorkflowSummary
    from .service_method import ServiceMethod
    from .service_registry import ServiceRegistry
    from .service_type import ServiceType
    from .signal_response import SignalResponse
    from .skip_task_request import SkipTaskRequest
    from .start_agent import StartAgent
    from .start_workflow import StartWorkflow
    from .start_workflow_request import StartWorkflowRequest
    from .state_change_event import StateChangeEvent
    from .sub_workflow_params import SubWorkflowParams
    from .subject_ref import SubjectRef
    from .subject_ref_type import SubjectRefType
    from .tag import Tag
    from .target_ref import TargetRef
    from .task import Task
    from .task_def import TaskDef
    from .task_details import TaskDetails
    from .task_exec_log import TaskExecLog
    from .task_mock import TaskMock
    from .task_model import TaskModel
    from .task_result import TaskResult
    from .task_result_status import TaskResultStatus
    from .task_state import TaskState
    from .task_summary import TaskSummary
    from .task_timeout_policy import TaskTimeoutPolicy
    from .terminate_workflow import TerminateWorkflow
    from .token_limit import TokenLimit
    from .token_limit_token_limit_period import TokenLimitTokenLimitPeriod
    from .token_usage_log import TokenUsageLog
    from .update_workflow_variables import UpdateWorkflowVariables
    from .upgrade_workflow_request import UpgradeWorkflowRequest
    from .upsert_group_request import UpsertGroupRequest
    from .upsert_user_request import UpsertUserRequest
    from .user_form_template import UserFormTemplate
    from .user_role import UserRole
    from .webhook_config import WebhookConfig
    from .webhook_config_verifier import WebhookConfigVerifier
    from .webhook_execution_history import WebhookExecutionHistory
    from .workflow import Workflow
    from .workflow_def import WorkflowDef
    from .workflow_def_summary import WorkflowDefSummary
    from .workflow_model import WorkflowModel
    from .workflow_notifications import WorkflowNotifications
    from .workflow_run import WorkflowRun
    from .workflow_schedule import WorkflowSchedule
    from .workflow_schedule_execution_model import WorkflowScheduleExecutionModel
    from .workflow_schedule_model import WorkflowScheduleModel
    from .workflow_state import WorkflowState
    from .workflow_state_update import WorkflowStateUpdate
    from .workflow_status import WorkflowStatus
    from .workflow_summary import WorkflowSummary
    from .workflow_task import WorkflowTask
    from .workflow_task_join_mode import WorkflowTaskJoinMode
    from .workflow_task_workflow_task_type import WorkflowTaskWorkflowTaskType
    from .workflow_test_request import WorkflowTestRequest
    from .workflow_timeout_policy import WorkflowTimeoutPolicy
else:
    # Type checkers would take any name for one that this function gives.
    def __getattr__(name: str) -> Any:
        if name not in _MODULES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value = getattr(import_module(_MODULES[name], __name__), name)
        globals()[name] = value
        return value


_MODULES = {
    "Access": ".access",
    "Action": ".action",
    "AggregateTokenUsage": ".aggregate_token_usage",
    "AssignmentCompletionStrategy": ".assignment_completion_strategy",
    "AuthorizationRequest": ".authorization_request",
    "BulkResponse": ".bulk_response",
    "BulkResponseString": ".bulk_response_string",
    "BulkResponseWorkflowModel": ".bulk_response_workflow_model",
    "CacheConfig": ".cache_config",
    "CircuitBreakerTransitionResponse": ".circuit_breaker_transition_response",
    "Comparison": ".comparison",
    "ConductorUser": ".conductor_user",
    "Config": ".config",
    "ConnectivityTestInput": ".connectivity_test_input",
    "ConnectivityTestResult": ".connectivity_test_result",
    "CorrelationIdsSearchRequest": ".correlation_ids_search_request",
    "CreateOrUpdateApplicationRequest": ".create_or_update_application_request",
    "CredentialMeta": ".credential_meta",
    "CronSchedule": ".cron_schedule",
    "EnvironmentVariable": ".environment_variable",
    "EventAction": ".event_action",
    "EventHandler": ".event_handler",
    "EventLog": ".event_log",
    "EventLogEventType": ".event_log_event_type",
    "EventMessage": ".event_message",
    "EventMessageEventType": ".event_message_event_type",
    "EventMessageStatus": ".event_message_status",
    "ExecutionMetadata": ".execution_metadata",
    "ExtendedConductorApplication": ".extended_conductor_application",
    "ExtendedEventExecution": ".extended_event_execution",
    "ExtendedEventExecutionAction": ".extended_event_execution_action",
    "ExtendedEventExecutionStatus": ".extended_event_execution_status",
    "ExtendedSecret": ".extended_secret",
    "ExtendedWorkflowDef": ".extended_workflow_def",
    "ExternalStorageLocation": ".external_storage_location",
    "GenerateTokenRequest": ".generate_token_request",
    "GrantedAccess": ".granted_access",
    "GrantedAccessResponse": ".granted_access_response",
    "Group": ".group",
    "HandledEventResponse": ".handled_event_response",
    "Health": ".health",
    "HealthCheckStatus": ".health_check_status",
    "HumanSearchType": ".human_search_type",
    "HumanTaskAssignment": ".human_task_assignment",
    "HumanTaskDefinition": ".human_task_definition",
    "HumanTaskEntry": ".human_task_entry",
    "HumanTaskSearch": ".human_task_search",
    "HumanTaskSearchResult": ".human_task_search_result",
    "HumanTaskState": ".human_task_state",
    "HumanTaskTemplate": ".human_task_template",
    "HumanTaskTrigger": ".human_task_trigger",
    "HumanTaskUser": ".human_task_user",
    "HumanTriggerType": ".human_trigger_type",
    "HumanUserType": ".human_user_type",
    "IdempotencyStrategy": ".idempotency_strategy",
    "IncomingBpmnFile": ".incoming_bpmn_file",
    "Integration": ".integration",
    "IntegrationApi": ".integration_api",
    "IntegrationApiUpdate": ".integration_api_update",
    "IntegrationCategory": ".integration_category",
    "IntegrationDef": ".integration_def",
    "IntegrationDefApi": ".integration_def_api",
    "IntegrationDefFormField": ".integration_def_form_field",
    "IntegrationDefFormFieldFieldName": ".integration_def_form_field_field_name",
    "IntegrationDefFormFieldFieldType": ".integration_def_form_field_field_type",
    "IntegrationUpdate": ".integration_update",
    "MessageTemplate": ".message_template",
    "Option": ".option",
    "OrkesCircuitBreakerConfig": ".orkes_circuit_breaker_config",
    "Permission": ".permission",
    "PermissionTarget": ".permission_target",
    "PollData": ".poll_data",
    "PromptTemplateTestRequest": ".prompt_template_test_request",
    "ProtoRegistryEntry": ".proto_registry_entry",
    "RateLimitConfig": ".rate_limit_config",
    "RateLimitConfigPolicy": ".rate_limit_config_policy",
    "RequestParam": ".request_param",
    "RerunWorkflowRequest": ".rerun_workflow_request",
    "RetryLogic": ".retry_logic",
    "ReturnStrategy": ".return_strategy",
    "Role": ".role",
    "ScheduleExecutionState": ".schedule_execution_state",
    "Schema": ".schema",
    "SchemaDef": ".schema_def",
    "SchemaDefType": ".schema_def_type",
    "SearchResultHandledEventResponse": ".search_result_handled_event_response",
    "SearchResultTask": ".search_result_task",
    "SearchResultTaskSummary": ".search_result_task_summary",
    "SearchResultWorkflow": ".search_result_workflow",
    "SearchResultWorkflowSchedule": ".search_result_workflow_schedule",
    "SearchResultWorkflowScheduleExecutionModel": ".search_result_workflow_schedule_execution_model",
    "SearchResultWorkflowSummary": ".search_result_workflow_summary",
    "ServiceMethod": ".service_method",
    "ServiceRegistry": ".service_registry",
    "ServiceType": ".service_type",
    "SignalResponse": ".signal_response",
    "SkipTaskRequest": ".skip_task_request",
    "StartAgent": ".start_agent",
    "StartWorkflow": ".start_workflow",
    "StartWorkflowRequest": ".start_workflow_request",
    "StateChangeEvent": ".state_change_event",
    "SubWorkflowParams": ".sub_workflow_params",
    "SubjectRef": ".subject_ref",
    "SubjectRefType": ".subject_ref_type",
    "Tag": ".tag",
    "TargetRef": ".target_ref",
    "Task": ".task",
    "TaskDef": ".task_def",
    "TaskDetails": ".task_details",
    "TaskExecLog": ".task_exec_log",
    "TaskMock": ".task_mock",
    "TaskModel": ".task_model",
    "TaskResult": ".task_result",
    "TaskResultStatus": ".task_result_status",
    "TaskState": ".task_state",
    "TaskSummary": ".task_summary",
    "TaskTimeoutPolicy": ".task_timeout_policy",
    "TerminateWorkflow": ".terminate_workflow",
    "TokenLimit": ".token_limit",
    "TokenLimitTokenLimitPeriod": ".token_limit_token_limit_period",
    "TokenUsageLog": ".token_usage_log",
    "UpdateWorkflowVariables": ".update_workflow_variables",
    "UpgradeWorkflowRequest": ".upgrade_workflow_request",
    "UpsertGroupRequest": ".upsert_group_request",
    "UpsertUserRequest": ".upsert_user_request",
    "UserFormTemplate": ".user_form_template",
    "UserRole": ".user_role",
    "WebhookConfig": ".webhook_config",
    "WebhookConfigVerifier": ".webhook_config_verifier",
    "WebhookExecutionHistory": ".webhook_execution_history",
    "Workflow": ".workflow",
    "WorkflowDef": ".workflow_def",
    "WorkflowDefSummary": ".workflow_def_summary",
    "WorkflowModel": ".workflow_model",
    "WorkflowNotifications": ".workflow_notifications",
    "WorkflowRun": ".workflow_run",
    "WorkflowSchedule": ".workflow_schedule",
    "WorkflowScheduleExecutionModel": ".workflow_schedule_execution_model",
    "WorkflowScheduleModel": ".workflow_schedule_model",
    "WorkflowState": ".workflow_state",
    "WorkflowStateUpdate": ".workflow_state_update",
    "WorkflowStatus": ".workflow_status",
    "WorkflowSummary": ".workflow_summary",
    "WorkflowTask": ".workflow_task",
    "WorkflowTaskJoinMode": ".workflow_task_join_mode",
    "WorkflowTaskWorkflowTaskType": ".workflow_task_workflow_task_type",
    "WorkflowTestRequest": ".workflow_test_request",
    "WorkflowTimeoutPolicy": ".workflow_timeout_policy",
}

__all__ = (
    "Access",
    "Action",
    "AggregateTokenUsage",
    "AssignmentCompletionStrategy",
    "AuthorizationRequest",
    "BulkResponse",
    "BulkResponseString",
    "BulkResponseWorkflowModel",
    "CacheConfig",
    "CircuitBreakerTransitionResponse",
    "Comparison",
    "ConductorUser",
    "Config",
    "ConnectivityTestInput",
    "ConnectivityTestResult",
    "CorrelationIdsSearchRequest",
    "CreateOrUpdateApplicationRequest",
    "CredentialMeta",
    "CronSchedule",
    "EnvironmentVariable",
    "EventAction",
    "EventHandler",
    "EventLog",
    "EventLogEventType",
    "EventMessage",
    "EventMessageEventType",
    "EventMessageStatus",
    "ExecutionMetadata",
    "ExtendedConductorApplication",
    "ExtendedEventExecution",
    "ExtendedEventExecutionAction",
    "ExtendedEventExecutionStatus",
    "ExtendedSecret",
    "ExtendedWorkflowDef",
    "ExternalStorageLocation",
    "GenerateTokenRequest",
    "GrantedAccess",
    "GrantedAccessResponse",
    "Group",
    "HandledEventResponse",
    "Health",
    "HealthCheckStatus",
    "HumanSearchType",
    "HumanTaskAssignment",
    "HumanTaskDefinition",
    "HumanTaskEntry",
    "HumanTaskSearch",
    "HumanTaskSearchResult",
    "HumanTaskState",
    "HumanTaskTemplate",
    "HumanTaskTrigger",
    "HumanTaskUser",
    "HumanTriggerType",
    "HumanUserType",
    "IdempotencyStrategy",
    "IncomingBpmnFile",
    "Integration",
    "IntegrationApi",
    "IntegrationApiUpdate",
    "IntegrationCategory",
    "IntegrationDef",
    "IntegrationDefApi",
    "IntegrationDefFormField",
    "IntegrationDefFormFieldFieldName",
    "IntegrationDefFormFieldFieldType",
    "IntegrationUpdate",
    "MessageTemplate",
    "Option",
    "OrkesCircuitBreakerConfig",
    "Permission",
    "PermissionTarget",
    "PollData",
    "PromptTemplateTestRequest",
    "ProtoRegistryEntry",
    "RateLimitConfig",
    "RateLimitConfigPolicy",
    "RequestParam",
    "RerunWorkflowRequest",
    "RetryLogic",
    "ReturnStrategy",
    "Role",
    "ScheduleExecutionState",
    "Schema",
    "SchemaDef",
    "SchemaDefType",
    "SearchResultHandledEventResponse",
    "SearchResultTask",
    "SearchResultTaskSummary",
    "SearchResultWorkflow",
    "SearchResultWorkflowSchedule",
    "SearchResultWorkflowScheduleExecutionModel",
    "SearchResultWorkflowSummary",
    "ServiceMethod",
    "ServiceRegistry",
    "ServiceType",
    "SignalResponse",
    "SkipTaskRequest",
    "StartAgent",
    "StartWorkflow",
    "StartWorkflowRequest",
    "StateChangeEvent",
    "SubjectRef",
    "SubjectRefType",
    "SubWorkflowParams",
    "Tag",
    "TargetRef",
    "Task",
    "TaskDef",
    "TaskDetails",
    "TaskExecLog",
    "TaskMock",
    "TaskModel",
    "TaskResult",
    "TaskResultStatus",
    "TaskState",
    "TaskSummary",
    "TaskTimeoutPolicy",
    "TerminateWorkflow",
    "TokenLimit",
    "TokenLimitTokenLimitPeriod",
    "TokenUsageLog",
    "UpdateWorkflowVariables",
    "UpgradeWorkflowRequest",
    "UpsertGroupRequest",
    "UpsertUserRequest",
    "UserFormTemplate",
    "UserRole",
    "WebhookConfig",
    "WebhookConfigVerifier",
    "WebhookExecutionHistory",
    "Workflow",
    "WorkflowDef",
    "WorkflowDefSummary",
    "WorkflowModel",
    "WorkflowNotifications",
    "WorkflowRun",
    "WorkflowSchedule",
    "WorkflowScheduleExecutionModel",
    "WorkflowScheduleModel",
    "WorkflowState",
    "WorkflowStateUpdate",
    "WorkflowStatus",
    "WorkflowSummary",
    "WorkflowTask",
    "WorkflowTaskJoinMode",
    "WorkflowTaskWorkflowTaskType",
    "WorkflowTestRequest",
    "WorkflowTimeoutPolicy",
)


def __dir__() -> list[str]:
    return sorted(__all__)
