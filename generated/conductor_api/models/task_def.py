# Generated from openapi/openapi.json by `make regen`; do not edit.
from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import Factory, define

from .. import models
from ..models.retry_logic import RetryLogic
from ..models.task_timeout_policy import TaskTimeoutPolicy
from ..types import read_enum, read_model, read_moment, write_value

if TYPE_CHECKING:
    from ..models.schema_def import SchemaDef


@define(kw_only=True)
class TaskDef:
    """TaskDef as the server reads and writes it."""

    name: str
    backoff_jitter_ms: int | None = None
    backoff_scale_factor: int | None = None
    base_type: str | None = None
    concurrent_exec_limit: int | None = None
    create_time: int | None = None
    created_by: str | None = None
    description: str | None = None
    enforce_schema: bool | None = None
    execution_name_space: str | None = None
    input_keys: list[str] | None = None
    input_schema: SchemaDef | None = None
    input_template: dict[str, Any] | None = None
    isolation_group_id: str | None = None
    max_retry_delay_seconds: int | None = None
    output_keys: list[str] | None = None
    output_schema: SchemaDef | None = None
    owner_app: str | None = None
    owner_email: str | None = None
    poll_timeout_seconds: int | None = None
    rate_limit_frequency_in_seconds: int | None = None
    rate_limit_per_frequency: int | None = None
    response_timeout_seconds: int | None = None
    retry_count: int | None = None
    retry_delay_seconds: int | None = None
    retry_logic: RetryLogic | None = None
    runtime_metadata: list[str] | None = None
    task_status_listener_enabled: bool | None = None
    timeout_policy: TaskTimeoutPolicy | None = None
    timeout_seconds: int | None = None
    total_timeout_seconds: int | None = None
    update_time: int | None = None
    updated_by: str | None = None
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
        if self.name is not None:
            result["name"] = self.name
        if self.backoff_jitter_ms is not None:
            result["backoffJitterMs"] = self.backoff_jitter_ms
        if self.backoff_scale_factor is not None:
            result["backoffScaleFactor"] = self.backoff_scale_factor
        if self.base_type is not None:
            result["baseType"] = self.base_type
        if self.concurrent_exec_limit is not None:
            result["concurrentExecLimit"] = self.concurrent_exec_limit
        if self.create_time is not None:
            result["createTime"] = self.create_time
        if self.created_by is not None:
            result["createdBy"] = self.created_by
        if self.description is not None:
            result["description"] = self.description
        if self.enforce_schema is not None:
            result["enforceSchema"] = self.enforce_schema
        if self.execution_name_space is not None:
            result["executionNameSpace"] = self.execution_name_space
        if self.input_keys is not None:
            result["inputKeys"] = self.input_keys
        if self.input_schema is not None:
            result["inputSchema"] = write_value(self.input_schema)
        if self.input_template is not None:
            result["inputTemplate"] = self.input_template
        if self.isolation_group_id is not None:
            result["isolationGroupId"] = self.isolation_group_id
        if self.max_retry_delay_seconds is not None:
            result["maxRetryDelaySeconds"] = self.max_retry_delay_seconds
        if self.output_keys is not None:
            result["outputKeys"] = self.output_keys
        if self.output_schema is not None:
            result["outputSchema"] = write_value(self.output_schema)
        if self.owner_app is not None:
            result["ownerApp"] = self.owner_app
        if self.owner_email is not None:
            result["ownerEmail"] = self.owner_email
        if self.poll_timeout_seconds is not None:
            result["pollTimeoutSeconds"] = self.poll_timeout_seconds
        if self.rate_limit_frequency_in_seconds is not None:
            result["rateLimitFrequencyInSeconds"] = self.rate_limit_frequency_in_seconds
        if self.rate_limit_per_frequency is not None:
            result["rateLimitPerFrequency"] = self.rate_limit_per_frequency
        if self.response_timeout_seconds is not None:
            result["responseTimeoutSeconds"] = self.response_timeout_seconds
        if self.retry_count is not None:
            result["retryCount"] = self.retry_count
        if self.retry_delay_seconds is not None:
            result["retryDelaySeconds"] = self.retry_delay_seconds
        if self.retry_logic is not None:
            result["retryLogic"] = write_value(self.retry_logic)
        if self.runtime_metadata is not None:
            result["runtimeMetadata"] = self.runtime_metadata
        if self.task_status_listener_enabled is not None:
            result["taskStatusListenerEnabled"] = self.task_status_listener_enabled
        if self.timeout_policy is not None:
            result["timeoutPolicy"] = write_value(self.timeout_policy)
        if self.timeout_seconds is not None:
            result["timeoutSeconds"] = self.timeout_seconds
        if self.total_timeout_seconds is not None:
            result["totalTimeoutSeconds"] = self.total_timeout_seconds
        if self.update_time is not None:
            result["updateTime"] = self.update_time
        if self.updated_by is not None:
            result["updatedBy"] = self.updated_by
        return result

    @classmethod
    def from_dict(cls, source: Mapping[str, Any]) -> Self:
        """Read a JSON object; nulls, unknown values and missing fields are taken as they come."""
        rest = dict(source)
        pop: Callable[..., Any] = rest.pop
        return cls(
            name=pop("name", None),
            backoff_jitter_ms=pop("backoffJitterMs", None),
            backoff_scale_factor=pop("backoffScaleFactor", None),
            base_type=pop("baseType", None),
            concurrent_exec_limit=pop("concurrentExecLimit", None),
            create_time=pop("createTime", None),
            created_by=pop("createdBy", None),
            description=pop("description", None),
            enforce_schema=pop("enforceSchema", None),
            execution_name_space=pop("executionNameSpace", None),
            input_keys=pop("inputKeys", None),
            input_schema=read_model(models.SchemaDef, pop("inputSchema", None)),
            input_template=pop("inputTemplate", None),
            isolation_group_id=pop("isolationGroupId", None),
            max_retry_delay_seconds=pop("maxRetryDelaySeconds", None),
            output_keys=pop("outputKeys", None),
            output_schema=read_model(models.SchemaDef, pop("outputSchema", None)),
            owner_app=pop("ownerApp", None),
            owner_email=pop("ownerEmail", None),
            poll_timeout_seconds=pop("pollTimeoutSeconds", None),
            rate_limit_frequency_in_seconds=pop("rateLimitFrequencyInSeconds", None),
            rate_limit_per_frequency=pop("rateLimitPerFrequency", None),
            response_timeout_seconds=pop("responseTimeoutSeconds", None),
            retry_count=pop("retryCount", None),
            retry_delay_seconds=pop("retryDelaySeconds", None),
            retry_logic=read_enum(RetryLogic, pop("retryLogic", None)),
            runtime_metadata=pop("runtimeMetadata", None),
            task_status_listener_enabled=pop("taskStatusListenerEnabled", None),
            timeout_policy=read_enum(TaskTimeoutPolicy, pop("timeoutPolicy", None)),
            timeout_seconds=pop("timeoutSeconds", None),
            total_timeout_seconds=pop("totalTimeoutSeconds", None),
            update_time=pop("updateTime", None),
            updated_by=pop("updatedBy", None),
            additional_properties=rest,
        )
