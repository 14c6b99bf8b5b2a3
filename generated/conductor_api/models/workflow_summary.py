# Generated from openapi/openapi.json by `make regen`; do not edit.
from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Self

from attrs import Factory, define

from ..models.workflow_state import WorkflowState
from ..types import read_enum, write_value


@define(kw_only=True)
class WorkflowSummary:
    """WorkflowSummary as the server reads and writes it."""

    execution_time: int
    input: str
    output: str
    priority: int
    start_time: str
    status: WorkflowState
    update_time: str
    version: int
    workflow_id: str
    workflow_type: str
    classifier: str | None = None
    correlation_id: str | None = None
    created_by: str | None = None
    end_time: str | None = None
    event: str | None = None
    external_input_payload_storage_path: str | None = None
    external_output_payload_storage_path: str | None = None
    failed_reference_task_names: str | None = None
    failed_task_names: list[str] | None = None
    idempotency_key: str | None = None
    input_size: int | None = None
    output_size: int | None = None
    parent_workflow_id: str | None = None
    reason_for_incompletion: str | None = None
    task_to_domain: dict[str, str] | None = None
    additional_properties: dict[str, Any] = Factory(dict)
    """What the server sent beyond the fields above; written back as it is."""

    def to_dict(self) -> dict[str, Any]:
        """Give the JSON object under the names of the wire; fields that are None are left out."""
        result: dict[str, Any] = dict(self.additional_properties)
        if self.execution_time is not None:
            result["executionTime"] = self.execution_time
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
        if self.update_time is not None:
            result["updateTime"] = self.update_time
        if self.version is not None:
            result["version"] = self.version
        if self.workflow_id is not None:
            result["workflowId"] = self.workflow_id
        if self.workflow_type is not None:
            result["workflowType"] = self.workflow_type
        if self.classifier is not None:
            result["classifier"] = self.classifier
        if self.correlation_id is not None:
            result["correlationId"] = self.correlation_id
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
        if self.failed_task_names is not None:
            result["failedTaskNames"] = self.failed_task_names
        if self.idempotency_key is not None:
            result["idempotencyKey"] = self.idempotency_key
        if self.input_size is not None:
            result["inputSize"] = self.input_size
        if self.output_size is not None:
            result["outputSize"] = self.output_size
        if self.parent_workflow_id is not None:
            result["parentWorkflowId"] = self.parent_workflow_id
        if self.reason_for_incompletion is not None:
            result["reasonForIncompletion"] = self.reason_for_incompletion
        if self.task_to_domain is not None:
            result["taskToDomain"] = self.task_to_domain
        return result

    @classmethod
    def from_dict(cls, source: Mapping[str, Any]) -> Self:
        """Read a JSON object; nulls, unknown values and missing fields are taken as they come."""
        rest = dict(source)
        pop: Callable[..., Any] = rest.pop
        return cls(
            execution_time=pop("executionTime", None),
            input=pop("input", None),
            output=pop("output", None),
            priority=pop("priority", None),
            start_time=pop("startTime", None),
            status=read_enum(WorkflowState, pop("status", None)),
            update_time=pop("updateTime", None),
            version=pop("version", None),
            workflow_id=pop("workflowId", None),
            workflow_type=pop("workflowType", None),
            classifier=pop("classifier", None),
            correlation_id=pop("correlationId", None),
            created_by=pop("createdBy", None),
            end_time=pop("endTime", None),
            event=pop("event", None),
            external_input_payload_storage_path=pop("externalInputPayloadStoragePath", None),
            external_output_payload_storage_path=pop("externalOutputPayloadStoragePath", None),
            failed_reference_task_names=pop("failedReferenceTaskNames", None),
            failed_task_names=pop("failedTaskNames", None),
            idempotency_key=pop("idempotencyKey", None),
            input_size=pop("inputSize", None),
            output_size=pop("outputSize", None),
            parent_workflow_id=pop("parentWorkflowId", None),
            reason_for_incompletion=pop("reasonForIncompletion", None),
            task_to_domain=pop("taskToDomain", None),
            additional_properties=rest,
        )
