"""The keyword arguments of the generators: the fields of the models."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypedDict

from conductor.builders.definition import WorkflowFields

if TYPE_CHECKING:
    from conductor.builders._tasks import TaskLike
    from conductor_api.models import CacheConfig, StateChangeEvent, SubWorkflowParams, TaskDef


class TaskFields(TypedDict, total=False):
    """Keyword arguments of the generators of tasks: the fields of :class:`WorkflowTask`."""

    name: str
    task_reference_name: str
    type: str
    description: str
    input_parameters: Mapping[str, Any]
    optional: bool
    async_complete: bool
    start_delay: int
    retry_count: int
    permissive: bool
    rate_limited: bool
    evaluator_type: str
    expression: str
    decision_cases: Mapping[str, Sequence[TaskLike]]
    default_case: Sequence[TaskLike]
    fork_tasks: Sequence[Sequence[TaskLike]]
    loop_over: Sequence[TaskLike]
    loop_condition: str
    items: str
    join_on: Sequence[str]
    join_mode: str
    default_exclusive_join_task: Sequence[str]
    sink: str
    sub_workflow_param: SubWorkflowParams | Mapping[str, Any]
    dynamic_task_name_param: str
    dynamic_fork_tasks_param: str
    dynamic_fork_tasks_input_param_name: str
    dynamic_fork_join_tasks_param: str
    script_expression: str
    case_expression: str
    case_value_param: str
    cache_config: CacheConfig | Mapping[str, Any]
    task_definition: TaskDef | Mapping[str, Any]
    on_state_change: Mapping[str, Sequence[StateChangeEvent | Mapping[str, Any]]]
    metadata: Mapping[str, Any]


class GenerateFields(WorkflowFields, total=False):
    """Keyword arguments of :func:`generate`: the fields of :class:`WorkflowDef`."""

    name: str
    version: int
    tasks: Sequence[TaskLike]
