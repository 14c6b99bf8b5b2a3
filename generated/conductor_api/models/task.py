# Generated from openapi/openapi.json by `make regen`; do not edit.
from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import Factory, define, field

from .. import models
from ..models.task_state import TaskState
from ..types import read_default, read_enum, read_model, read_moment, write_value

if TYPE_CHECKING:
    from ..models.execution_metadata import ExecutionMetadata
    from ..models.task_def import TaskDef
    from ..models.workflow_task import WorkflowTask


@define(kw_only=True)
class Task:
    """Task as the server reads and writes it."""

    callback_after_seconds: int
    callback_from_worker: bool
    end_time: int
    executed: bool
    input_data: dict[str, Any]
    iteration: int
    output_data: dict[str, Any]
    poll_count: int
    queue_wait_time: int
    reference_task_name: str
    response_timeout_seconds: int
    retried: bool
    retry_count: int
    scheduled_time: int
    seq: int
    start_delay_in_seconds: int
    start_time: int
    status: TaskState
    task_def_name: str
    task_id: str
    task_type: str
    update_time: int
    workflow_instance_id: str
    workflow_priority: int
    correlation_id: str | None = None
    domain: str | None = None
    execution_metadata: ExecutionMetadata | None = None
    execution_name_space: str | None = None
    external_input_payload_storage_path: str | None = None
    external_output_payload_storage_path: str | None = None
    first_start_time: int | None = None
    isolation_group_id: str | None = None
    loop_over_task: bool | None = None
    parent_task_id: str | None = None
    rate_limit_frequency_in_seconds: int | None = None
    rate_limit_per_frequency: int | None = None
    reason_for_incompletion: str | None = None
    retried_task_id: str | None = None
    runtime_metadata: dict[str, str] | None = field(default=None, repr=False)
    sub_workflow_id: str | None = None
    subworkflow_changed: bool | None = None
    task_definition: TaskDef | None = None
    worker_id: str | None = None
    workflow_task: WorkflowTask | None = None
    workflow_type: str | None = None
    additional_properties: dict[str, Any] = Factory(dict)
    """What the server sent beyond the fields above; written back as it is."""

    @property
    def ended_at(self) -> datetime.datetime | None:
        """``end_time`` as a datetime in UTC; None when it has not come yet."""
        return read_moment(self.end_time)

    @property
    def scheduled_at(self) -> datetime.datetime | None:
        """``scheduled_time`` as a datetime in UTC; None when it has not come yet."""
        return read_moment(self.scheduled_time)

    @property
    def started_at(self) -> datetime.datetime | None:
        """``start_time`` as a datetime in UTC; None when it has not come yet."""
        return read_moment(self.start_time)

    @property
    def updated_at(self) -> datetime.datetime | None:
        """``update_time`` as a datetime in UTC; None when it has not come yet."""
        return read_moment(self.update_time)

    @property
    def first_started_at(self) -> datetime.datetime | None:
        """``first_start_time`` as a datetime in UTC; None when it has not come yet."""
        return read_moment(self.first_start_time)

    def to_dict(self) -> dict[str, Any]:
        """Give the JSON object under the names of the wire; fields that are None are left out."""
        result: dict[str, Any] = dict(self.additional_properties)
        if self.callback_after_seconds is not None:
            result["callbackAfterSeconds"] = self.callback_after_seconds
        if self.callback_from_worker is not None:
            result["callbackFromWorker"] = self.callback_from_worker
        if self.end_time is not None:
            result["endTime"] = self.end_time
        if self.executed is not None:
            result["executed"] = self.executed
        if self.input_data is not None:
            result["inputData"] = self.input_data
        if self.iteration is not None:
            result["iteration"] = self.iteration
        if self.output_data is not None:
            result["outputData"] = self.output_data
        if self.poll_count is not None:
            result["pollCount"] = self.poll_count
        if self.queue_wait_time is not None:
            result["queueWaitTime"] = self.queue_wait_time
        if self.reference_task_name is not None:
            result["referenceTaskName"] = self.reference_task_name
        if self.response_timeout_seconds is not None:
            result["responseTimeoutSeconds"] = self.response_timeout_seconds
        if self.retried is not None:
            result["retried"] = self.retried
        if self.retry_count is not None:
            result["retryCount"] = self.retry_count
        if self.scheduled_time is not None:
            result["scheduledTime"] = self.scheduled_time
        if self.seq is not None:
            result["seq"] = self.seq
        if self.start_delay_in_seconds is not None:
            result["startDelayInSeconds"] = self.start_delay_in_seconds
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
        if self.workflow_instance_id is not None:
            result["workflowInstanceId"] = self.workflow_instance_id
        if self.workflow_priority is not None:
            result["workflowPriority"] = self.workflow_priority
        if self.correlation_id is not None:
            result["correlationId"] = self.correlation_id
        if self.domain is not None:
            result["domain"] = self.domain
        if self.execution_metadata is not None:
            result["executionMetadata"] = write_value(self.execution_metadata)
        if self.execution_name_space is not None:
            result["executionNameSpace"] = self.execution_name_space
        if self.external_input_payload_storage_path is not None:
            result["externalInputPayloadStoragePath"] = self.external_input_payload_storage_path
        if self.external_output_payload_storage_path is not None:
            result["externalOutputPayloadStoragePath"] = self.external_output_payload_storage_path
        if self.first_start_time is not None:
            result["firstStartTime"] = self.first_start_time
        if self.isolation_group_id is not None:
            result["isolationGroupId"] = self.isolation_group_id
        if self.loop_over_task is not None:
            result["loopOverTask"] = self.loop_over_task
        if self.parent_task_id is not None:
            result["parentTaskId"] = self.parent_task_id
        if self.rate_limit_frequency_in_seconds is not None:
            result["rateLimitFrequencyInSeconds"] = self.rate_limit_frequency_in_seconds
        if self.rate_limit_per_frequency is not None:
            result["rateLimitPerFrequency"] = self.rate_limit_per_frequency
        if self.reason_for_incompletion is not None:
            result["reasonForIncompletion"] = self.reason_for_incompletion
        if self.retried_task_id is not None:
            result["retriedTaskId"] = self.retried_task_id
        if self.runtime_metadata is not None:
            result["runtimeMetadata"] = self.runtime_metadata
        if self.sub_workflow_id is not None:
            result["subWorkflowId"] = self.sub_workflow_id
        if self.subworkflow_changed is not None:
            result["subworkflowChanged"] = self.subworkflow_changed
        if self.task_definition is not None:
            result["taskDefinition"] = write_value(self.task_definition)
        if self.worker_id is not None:
            result["workerId"] = self.worker_id
        if self.workflow_task is not None:
            result["workflowTask"] = write_value(self.workflow_task)
        if self.workflow_type is not None:
            result["workflowType"] = self.workflow_type
        return result

    @classmethod
    def from_dict(cls, source: Mapping[str, Any]) -> Self:
        """Read a JSON object; nulls, unknown values and missing fields are taken as they come."""
        rest = dict(source)
        pop: Callable[..., Any] = rest.pop
        return cls(
            callback_after_seconds=pop("callbackAfterSeconds", None),
            callback_from_worker=pop("callbackFromWorker", None),
            end_time=pop("endTime", None),
            executed=pop("executed", None),
            input_data=read_default({}, pop("inputData", None)),
            iteration=pop("iteration", None),
            output_data=read_default({}, pop("outputData", None)),
            poll_count=pop("pollCount", None),
            queue_wait_time=pop("queueWaitTime", None),
            reference_task_name=pop("referenceTaskName", None),
            response_timeout_seconds=pop("responseTimeoutSeconds", None),
            retried=pop("retried", None),
            retry_count=pop("retryCount", None),
            scheduled_time=pop("scheduledTime", None),
            seq=pop("seq", None),
            start_delay_in_seconds=pop("startDelayInSeconds", None),
            start_time=pop("startTime", None),
            status=read_enum(TaskState, pop("status", None)),
            task_def_name=pop("taskDefName", None),
            task_id=pop("taskId", None),
            task_type=pop("taskType", None),
            update_time=pop("updateTime", None),
            workflow_instance_id=pop("workflowInstanceId", None),
            workflow_priority=pop("workflowPriority", None),
            correlation_id=pop("correlationId", None),
            domain=pop("domain", None),
            execution_metadata=read_model(models.ExecutionMetadata, pop("executionMetadata", None)),
            execution_name_space=pop("executionNameSpace", None),
            external_input_payload_storage_path=pop("externalInputPayloadStoragePath", None),
            external_output_payload_storage_path=pop("externalOutputPayloadStoragePath", None),
            first_start_time=pop("firstStartTime", None),
            isolation_group_id=pop("isolationGroupId", None),
            loop_over_task=pop("loopOverTask", None),
            parent_task_id=pop("parentTaskId", None),
            rate_limit_frequency_in_seconds=pop("rateLimitFrequencyInSeconds", None),
            rate_limit_per_frequency=pop("rateLimitPerFrequency", None),
            reason_for_incompletion=pop("reasonForIncompletion", None),
            retried_task_id=pop("retriedTaskId", None),
            runtime_metadata=pop("runtimeMetadata", None),
            sub_workflow_id=pop("subWorkflowId", None),
            subworkflow_changed=pop("subworkflowChanged", None),
            task_definition=read_model(models.TaskDef, pop("taskDefinition", None)),
            worker_id=pop("workerId", None),
            workflow_task=read_model(models.WorkflowTask, pop("workflowTask", None)),
            workflow_type=pop("workflowType", None),
            additional_properties=rest,
        )
