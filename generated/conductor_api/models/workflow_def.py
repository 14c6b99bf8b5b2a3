# Generated from openapi/openapi.json by `make regen`; do not edit.
from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import Factory, define

from .. import models
from ..models.workflow_timeout_policy import WorkflowTimeoutPolicy
from ..types import read_default, read_enum, read_model, read_models, read_moment, write_value

if TYPE_CHECKING:
    from ..models.cache_config import CacheConfig
    from ..models.rate_limit_config import RateLimitConfig
    from ..models.schema_def import SchemaDef
    from ..models.workflow_task import WorkflowTask


@define(kw_only=True)
class WorkflowDef:
    """WorkflowDef as the server reads and writes it."""

    name: str
    tasks: list[WorkflowTask]
    cache_config: CacheConfig | None = None
    create_time: int | None = None
    created_by: str | None = None
    description: str | None = None
    enforce_schema: bool | None = None
    failure_workflow: str | None = None
    failure_workflow_version: int | None = None
    input_parameters: list[str] | None = None
    input_schema: SchemaDef | None = None
    input_template: dict[str, Any] | None = None
    masked_fields: list[str] | None = None
    metadata: dict[str, Any] | None = None
    output_parameters: dict[str, Any] | None = None
    output_schema: SchemaDef | None = None
    owner_app: str | None = None
    owner_email: str | None = None
    rate_limit_config: RateLimitConfig | None = None
    restartable: bool | None = None
    schema_version: int | None = None
    timeout_policy: WorkflowTimeoutPolicy | None = None
    timeout_seconds: int | None = None
    update_time: int | None = None
    updated_by: str | None = None
    variables: dict[str, Any] | None = None
    version: int | None = None
    workflow_status_listener_enabled: bool | None = None
    workflow_status_listener_sink: str | None = None
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
        if self.tasks is not None:
            result["tasks"] = write_value(self.tasks)
        if self.cache_config is not None:
            result["cacheConfig"] = write_value(self.cache_config)
        if self.create_time is not None:
            result["createTime"] = self.create_time
        if self.created_by is not None:
            result["createdBy"] = self.created_by
        if self.description is not None:
            result["description"] = self.description
        if self.enforce_schema is not None:
            result["enforceSchema"] = self.enforce_schema
        if self.failure_workflow is not None:
            result["failureWorkflow"] = self.failure_workflow
        if self.failure_workflow_version is not None:
            result["failureWorkflowVersion"] = self.failure_workflow_version
        if self.input_parameters is not None:
            result["inputParameters"] = self.input_parameters
        if self.input_schema is not None:
            result["inputSchema"] = write_value(self.input_schema)
        if self.input_template is not None:
            result["inputTemplate"] = self.input_template
        if self.masked_fields is not None:
            result["maskedFields"] = self.masked_fields
        if self.metadata is not None:
            result["metadata"] = self.metadata
        if self.output_parameters is not None:
            result["outputParameters"] = self.output_parameters
        if self.output_schema is not None:
            result["outputSchema"] = write_value(self.output_schema)
        if self.owner_app is not None:
            result["ownerApp"] = self.owner_app
        if self.owner_email is not None:
            result["ownerEmail"] = self.owner_email
        if self.rate_limit_config is not None:
            result["rateLimitConfig"] = write_value(self.rate_limit_config)
        if self.restartable is not None:
            result["restartable"] = self.restartable
        if self.schema_version is not None:
            result["schemaVersion"] = self.schema_version
        if self.timeout_policy is not None:
            result["timeoutPolicy"] = write_value(self.timeout_policy)
        if self.timeout_seconds is not None:
            result["timeoutSeconds"] = self.timeout_seconds
        if self.update_time is not None:
            result["updateTime"] = self.update_time
        if self.updated_by is not None:
            result["updatedBy"] = self.updated_by
        if self.variables is not None:
            result["variables"] = self.variables
        if self.version is not None:
            result["version"] = self.version
        if self.workflow_status_listener_enabled is not None:
            result["workflowStatusListenerEnabled"] = self.workflow_status_listener_enabled
        if self.workflow_status_listener_sink is not None:
            result["workflowStatusListenerSink"] = self.workflow_status_listener_sink
        return result

    @classmethod
    def from_dict(cls, source: Mapping[str, Any]) -> Self:
        """Read a JSON object; nulls, unknown values and missing fields are taken as they come."""
        rest = dict(source)
        pop: Callable[..., Any] = rest.pop
        return cls(
            name=pop("name", None),
            tasks=read_default([], read_models(models.WorkflowTask, pop("tasks", None))),
            cache_config=read_model(models.CacheConfig, pop("cacheConfig", None)),
            create_time=pop("createTime", None),
            created_by=pop("createdBy", None),
            description=pop("description", None),
            enforce_schema=pop("enforceSchema", None),
            failure_workflow=pop("failureWorkflow", None),
            failure_workflow_version=pop("failureWorkflowVersion", None),
            input_parameters=pop("inputParameters", None),
            input_schema=read_model(models.SchemaDef, pop("inputSchema", None)),
            input_template=pop("inputTemplate", None),
            masked_fields=pop("maskedFields", None),
            metadata=pop("metadata", None),
            output_parameters=pop("outputParameters", None),
            output_schema=read_model(models.SchemaDef, pop("outputSchema", None)),
            owner_app=pop("ownerApp", None),
            owner_email=pop("ownerEmail", None),
            rate_limit_config=read_model(models.RateLimitConfig, pop("rateLimitConfig", None)),
            restartable=pop("restartable", None),
            schema_version=pop("schemaVersion", None),
            timeout_policy=read_enum(WorkflowTimeoutPolicy, pop("timeoutPolicy", None)),
            timeout_seconds=pop("timeoutSeconds", None),
            update_time=pop("updateTime", None),
            updated_by=pop("updatedBy", None),
            variables=pop("variables", None),
            version=pop("version", None),
            workflow_status_listener_enabled=pop("workflowStatusListenerEnabled", None),
            workflow_status_listener_sink=pop("workflowStatusListenerSink", None),
            additional_properties=rest,
        )
