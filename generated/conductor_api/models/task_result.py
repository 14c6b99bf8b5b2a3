# Generated from openapi/openapi.json by `make regen`; do not edit.
from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import Factory, define

from .. import models
from ..models.task_result_status import TaskResultStatus
from ..types import read_enum, read_model, read_models, write_value

if TYPE_CHECKING:
    from ..models.execution_metadata import ExecutionMetadata
    from ..models.task_exec_log import TaskExecLog


@define(kw_only=True)
class TaskResult:
    """TaskResult as the server reads and writes it."""

    task_id: str
    workflow_instance_id: str
    callback_after_seconds: int | None = None
    execution_metadata: ExecutionMetadata | None = None
    extend_lease: bool | None = None
    external_output_payload_storage_path: str | None = None
    logs: list[TaskExecLog] | None = None
    or_create_execution_metadata: ExecutionMetadata | None = None
    output_data: dict[str, Any] | None = None
    reason_for_incompletion: str | None = None
    status: TaskResultStatus | None = None
    sub_workflow_id: str | None = None
    supports_cancellation: bool | None = None
    worker_id: str | None = None
    additional_properties: dict[str, Any] = Factory(dict)
    """What the server sent beyond the fields above; written back as it is."""

    def to_dict(self) -> dict[str, Any]:
        """Give the JSON object under the names of the wire; fields that are None are left out."""
        result: dict[str, Any] = dict(self.additional_properties)
        if self.task_id is not None:
            result["taskId"] = self.task_id
        if self.workflow_instance_id is not None:
            result["workflowInstanceId"] = self.workflow_instance_id
        if self.callback_after_seconds is not None:
            result["callbackAfterSeconds"] = self.callback_after_seconds
        if self.execution_metadata is not None:
            result["executionMetadata"] = write_value(self.execution_metadata)
        if self.extend_lease is not None:
            result["extendLease"] = self.extend_lease
        if self.external_output_payload_storage_path is not None:
            result["externalOutputPayloadStoragePath"] = self.external_output_payload_storage_path
        if self.logs is not None:
            result["logs"] = write_value(self.logs)
        if self.or_create_execution_metadata is not None:
            result["orCreateExecutionMetadata"] = write_value(self.or_create_execution_metadata)
        if self.output_data is not None:
            result["outputData"] = self.output_data
        if self.reason_for_incompletion is not None:
            result["reasonForIncompletion"] = self.reason_for_incompletion
        if self.status is not None:
            result["status"] = write_value(self.status)
        if self.sub_workflow_id is not None:
            result["subWorkflowId"] = self.sub_workflow_id
        if self.supports_cancellation is not None:
            result["supportsCancellation"] = self.supports_cancellation
        if self.worker_id is not None:
            result["workerId"] = self.worker_id
        return result

    @classmethod
    def from_dict(cls, source: Mapping[str, Any]) -> Self:
        """Read a JSON object; nulls, unknown values and missing fields are taken as they come."""
        rest = dict(source)
        pop: Callable[..., Any] = rest.pop
        return cls(
            task_id=pop("taskId", None),
            workflow_instance_id=pop("workflowInstanceId", None),
            callback_after_seconds=pop("callbackAfterSeconds", None),
            execution_metadata=read_model(models.ExecutionMetadata, pop("executionMetadata", None)),
            extend_lease=pop("extendLease", None),
            external_output_payload_storage_path=pop("externalOutputPayloadStoragePath", None),
            logs=read_models(models.TaskExecLog, pop("logs", None)),
            or_create_execution_metadata=read_model(models.ExecutionMetadata, pop("orCreateExecutionMetadata", None)),
            output_data=pop("outputData", None),
            reason_for_incompletion=pop("reasonForIncompletion", None),
            status=read_enum(TaskResultStatus, pop("status", None)),
            sub_workflow_id=pop("subWorkflowId", None),
            supports_cancellation=pop("supportsCancellation", None),
            worker_id=pop("workerId", None),
            additional_properties=rest,
        )
