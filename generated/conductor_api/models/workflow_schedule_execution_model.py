# Generated from openapi/openapi.json by `make regen`; do not edit.
from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import Factory, define

from .. import models
from ..models.schedule_execution_state import ScheduleExecutionState
from ..types import read_enum, read_model, read_moment, write_value

if TYPE_CHECKING:
    from ..models.start_workflow_request import StartWorkflowRequest


@define(kw_only=True)
class WorkflowScheduleExecutionModel:
    """WorkflowScheduleExecutionModel as the server reads and writes it."""

    execution_id: str | None = None
    execution_time: int | None = None
    org_id: str | None = None
    queue_msg_id: str | None = None
    reason: str | None = None
    schedule_name: str | None = None
    scheduled_time: int | None = None
    stack_trace: str | None = None
    start_workflow_request: StartWorkflowRequest | None = None
    state: ScheduleExecutionState | None = None
    workflow_id: str | None = None
    workflow_name: str | None = None
    zone_id: str | None = None
    additional_properties: dict[str, Any] = Factory(dict)
    """What the server sent beyond the fields above; written back as it is."""

    @property
    def scheduled_at(self) -> datetime.datetime | None:
        """``scheduled_time`` as a datetime in UTC; None when it has not come yet."""
        return read_moment(self.scheduled_time)

    def to_dict(self) -> dict[str, Any]:
        """Give the JSON object under the names of the wire; fields that are None are left out."""
        result: dict[str, Any] = dict(self.additional_properties)
        if self.execution_id is not None:
            result["executionId"] = self.execution_id
        if self.execution_time is not None:
            result["executionTime"] = self.execution_time
        if self.org_id is not None:
            result["orgId"] = self.org_id
        if self.queue_msg_id is not None:
            result["queueMsgId"] = self.queue_msg_id
        if self.reason is not None:
            result["reason"] = self.reason
        if self.schedule_name is not None:
            result["scheduleName"] = self.schedule_name
        if self.scheduled_time is not None:
            result["scheduledTime"] = self.scheduled_time
        if self.stack_trace is not None:
            result["stackTrace"] = self.stack_trace
        if self.start_workflow_request is not None:
            result["startWorkflowRequest"] = write_value(self.start_workflow_request)
        if self.state is not None:
            result["state"] = write_value(self.state)
        if self.workflow_id is not None:
            result["workflowId"] = self.workflow_id
        if self.workflow_name is not None:
            result["workflowName"] = self.workflow_name
        if self.zone_id is not None:
            result["zoneId"] = self.zone_id
        return result

    @classmethod
    def from_dict(cls, source: Mapping[str, Any]) -> Self:
        """Read a JSON object; nulls, unknown values and missing fields are taken as they come."""
        rest = dict(source)
        pop: Callable[..., Any] = rest.pop
        return cls(
            execution_id=pop("executionId", None),
            execution_time=pop("executionTime", None),
            org_id=pop("orgId", None),
            queue_msg_id=pop("queueMsgId", None),
            reason=pop("reason", None),
            schedule_name=pop("scheduleName", None),
            scheduled_time=pop("scheduledTime", None),
            stack_trace=pop("stackTrace", None),
            start_workflow_request=read_model(models.StartWorkflowRequest, pop("startWorkflowRequest", None)),
            state=read_enum(ScheduleExecutionState, pop("state", None)),
            workflow_id=pop("workflowId", None),
            workflow_name=pop("workflowName", None),
            zone_id=pop("zoneId", None),
            additional_properties=rest,
        )
