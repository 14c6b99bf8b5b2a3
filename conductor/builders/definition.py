"""Definitions of workflows and of tasks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypedDict

from conductor._shared.inputs import as_member, wire_name
from conductor.builders._options import option_names, refuse_unknown
from conductor.builders._tasks import as_tasks, check_tasks
from conductor.builders._values import checked, plain, seconds, text
from conductor_api.models import RetryLogic, TaskDef, TaskTimeoutPolicy, WorkflowDef, WorkflowTimeoutPolicy

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import timedelta
    from typing import Unpack

    from conductor.builders._tasks import TaskLike
    from conductor_api.models import CacheConfig, RateLimitConfig, SchemaDef


class WorkflowFields(TypedDict, total=False):
    """Keyword arguments of :func:`workflow`; names and meaning are those of :class:`WorkflowDef`."""

    description: str
    input_parameters: Sequence[str]
    output_parameters: Mapping[str, Any]
    input_template: Mapping[str, Any]
    variables: Mapping[str, Any]
    timeout_seconds: int | timedelta
    timeout_policy: WorkflowTimeoutPolicy | str
    failure_workflow: str
    failure_workflow_version: int
    restartable: bool
    schema_version: int
    owner_app: str
    owner_email: str
    workflow_status_listener_enabled: bool
    workflow_status_listener_sink: str
    input_schema: SchemaDef | Mapping[str, Any]
    output_schema: SchemaDef | Mapping[str, Any]
    enforce_schema: bool
    masked_fields: Sequence[str]
    rate_limit_config: RateLimitConfig | Mapping[str, Any]
    cache_config: CacheConfig | Mapping[str, Any]
    metadata: Mapping[str, Any]


class TaskDefFields(TypedDict, total=False):
    """Keyword arguments of :func:`task_definition`; names and meaning are those of :class:`TaskDef`."""

    description: str | None
    retry_count: int | None
    retry_logic: RetryLogic | str
    retry_delay_seconds: int | timedelta
    max_retry_delay_seconds: int | timedelta
    backoff_scale_factor: int
    backoff_jitter_ms: int
    timeout_seconds: int | timedelta
    timeout_policy: TaskTimeoutPolicy | str
    response_timeout_seconds: int | timedelta
    poll_timeout_seconds: int | timedelta
    total_timeout_seconds: int | timedelta
    concurrent_exec_limit: int
    rate_limit_per_frequency: int
    rate_limit_frequency_in_seconds: int | timedelta
    input_keys: Sequence[str]
    output_keys: Sequence[str]
    input_template: Mapping[str, Any]
    input_schema: SchemaDef | Mapping[str, Any]
    output_schema: SchemaDef | Mapping[str, Any]
    enforce_schema: bool
    owner_app: str
    owner_email: str
    execution_name_space: str
    isolation_group_id: str
    base_type: str
    runtime_metadata: Sequence[str]
    task_status_listener_enabled: bool


_WORKFLOW_FIELDS = option_names(WorkflowFields)
_TASK_DEF_FIELDS = option_names(TaskDefFields)
_DEFAULT_RESPONSE_TIMEOUT_S = 600
_TASK_DEF_DEFAULTS: Mapping[str, Any] = {
    "owner_app": "",
    "description": "",
    "retry_count": 3,
    "timeout_seconds": 3600,
    "input_keys": [],
    "output_keys": [],
    "timeout_policy": TaskTimeoutPolicy.TIME_OUT_WF,
    "retry_logic": RetryLogic.FIXED,
    "retry_delay_seconds": 60,
    "concurrent_exec_limit": 0,
    "input_template": {},
    "rate_limit_per_frequency": 0,
    "rate_limit_frequency_in_seconds": 1,
    "owner_email": "",
    "poll_timeout_seconds": 3600,
    "backoff_scale_factor": 1,
}


def workflow(
    name: str, tasks: Sequence[TaskLike], *, version: int = 1, **fields: Unpack[WorkflowFields]
) -> WorkflowDef:
    """Give the definition of a workflow.

    Args:
        name: what it is started by
        tasks: its tasks in their order, models or mappings with the names of the wire
        version: its version
        **fields: see :class:`WorkflowFields`; ``timeout_seconds`` is 0, no limit, when left out

    Raises:
        ConfigurationError: two tasks have the same reference name, one inside a loop has ``__`` in it, or an argument
            is wrong
        TypeError: there is no such field
    """
    where = f"workflow {text(name, 'name of the workflow')!r}"
    refuse_unknown(fields, _WORKFLOW_FIELDS, where)
    given: dict[str, Any] = {
        "input_parameters": [],
        "timeout_seconds": 0,
        **fields,
        "name": name,
        "version": version,
        "tasks": [],
    }
    enums = {"timeout_policy": WorkflowTimeoutPolicy}
    definition = checked(WorkflowDef.from_dict(_wire(given, enums, where)), where)
    definition.tasks = as_tasks(tasks, f"{where}: tasks")
    check_tasks(definition.tasks, where)
    return definition


def task_definition(name: str, **fields: Unpack[TaskDefFields]) -> TaskDef:
    """Give the definition of a task: how often it is retried, what its limits are.

    Without further arguments: 3 retries after 60 s each, done within 3600 s (else the workflow times out), an answer of
    the worker within 600 s, or just below ``timeout_seconds`` if that is less, since the server wants it so.

    Args:
        name: what workers poll for
        **fields: see :class:`TaskDefFields`; what ends with ``_seconds`` takes seconds or a timedelta

    Raises:
        ConfigurationError: an argument is wrong
        TypeError: there is no such field
    """
    where = f"task definition {text(name, 'name of the task definition')!r}"
    refuse_unknown(fields, _TASK_DEF_FIELDS, where)
    given = {**_TASK_DEF_DEFAULTS, **fields, "name": name}
    enums = {"timeout_policy": TaskTimeoutPolicy, "retry_logic": RetryLogic}
    wire = _wire(given, enums, where)
    wire.setdefault("responseTimeoutSeconds", _response_timeout_s(wire["timeoutSeconds"] or 0))
    return checked(TaskDef.from_dict(wire), where)


def _response_timeout_s(timeout_s: int) -> int:
    return min(_DEFAULT_RESPONSE_TIMEOUT_S, max(timeout_s - 1, 1)) if timeout_s else _DEFAULT_RESPONSE_TIMEOUT_S


def _wire(given: Mapping[str, Any], enums: Mapping[str, Any], where: str) -> dict[str, Any]:
    return {wire_name(name): _value(name, value, enums, f"{where}: {name}") for name, value in given.items()}


def _value(name: str, value: Any, enums: Mapping[str, Any], argument: str) -> Any:
    if value is None:
        return None
    if name in enums:
        return as_member(enums[name], value, argument).value
    return seconds(value, argument) if name.endswith("_seconds") else plain(value, argument)
