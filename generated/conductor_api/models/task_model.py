# Generated from openapi/openapi.json by `make regen`; do not edit.
from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import Factory, define

from .. import models
from ..models.task_state import TaskState
from ..types import read_enum, read_map, read_model, read_models, read_moment, write_value

if TYPE_CHECKING:
    from ..models.state_change_event import StateChangeEvent
    from ..models.task_def import TaskDef
    from ..models.workflow_notifications import WorkflowNotifications
    from ..models.workflow_task import WorkflowTask


@define(kw_only=True)
class TaskModel:
    """TaskModel as the server reads and writes it."""

    async_complete: bool | None = None
    cached_output: bool | None = None
    callback_after_ms: int | None = None
    callback_after_seconds: int | None = None
    callback_from_worker: bool | None = None
    correlation_id: str | None = None
    domain: str | None = None
    end_time: int | None = None
    executed: bool | None = None
    execution_name_space: str | None = None
    external_input_payload_storage_path: str | None = None
    external_output_payload_storage_path: str | None = None
    first_scheduled_time: int | None = None
    idempotent: bool | None = None
    idempotent_execution: bool | None = None
    input_data: dict[str, Any] | None = None
    isolation_group_id: str | None = None
    iteration: int | None = None
    loop_over_task: bool | None = None
    loop_task_id: str | None = None
    non_workflow_event_task: bool | None = None
    notifications: dict[str, WorkflowNotifications] | None = None
    on_state_change: dict[str, list[StateChangeEvent]] | None = None
    output_data: dict[str, Any] | None = None
    parent_task_id: str | None = None
    parent_task_reference_name: str | None = None
    poll_count: int | None = None
    queue_wait_time: int | None = None
    rate_limit_frequency_in_seconds: int | None = None
    rate_limit_per_frequency: int | None = None
    reason_for_incompletion: str | None = None
    reference_task_name: str | None = None
    response_timeout_seconds: int | None = None
    retried: bool | None = None
    retried_task_id: str | None = None
    retry_count: int | None = None
    scheduled_time: int | None = None
    seq: int | None = None
    start_delay_in_seconds: int | None = None
    start_time: int | None = None
    status: TaskState | None = None
    sub_workflow_id: str | None = None
    subworkflow_changed: bool | None = None
    task_def_name: str | None = None
    task_definition: TaskDef | None = None
    task_id: str | None = None
    task_type: str | None = None
    update_time: int | None = None
    wait_timeout: int | None = None
    worker_id: str | None = None
    workflow_instance_id: str | None = None
    workflow_priority: int | None = None
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

    def to_dict(self) -> dict[str, Any]:
        """Give the JSON object under the names of the wire; fields that are None are left out."""
        result: dict[str, Any] = dict(self.additional_properties)
        if self.async_complete is not None:
            result["asyncComplete"] = self.async_complete
        if self.cached_output is not None:
            result["cachedOutput"] = self.cached_output
        if self.callback_after_ms is not None:
            result["callbackAfterMs"] = self.callback_after_ms
        if self.callback_after_seconds is not None:
            result["callbackAfterSeconds"] = self.callback_after_seconds
        if self.callback_from_worker is not None:
            result["callbackFromWorker"] = self.callback_from_worker
        if self.correlation_id is not None:
            result["correlationId"] = self.correlation_id
        if self.domain is not None:
            result["domain"] = self.domain
        if self.end_time is not None:
            result["endTime"] = self.end_time
        if self.executed is not None:
            result["executed"] = self.executed
        if self.execution_name_space is not None:
            result["executionNameSpace"] = self.execution_name_space
        if self.external_input_payload_storage_path is not None:
            result["externalInputPayloadStoragePath"] = self.external_input_payload_storage_path
        if self.external_output_payload_storage_path is not None:
            result["externalOutputPayloadStoragePath"] = self.external_output_payload_storage_path
        if self.first_scheduled_time is not None:
            result["firstScheduledTime"] = self.first_scheduled_time
        if self.idempotent is not None:
            result["idempotent"] = self.idempotent
        if self.idempotent_execution is not None:
            result["idempotentExecution"] = self.idempotent_execution
        if self.input_data is not None:
            result["inputData"] = self.input_data
        if self.isolation_group_id is not None:
            result["isolationGroupId"] = self.isolation_group_id
        if self.iteration is not None:
            result["iteration"] = self.iteration
        if self.loop_over_task is not None:
            result["loopOverTask"] = self.loop_over_task
        if self.loop_task_id is not None:
            result["loopTaskId"] = self.loop_task_id
        if self.non_workflow_event_task is not None:
            result["nonWorkflowEventTask"] = self.non_workflow_event_task
        if self.notifications is not None:
            result["notifications"] = write_value(self.notifications)
        if self.on_state_change is not None:
            result["onStateChange"] = write_value(self.on_state_change)
        if self.output_data is not None:
            result["outputData"] = self.output_data
        if self.parent_task_id is not None:
            result["parentTaskId"] = self.parent_task_id
        if self.parent_task_reference_name is not None:
            result["parentTaskReferenceName"] = self.parent_task_reference_name
        if self.poll_count is not None:
            result["pollCount"] = self.poll_count
        if self.queue_wait_time is not None:
            result["queueWaitTime"] = self.queue_wait_time
        if self.rate_limit_frequency_in_seconds is not None:
            result["rateLimitFrequencyInSeconds"] = self.rate_limit_frequency_in_seconds
        if self.rate_limit_per_frequency is not None:
            result["rateLimitPerFrequency"] = self.rate_limit_per_frequency
        if self.reason_for_incompletion is not None:
            result["reasonForIncompletion"] = self.reason_for_incompletion
        if self.reference_task_name is not None:
            result["referenceTaskName"] = self.reference_task_name
        if self.response_timeout_seconds is not None:
            result["responseTimeoutSeconds"] = self.response_timeout_seconds
        if self.retried is not None:
            result["retried"] = self.retried
        if self.retried_task_id is not None:
            result["retriedTaskId"] = self.retried_task_id
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
        if self.sub_workflow_id is not None:
            result["subWorkflowId"] = self.sub_workflow_id
        if self.subworkflow_changed is not None:
            result["subworkflowChanged"] = self.subworkflow_changed
        if self.task_def_name is not None:
            result["taskDefName"] = self.task_def_name
        if self.task_definition is not None:
            result["taskDefinition"] = write_value(self.task_definition)
        if self.task_id is not None:
            result["taskId"] = self.task_id
        if self.task_type is not None:
            result["taskType"] = self.task_type
        if self.update_time is not None:
            result["updateTime"] = self.update_time
        if self.wait_timeout is not None:
            result["waitTimeout"] = self.wait_timeout
        if self.worker_id is not None:
            result["workerId"] = self.worker_id
        if self.workflow_instance_id is not None:
            result["workflowInstanceId"] = self.workflow_instance_id
        if self.workflow_priority is not None:
            result["workflowPriority"] = self.workflow_priority
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
            async_complete=pop("asyncComplete", None),
            cached_output=pop("cachedOutput", None),
            callback_after_ms=pop("callbackAfterMs", None),
            callback_after_seconds=pop("callbackAfterSeconds", None),
            callback_from_worker=pop("callbackFromWorker", None),
            correlation_id=pop("correlationId", None),
            domain=pop("domain", None),
            end_time=pop("endTime", None),
            executed=pop("executed", None),
            execution_name_space=pop("executionNameSpace", None),
            external_input_payload_storage_path=pop("externalInputPayloadStoragePath", None),
            external_output_payload_storage_path=pop("externalOutputPayloadStoragePath", None),
            first_scheduled_time=pop("firstScheduledTime", None),
            idempotent=pop("idempotent", None),
            idempotent_execution=pop("idempotentExecution", None),
            input_data=pop("inputData", None),
            isolation_group_id=pop("isolationGroupId", None),
            iteration=pop("iteration", None),
            loop_over_task=pop("loopOverTask", None),
            loop_task_id=pop("loopTaskId", None),
            non_workflow_event_task=pop("nonWorkflowEventTask", None),
            notifications=read_map(
                lambda value: read_model(models.WorkflowNotifications, value), pop("notifications", None)
            ),
            on_state_change=read_map(
                lambda value: read_models(models.StateChangeEvent, value), pop("onStateChange", None)
            ),
            output_data=pop("outputData", None),
            parent_task_id=pop("parentTaskId", None),
            parent_task_reference_name=pop("parentTaskReferenceName", None),
            poll_count=pop("pollCount", None),
            queue_wait_time=pop("queueWaitTime", None),
            rate_limit_frequency_in_seconds=pop("rateLimitFrequencyInSeconds", None),
            rate_limit_per_frequency=pop("rateLimitPerFrequency", None),
            reason_for_incompletion=pop("reasonForIncompletion", None),
            reference_task_name=pop("referenceTaskName", None),
            response_timeout_seconds=pop("responseTimeoutSeconds", None),
            retried=pop("retried", None),
            retried_task_id=pop("retriedTaskId", None),
            retry_count=pop("retryCount", None),
            scheduled_time=pop("scheduledTime", None),
            seq=pop("seq", None),
            start_delay_in_seconds=pop("startDelayInSeconds", None),
            start_time=pop("startTime", None),
            status=read_enum(TaskState, pop("status", None)),
            sub_workflow_id=pop("subWorkflowId", None),
            subworkflow_changed=pop("subworkflowChanged", None),
            task_def_name=pop("taskDefName", None),
            task_definition=read_model(models.TaskDef, pop("taskDefinition", None)),
            task_id=pop("taskId", None),
            task_type=pop("taskType", None),
            update_time=pop("updateTime", None),
            wait_timeout=pop("waitTimeout", None),
            worker_id=pop("workerId", None),
            workflow_instance_id=pop("workflowInstanceId", None),
            workflow_priority=pop("workflowPriority", None),
            workflow_task=read_model(models.WorkflowTask, pop("workflowTask", None)),
            workflow_type=pop("workflowType", None),
            additional_properties=rest,
        )
