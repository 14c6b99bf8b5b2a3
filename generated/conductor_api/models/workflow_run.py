# Generated from openapi/openapi.json by `make regen`; do not edit.
from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import Factory, define

from .. import models
from ..models.return_strategy import ReturnStrategy
from ..models.workflow_state import WorkflowState
from ..types import read_default, read_enum, read_models, read_moment, write_value

if TYPE_CHECKING:
    from ..models.task import Task


@define(kw_only=True)
class WorkflowRun:
    """WorkflowRun as the server reads and writes it."""

    create_time: int
    input: dict[str, Any]
    output: dict[str, Any]
    status: WorkflowState
    tasks: list[Task]
    update_time: int
    variables: dict[str, Any]
    workflow_id: str
    correlation_id: str | None = None
    created_by: str | None = None
    priority: int | None = None
    request_id: str | None = None
    response_type: ReturnStrategy | None = None
    target_workflow_id: str | None = None
    target_workflow_status: str | None = None
    additional_properties: dict[str, Any] = Factory(dict)
    """What the server sent beyond the fields above; written back as it is."""

    @property
    def created_at(self) -> datetime.datetime | None:
        """``create_time`` as a datetime in UTC; None when it has not come yet."""
        return read_moment(self.create_time)

    @property
    def updated_at(self) -> datetime.datetime | None:
        """``update_time`` as a datetime in UTC; None when it has not come yet."""
        return read_moment(self.update_time)

    def to_dict(self) -> dict[str, Any]:
        """Give the JSON object under the names of the wire; fields that are None are left out."""
        result: dict[str, Any] = dict(self.additional_properties)
        if self.create_time is not None:
            result["createTime"] = self.create_time
        if self.input is not None:
            result["input"] = self.input
        if self.output is not None:
            result["output"] = self.output
        if self.status is not None:
            result["status"] = write_value(self.status)
        if self.tasks is not None:
            result["tasks"] = write_value(self.tasks)
        if self.update_time is not None:
            result["updateTime"] = self.update_time
        if self.variables is not None:
            result["variables"] = self.variables
        if self.workflow_id is not None:
            result["workflowId"] = self.workflow_id
        if self.correlation_id is not None:
            result["correlationId"] = self.correlation_id
        if self.created_by is not None:
            result["createdBy"] = self.created_by
        if self.priority is not None:
            result["priority"] = self.priority
        if self.request_id is not None:
            result["requestId"] = self.request_id
        if self.response_type is not None:
            result["responseType"] = write_value(self.response_type)
        if self.target_workflow_id is not None:
            result["targetWorkflowId"] = self.target_workflow_id
        if self.target_workflow_status is not None:
            result["targetWorkflowStatus"] = self.target_workflow_status
        return result

    @classmethod
    def from_dict(cls, source: Mapping[str, Any]) -> Self:
        """Read a JSON object; nulls, unknown values and missing fields are taken as they come."""
        rest = dict(source)
        pop: Callable[..., Any] = rest.pop
        return cls(
            create_time=pop("createTime", None),
            input=read_default({}, pop("input", None)),
            output=read_default({}, pop("output", None)),
            status=read_enum(WorkflowState, pop("status", None)),
            tasks=read_default([], read_models(models.Task, pop("tasks", None))),
            update_time=pop("updateTime", None),
            variables=read_default({}, pop("variables", None)),
            workflow_id=pop("workflowId", None),
            correlation_id=pop("correlationId", None),
            created_by=pop("createdBy", None),
            priority=pop("priority", None),
            request_id=pop("requestId", None),
            response_type=read_enum(ReturnStrategy, pop("responseType", None)),
            target_workflow_id=pop("targetWorkflowId", None),
            target_workflow_status=pop("targetWorkflowStatus", None),
            additional_properties=rest,
        )
