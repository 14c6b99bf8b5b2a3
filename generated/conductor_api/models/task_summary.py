# Generated from openapi/openapi.json by `make regen`; do not edit.
from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Self

from attrs import Factory, define

from ..models.task_state import TaskState
from ..types import read_enum, write_value


@define(kw_only=True)
class TaskSummary:
    """TaskSummary as the server reads and writes it."""

    end_time: str
    execution_time: int
    input: str
    output: str
    queue_wait_time: int
    scheduled_time: str
    start_time: str
    status: TaskState
    task_def_name: str
    task_id: str
    task_type: str
    update_time: str
    workflow_id: str
    workflow_type: str
    correlation_id: str | None = None
    domain: str | None = None
    external_input_payload_storage_path: str | None = None
    external_output_payload_storage_path: str | None = None
    reason_for_incompletion: str | None = None
    task_reference_name: str | None = None
    workflow_priority: int | None = None
    additional_properties: dict[str, Any] = Factory(dict)
    """What the server sent beyond the fields above; written back as it is."""

    def to_dict(self) -> dict[str, Any]:
        """Give the JSON object under the names of the wire; fields that are None are left out."""
        result: dict[str, Any] = dict(self.additional_properties)
        if self.end_time is not None:
            result["endTime"] = self.end_time
        if self.execution_time is not None:
            result["executionTime"] = self.execution_time
        if self.input is not None:
            result["input"] = self.input
        if self.output is not None:
            result["output"] = self.output
        if self.queue_wait_time is not None:
            result["queueWaitTime"] = self.queue_wait_time
        if self.scheduled_time is not None:
            result["scheduledTime"] = self.scheduled_time
        if self.start_time is not None:
            result["startTime"] = self.start_time
        if self.status is not None:
            result["status"] = write_value(self.status)
        if self.task_def_name is not None:
            result["taskDefName"] = self.task_def_name
        if self.task_id is not None:
            result["taskId"] = self.task_id
        if self.task_type is not None:
            result["taskType"] = self.task_type
        if self.update_time is not None:
            result["updateTime"] = self.update_time
        if self.workflow_id is not None:
            result["workflowId"] = self.workflow_id
        if self.workflow_type is not None:
            result["workflowType"] = self.workflow_type
        if self.correlation_id is not None:
            result["correlationId"] = self.correlation_id
        if self.domain is not None:
            result["domain"] = self.domain
        if self.external_input_payload_storage_path is not None:
            result["externalInputPayloadStoragePath"] = self.external_input_payload_storage_path
        if self.external_output_payload_storage_path is not None:
            result["externalOutputPayloadStoragePath"] = self.external_output_payload_storage_path
        if self.reason_for_incompletion is not None:
            result["reasonForIncompletion"] = self.reason_for_incompletion
        if self.task_reference_name is not None:
            result["taskReferenceName"] = self.task_reference_name
        if self.workflow_priority is not None:
            result["workflowPriority"] = self.workflow_priority
        return result

    @classmethod
    def from_dict(cls, source: Mapping[str, Any]) -> Self:
        """Read a JSON object; nulls, unknown values and missing fields are taken as they come."""
        rest = dict(source)
        pop: Callable[..., Any] = rest.pop
        return cls(
            end_time=pop("endTime", None),
            execution_time=pop("executionTime", None),
            input=pop("input", None),
            output=pop("output", None),
            queue_wait_time=pop("queueWaitTime", None),
            scheduled_time=pop("scheduledTime", None),
            start_time=pop("startTime", None),
            status=read_enum(TaskState, pop("status", None)),
            task_def_name=pop("taskDefName", None),
            task_id=pop("taskId", None),
            task_type=pop("taskType", None),
            update_time=pop("updateTime", None),
            workflow_id=pop("workflowId", None),
            workflow_type=pop("workflowType", None),
            correlation_id=pop("correlationId", None),
            domain=pop("domain", None),
            external_input_payload_storage_path=pop("externalInputPayloadStoragePath", None),
            external_output_payload_storage_path=pop("externalOutputPayloadStoragePath", None),
            reason_for_incompletion=pop("reasonForIncompletion", None),
            task_reference_name=pop("taskReferenceName", None),
            workflow_priority=pop("workflowPriority", None),
            additional_properties=rest,
        )
