# Generated from openapi/openapi.json by `make regen`; do not edit.
from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import Factory, define

from .. import models
from ..models.workflow_state import WorkflowState
from ..types import read_enum, read_model, read_models, read_moment, write_value

if TYPE_CHECKING:
    from ..models.task_model import TaskModel
    from ..models.workflow_def import WorkflowDef


@define(kw_only=True)
class WorkflowModel:
    """WorkflowModel as the server reads and writes it."""

    correlation_id: str | None = None
    create_time: int | None = None
    created_by: str | None = None
    end_time: int | None = None
    event: str | None = None
    external_input_payload_storage_path: str | None = None
    external_output_payload_storage_path: str | None = None
    failed_reference_task_names: list[str] | None = None
    failed_task_id: str | None = None
    failed_task_names: list[str] | None = None
    input: dict[str, Any] | None = None
    last_retried_time: int | None = None
    output: dict[str, Any] | None = None
    owner_app: str | None = None
    parent_workflow_id: str | None = None
    parent_workflow_task_id: str | None = None
    previous_status: WorkflowState | None = None
    priority: int | None = None
    re_run_from_workflow_id: str | None = None
    reason_for_incompletion: str | None = None
    status: WorkflowState | None = None
    task_to_domain: dict[str, str] | None = None
    tasks: list[TaskModel] | None = None
    updated_by: str | None = None
    updated_time: int | None = None
    variables: dict[str, Any] | None = None
    workflow_definition: WorkflowDef | None = None
    workflow_id: str | None = None
    workflow_name: str | None = None
    workflow_version: int | None = None
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
    def last_retried_at(self) -> datetime.datetime | None:
        """``last_retried_time`` as a datetime in UTC; None when it has not come yet."""
        return read_moment(self.last_retried_time)

    @property
    def updated_at(self) -> datetime.datetime | None:
        """``updated_time`` as a datetime in UTC; None when it has not come yet."""
        return read_moment(self.updated_time)

    def to_dict(self) -> dict[str, Any]:
        """Give the JSON object under the names of the wire; fields that are None are left out."""
        result: dict[str, Any] = dict(self.additional_properties)
        if self.correlation_id is not None:
            result["correlationId"] = self.correlation_id
        if self.create_time is not None:
            result["createTime"] = self.create_time
        if self.created_by is not None:
            result["createdBy"] = self.created_by
        if self.end_time is not None:
            result["endTime"] = self.end_time
        if self.event is not None:
            result["event"] = self.event
        if self.external_input_payload_storage_path is not None:
            result["externalInputPayloadStoragePath"] = self.external_input_payload_storage_path
        if self.external_output_payload_storage_path is not None:
            result["externalOutputPayloadStoragePath"] = self.external_output_payload_storage_path
        if self.failed_reference_task_names is not None:
            result["failedReferenceTaskNames"] = self.failed_reference_task_names
        if self.failed_task_id is not None:
            result["failedTaskId"] = self.failed_task_id
        if self.failed_task_names is not None:
            result["failedTaskNames"] = self.failed_task_names
        if self.input is not None:
            result["input"] = self.input
        if self.last_retried_time is not None:
            result["lastRetriedTime"] = self.last_retried_time
        if self.output is not None:
            result["output"] = self.output
        if self.owner_app is not None:
            result["ownerApp"] = self.owner_app
        if self.parent_workflow_id is not None:
            result["parentWorkflowId"] = self.parent_workflow_id
        if self.parent_workflow_task_id is not None:
            result["parentWorkflowTaskId"] = self.parent_workflow_task_id
        if self.previous_status is not None:
            result["previousStatus"] = write_value(self.previous_status)
        if self.priority is not None:
            result["priority"] = self.priority
        if self.re_run_from_workflow_id is not None:
            result["reRunFromWorkflowId"] = self.re_run_from_workflow_id
        if self.reason_for_incompletion is not None:
            result["reasonForIncompletion"] = self.reason_for_incompletion
        if self.status is not None:
            result["status"] = write_value(self.status)
        if self.task_to_domain is not None:
            result["taskToDomain"] = self.task_to_domain
        if self.tasks is not None:
            result["tasks"] = write_value(self.tasks)
        if self.updated_by is not None:
            result["updatedBy"] = self.updated_by
        if self.updated_time is not None:
            result["updatedTime"] = self.updated_time
        if self.variables is not None:
            result["variables"] = self.variables
        if self.workflow_definition is not None:
            result["workflowDefinition"] = write_value(self.workflow_definition)
        if self.workflow_id is not None:
            result["workflowId"] = self.workflow_id
        if self.workflow_name is not None:
            result["workflowName"] = self.workflow_name
        if self.workflow_version is not None:
            result["workflowVersion"] = self.workflow_version
        return result

    @classmethod
    def from_dict(cls, source: Mapping[str, Any]) -> Self:
        """Read a JSON object; nulls, unknown values and missing fields are taken as they come."""
        rest = dict(source)
        pop: Callable[..., Any] = rest.pop
        return cls(
            correlation_id=pop("correlationId", None),
            create_time=pop("createTime", None),
            created_by=pop("createdBy", None),
            end_time=pop("endTime", None),
            event=pop("event", None),
            external_input_payload_storage_path=pop("externalInputPayloadStoragePath", None),
            external_output_payload_storage_path=pop("externalOutputPayloadStoragePath", None),
            failed_reference_task_names=pop("failedReferenceTaskNames", None),
            failed_task_id=pop("failedTaskId", None),
            failed_task_names=pop("failedTaskNames", None),
            input=pop("input", None),
            last_retried_time=pop("lastRetriedTime", None),
            output=pop("output", None),
            owner_app=pop("ownerApp", None),
            parent_workflow_id=pop("parentWorkflowId", None),
            parent_workflow_task_id=pop("parentWorkflowTaskId", None),
            previous_status=read_enum(WorkflowState, pop("previousStatus", None)),
            priority=pop("priority", None),
            re_run_from_workflow_id=pop("reRunFromWorkflowId", None),
            reason_for_incompletion=pop("reasonForIncompletion", None),
            status=read_enum(WorkflowState, pop("status", None)),
            task_to_domain=pop("taskToDomain", None),
            tasks=read_models(models.TaskModel, pop("tasks", None)),
            updated_by=pop("updatedBy", None),
            updated_time=pop("updatedTime", None),
            variables=pop("variables", None),
            workflow_definition=read_model(models.WorkflowDef, pop("workflowDefinition", None)),
            workflow_id=pop("workflowId", None),
            workflow_name=pop("workflowName", None),
            workflow_version=pop("workflowVersion", None),
            additional_properties=rest,
        )
