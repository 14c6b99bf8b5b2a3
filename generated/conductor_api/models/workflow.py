# Generated from openapi/openapi.json by `make regen`; do not edit.
from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import Factory, define

from .. import models
from ..models.workflow_state import WorkflowState
from ..types import read_default, read_enum, read_model, read_models, read_moment, write_value

if TYPE_CHECKING:
    from ..models.aggregate_token_usage import AggregateTokenUsage
    from ..models.task import Task
    from ..models.workflow_def import WorkflowDef


@define(kw_only=True)
class Workflow:
    """Workflow as the server reads and writes it."""

    create_time: int
    end_time: int
    input: dict[str, Any]
    output: dict[str, Any]
    priority: int
    start_time: int
    status: WorkflowState
    task_to_domain: dict[str, str]
    tasks: list[Task]
    update_time: int
    variables: dict[str, Any]
    workflow_id: str
    workflow_name: str
    workflow_version: int
    aggregate_token_usage: AggregateTokenUsage | None = None
    correlation_id: str | None = None
    created_by: str | None = None
    event: str | None = None
    external_input_payload_storage_path: str | None = None
    external_output_payload_storage_path: str | None = None
    failed_reference_task_names: list[str] | None = None
    failed_task_names: list[str] | None = None
    history: list[Workflow] | None = None
    idempotency_key: str | None = None
    last_retried_time: int | None = None
    owner_app: str | None = None
    parent_workflow_id: str | None = None
    parent_workflow_task_id: str | None = None
    rate_limit_key: str | None = None
    rate_limited: bool | None = None
    re_run_from_workflow_id: str | None = None
    reason_for_incompletion: str | None = None
    updated_by: str | None = None
    workflow_definition: WorkflowDef | None = None
    additional_properties: dict[str, Any] = Factory(dict)
    """What the server sent beyond the fields above; written back as it is."""

    @property
    def created_at(self) -> datetime.datetime | None:
        """``create_time`` as a datetime in UTC; None when it has not come yet."""
        return read_moment(self.create_time)

    @property
    def ended_at(self) -> datetime.datetime | None:
        """``end_time`` as a datetime in UTC; None when it has not come yet."""
        return read_moment(self.end_time)

    @property
    def started_at(self) -> datetime.datetime | None:
        """``start_time`` as a datetime in UTC; None when it has not come yet."""
        return read_moment(self.start_time)

    @property
    def updated_at(self) -> datetime.datetime | None:
        """``update_time`` as a datetime in UTC; None when it has not come yet."""
        return read_moment(self.update_time)

    @property
    def last_retried_at(self) -> datetime.datetime | None:
        """``last_retried_time`` as a datetime in UTC; None when it has not come yet."""
        return read_moment(self.last_retried_time)

    def to_dict(self) -> dict[str, Any]:
        """Give the JSON object under the names of the wire; fields that are None are left out."""
        result: dict[str, Any] = dict(self.additional_properties)
        if self.create_time is not None:
            result["createTime"] = self.create_time
        if self.end_time is not None:
            result["endTime"] = self.end_time
        if self.input is not None:
            result["input"] = self.input
        if self.output is not None:
            result["output"] = self.output
        if self.priority is not None:
            result["priority"] = self.priority
        if self.start_time is not None:
            result["startTime"] = self.start_time
        if self.status is not None:
            result["status"] = write_value(self.status)
        if self.task_to_domain is not None:
            result["taskToDomain"] = self.task_to_domain
        if self.tasks is not None:
            result["tasks"] = write_value(self.tasks)
        if self.update_time is not None:
            result["updateTime"] = self.update_time
        if self.variables is not None:
            result["variables"] = self.variables
        if self.workflow_id is not None:
            result["workflowId"] = self.workflow_id
        if self.workflow_name is not None:
            result["workflowName"] = self.workflow_name
        if self.workflow_version is not None:
            result["workflowVersion"] = self.workflow_version
        if self.aggregate_token_usage is not None:
            result["aggregateTokenUsage"] = write_value(self.aggregate_token_usage)
        if self.correlation_id is not None:
            result["correlationId"] = self.correlation_id
        if self.created_by is not None:
            result["createdBy"] = self.created_by
        if self.event is not None:
            result["event"] = self.event
        if self.external_input_payload_storage_path is not None:
            result["externalInputPayloadStoragePath"] = self.external_input_payload_storage_path
        if self.external_output_payload_storage_path is not None:
            result["externalOutputPayloadStoragePath"] = self.external_output_payload_storage_path
        if self.failed_reference_task_names is not None:
            result["failedReferenceTaskNames"] = self.failed_reference_task_names
        if self.failed_task_names is not None:
            result["failedTaskNames"] = self.failed_task_names
        if self.history is not None:
            result["history"] = write_value(self.history)
        if self.idempotency_key is not None:
            result["idempotencyKey"] = self.idempotency_key
        if self.last_retried_time is not None:
            result["lastRetriedTime"] = self.last_retried_time
        if self.owner_app is not None:
            result["ownerApp"] = self.owner_app
        if self.parent_workflow_id is not None:
            result["parentWorkflowId"] = self.parent_workflow_id
        if self.parent_workflow_task_id is not None:
            result["parentWorkflowTaskId"] = self.parent_workflow_task_id
        if self.rate_limit_key is not None:
            result["rateLimitKey"] = self.rate_limit_key
        if self.rate_limited is not None:
            result["rateLimited"] = self.rate_limited
        if self.re_run_from_workflow_id is not None:
            result["reRunFromWorkflowId"] = self.re_run_from_workflow_id
        if self.reason_for_incompletion is not None:
            result["reasonForIncompletion"] = self.reason_for_incompletion
        if self.updated_by is not None:
            result["updatedBy"] = self.updated_by
        if self.workflow_definition is not None:
            result["workflowDefinition"] = write_value(self.workflow_definition)
        return result

    @classmethod
    def from_dict(cls, source: Mapping[str, Any]) -> Self:
        """Read a JSON object; nulls, unknown values and missing fields are taken as they come."""
        rest = dict(source)
        pop: Callable[..., Any] = rest.pop
        return cls(
            create_time=pop("createTime", None),
            end_time=pop("endTime", None),
            input=read_default({}, pop("input", None)),
            output=read_default({}, pop("output", None)),
            priority=pop("priority", None),
            start_time=pop("startTime", None),
            status=read_enum(WorkflowState, pop("status", None)),
            task_to_domain=read_default({}, pop("taskToDomain", None)),
            tasks=read_default([], read_models(models.Task, pop("tasks", None))),
            update_time=pop("updateTime", None),
            variables=read_default({}, pop("variables", None)),
            workflow_id=pop("workflowId", None),
            workflow_name=pop("workflowName", None),
            workflow_version=pop("workflowVersion", None),
            aggregate_token_usage=read_model(models.AggregateTokenUsage, pop("aggregateTokenUsage", None)),
            correlation_id=pop("correlationId", None),
            created_by=pop("createdBy", None),
            event=pop("event", None),
            external_input_payload_storage_path=pop("externalInputPayloadStoragePath", None),
            external_output_payload_storage_path=pop("externalOutputPayloadStoragePath", None),
            failed_reference_task_names=pop("failedReferenceTaskNames", None),
            failed_task_names=pop("failedTaskNames", None),
            history=read_models(models.Workflow, pop("history", None)),
            idempotency_key=pop("idempotencyKey", None),
            last_retried_time=pop("lastRetriedTime", None),
            owner_app=pop("ownerApp", None),
            parent_workflow_id=pop("parentWorkflowId", None),
            parent_workflow_task_id=pop("parentWorkflowTaskId", None),
            rate_limit_key=pop("rateLimitKey", None),
            rate_limited=pop("rateLimited", None),
            re_run_from_workflow_id=pop("reRunFromWorkflowId", None),
            reason_for_incompletion=pop("reasonForIncompletion", None),
            updated_by=pop("updatedBy", None),
            workflow_definition=read_model(models.WorkflowDef, pop("workflowDefinition", None)),
            additional_properties=rest,
        )
