# Generated from openapi/openapi.json by `make regen`; do not edit.
from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import Factory, define

from .. import models
from ..models.workflow_task_join_mode import WorkflowTaskJoinMode
from ..models.workflow_task_workflow_task_type import WorkflowTaskWorkflowTaskType
from ..types import read_default, read_enum, read_list, read_map, read_model, read_models, write_value

if TYPE_CHECKING:
    from ..models.cache_config import CacheConfig
    from ..models.state_change_event import StateChangeEvent
    from ..models.sub_workflow_params import SubWorkflowParams
    from ..models.task_def import TaskDef


@define(kw_only=True)
class WorkflowTask:
    """WorkflowTask as the server reads and writes it."""

    name: str
    task_reference_name: str
    type: str = "SIMPLE"
    async_complete: bool | None = None
    cache_config: CacheConfig | None = None
    case_expression: str | None = None
    case_value_param: str | None = None
    decision_cases: dict[str, list[WorkflowTask]] | None = None
    default_case: list[WorkflowTask] | None = None
    default_exclusive_join_task: list[str] | None = None
    description: str | None = None
    dynamic_fork_join_tasks_param: str | None = None
    dynamic_fork_tasks_input_param_name: str | None = None
    dynamic_fork_tasks_param: str | None = None
    dynamic_task_name_param: str | None = None
    evaluator_type: str | None = None
    expression: str | None = None
    fork_tasks: list[list[WorkflowTask]] | None = None
    input_parameters: dict[str, Any] | None = None
    items: str | None = None
    join_mode: WorkflowTaskJoinMode | None = None
    join_on: list[str] | None = None
    join_status: str | None = None
    loop_condition: str | None = None
    loop_over: list[WorkflowTask] | None = None
    metadata: dict[str, Any] | None = None
    on_state_change: dict[str, list[StateChangeEvent]] | None = None
    optional: bool | None = None
    permissive: bool | None = None
    rate_limited: bool | None = None
    retry_count: int | None = None
    script_expression: str | None = None
    sink: str | None = None
    start_delay: int | None = None
    sub_workflow_param: SubWorkflowParams | None = None
    task_definition: TaskDef | None = None
    workflow_task_type: WorkflowTaskWorkflowTaskType | None = None
    additional_properties: dict[str, Any] = Factory(dict)
    """What the server sent beyond the fields above; written back as it is."""

    def to_dict(self) -> dict[str, Any]:
        """Give the JSON object under the names of the wire; fields that are None are left out."""
        result: dict[str, Any] = dict(self.additional_properties)
        if self.name is not None:
            result["name"] = self.name
        if self.task_reference_name is not None:
            result["taskReferenceName"] = self.task_reference_name
        if self.type is not None:
            result["type"] = self.type
        if self.async_complete is not None:
            result["asyncComplete"] = self.async_complete
        if self.cache_config is not None:
            result["cacheConfig"] = write_value(self.cache_config)
        if self.case_expression is not None:
            result["caseExpression"] = self.case_expression
        if self.case_value_param is not None:
            result["caseValueParam"] = self.case_value_param
        if self.decision_cases is not None:
            result["decisionCases"] = write_value(self.decision_cases)
        if self.default_case is not None:
            result["defaultCase"] = write_value(self.default_case)
        if self.default_exclusive_join_task is not None:
            result["defaultExclusiveJoinTask"] = self.default_exclusive_join_task
        if self.description is not None:
            result["description"] = self.description
        if self.dynamic_fork_join_tasks_param is not None:
            result["dynamicForkJoinTasksParam"] = self.dynamic_fork_join_tasks_param
        if self.dynamic_fork_tasks_input_param_name is not None:
            result["dynamicForkTasksInputParamName"] = self.dynamic_fork_tasks_input_param_name
        if self.dynamic_fork_tasks_param is not None:
            result["dynamicForkTasksParam"] = self.dynamic_fork_tasks_param
        if self.dynamic_task_name_param is not None:
            result["dynamicTaskNameParam"] = self.dynamic_task_name_param
        if self.evaluator_type is not None:
            result["evaluatorType"] = self.evaluator_type
        if self.expression is not None:
            result["expression"] = self.expression
        if self.fork_tasks is not None:
            result["forkTasks"] = write_value(self.fork_tasks)
        if self.input_parameters is not None:
            result["inputParameters"] = self.input_parameters
        if self.items is not None:
            result["items"] = self.items
        if self.join_mode is not None:
            result["joinMode"] = write_value(self.join_mode)
        if self.join_on is not None:
            result["joinOn"] = self.join_on
        if self.join_status is not None:
            result["joinStatus"] = self.join_status
        if self.loop_condition is not None:
            result["loopCondition"] = self.loop_condition
        if self.loop_over is not None:
            result["loopOver"] = write_value(self.loop_over)
        if self.metadata is not None:
            result["metadata"] = self.metadata
        if self.on_state_change is not None:
            result["onStateChange"] = write_value(self.on_state_change)
        if self.optional is not None:
            result["optional"] = self.optional
        if self.permissive is not None:
            result["permissive"] = self.permissive
        if self.rate_limited is not None:
            result["rateLimited"] = self.rate_limited
        if self.retry_count is not None:
            result["retryCount"] = self.retry_count
        if self.script_expression is not None:
            result["scriptExpression"] = self.script_expression
        if self.sink is not None:
            result["sink"] = self.sink
        if self.start_delay is not None:
            result["startDelay"] = self.start_delay
        if self.sub_workflow_param is not None:
            result["subWorkflowParam"] = write_value(self.sub_workflow_param)
        if self.task_definition is not None:
            result["taskDefinition"] = write_value(self.task_definition)
        if self.workflow_task_type is not None:
            result["workflowTaskType"] = write_value(self.workflow_task_type)
        return result

    @classmethod
    def from_dict(cls, source: Mapping[str, Any]) -> Self:
        """Read a JSON object; nulls, unknown values and missing fields are taken as they come."""
        rest = dict(source)
        pop: Callable[..., Any] = rest.pop
        return cls(
            name=pop("name", None),
            task_reference_name=pop("taskReferenceName", None),
            type=read_default("SIMPLE", pop("type", None)),
            async_complete=pop("asyncComplete", None),
            cache_config=read_model(models.CacheConfig, pop("cacheConfig", None)),
            case_expression=pop("caseExpression", None),
            case_value_param=pop("caseValueParam", None),
            decision_cases=read_map(lambda value: read_models(models.WorkflowTask, value), pop("decisionCases", None)),
            default_case=read_models(models.WorkflowTask, pop("defaultCase", None)),
            default_exclusive_join_task=pop("defaultExclusiveJoinTask", None),
            description=pop("description", None),
            dynamic_fork_join_tasks_param=pop("dynamicForkJoinTasksParam", None),
            dynamic_fork_tasks_input_param_name=pop("dynamicForkTasksInputParamName", None),
            dynamic_fork_tasks_param=pop("dynamicForkTasksParam", None),
            dynamic_task_name_param=pop("dynamicTaskNameParam", None),
            evaluator_type=pop("evaluatorType", None),
            expression=pop("expression", None),
            fork_tasks=read_list(lambda item: read_models(models.WorkflowTask, item), pop("forkTasks", None)),
            input_parameters=pop("inputParameters", None),
            items=pop("items", None),
            join_mode=read_enum(WorkflowTaskJoinMode, pop("joinMode", None)),
            join_on=pop("joinOn", None),
            join_status=pop("joinStatus", None),
            loop_condition=pop("loopCondition", None),
            loop_over=read_models(models.WorkflowTask, pop("loopOver", None)),
            metadata=pop("metadata", None),
            on_state_change=read_map(
                lambda value: read_models(models.StateChangeEvent, value), pop("onStateChange", None)
            ),
            optional=pop("optional", None),
            permissive=pop("permissive", None),
            rate_limited=pop("rateLimited", None),
            retry_count=pop("retryCount", None),
            script_expression=pop("scriptExpression", None),
            sink=pop("sink", None),
            start_delay=pop("startDelay", None),
            sub_workflow_param=read_model(models.SubWorkflowParams, pop("subWorkflowParam", None)),
            task_definition=read_model(models.TaskDef, pop("taskDefinition", None)),
            workflow_task_type=read_enum(WorkflowTaskWorkflowTaskType, pop("workflowTaskType", None)),
            additional_properties=rest,
        )
