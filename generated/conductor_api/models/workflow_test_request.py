# Generated from openapi/openapi.json by `make regen`; do not edit.
from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import Factory, define

from .. import models
from ..models.idempotency_strategy import IdempotencyStrategy
from ..types import read_enum, read_map, read_model, read_models, write_value

if TYPE_CHECKING:
    from ..models.task_mock import TaskMock
    from ..models.workflow_def import WorkflowDef


@define(kw_only=True)
class WorkflowTestRequest:
    """WorkflowTestRequest as the server reads and writes it."""

    name: str
    correlation_id: str | None = None
    created_by: str | None = None
    external_input_payload_storage_path: str | None = None
    idempotency_key: str | None = None
    idempotency_strategy: IdempotencyStrategy | None = None
    input: dict[str, Any] | None = None
    priority: int | None = None
    sub_workflow_test_request: dict[str, WorkflowTestRequest] | None = None
    task_ref_to_mock_output: dict[str, list[TaskMock]] | None = None
    task_to_domain: dict[str, str] | None = None
    version: int | None = None
    workflow_def: WorkflowDef | None = None
    additional_properties: dict[str, Any] = Factory(dict)
    """What the server sent beyond the fields above; written back as it is."""

    def to_dict(self) -> dict[str, Any]:
        """Give the JSON object under the names of the wire; fields that are None are left out."""
        result: dict[str, Any] = dict(self.additional_properties)
        if self.name is not None:
            result["name"] = self.name
        if self.correlation_id is not None:
            result["correlationId"] = self.correlation_id
        if self.created_by is not None:
            result["createdBy"] = self.created_by
        if self.external_input_payload_storage_path is not None:
            result["externalInputPayloadStoragePath"] = self.external_input_payload_storage_path
        if self.idempotency_key is not None:
            result["idempotencyKey"] = self.idempotency_key
        if self.idempotency_strategy is not None:
            result["idempotencyStrategy"] = write_value(self.idempotency_strategy)
        if self.input is not None:
            result["input"] = self.input
        if self.priority is not None:
            result["priority"] = self.priority
        if self.sub_workflow_test_request is not None:
            result["subWorkflowTestRequest"] = write_value(self.sub_workflow_test_request)
        if self.task_ref_to_mock_output is not None:
            result["taskRefToMockOutput"] = write_value(self.task_ref_to_mock_output)
        if self.task_to_domain is not None:
            result["taskToDomain"] = self.task_to_domain
        if self.version is not None:
            result["version"] = self.version
        if self.workflow_def is not None:
            result["workflowDef"] = write_value(self.workflow_def)
        return result

    @classmethod
    def from_dict(cls, source: Mapping[str, Any]) -> Self:
        """Read a JSON object; nulls, unknown values and missing fields are taken as they come."""
        rest = dict(source)
        pop: Callable[..., Any] = rest.pop
        return cls(
            name=pop("name", None),
            correlation_id=pop("correlationId", None),
            created_by=pop("createdBy", None),
            external_input_payload_storage_path=pop("externalInputPayloadStoragePath", None),
            idempotency_key=pop("idempotencyKey", None),
            idempotency_strategy=read_enum(IdempotencyStrategy, pop("idempotencyStrategy", None)),
            input=pop("input", None),
            priority=pop("priority", None),
            sub_workflow_test_request=read_map(
                lambda value: read_model(models.WorkflowTestRequest, value), pop("subWorkflowTestRequest", None)
            ),
            task_ref_to_mock_output=read_map(
                lambda value: read_models(models.TaskMock, value), pop("taskRefToMockOutput", None)
            ),
            task_to_domain=pop("taskToDomain", None),
            version=pop("version", None),
            workflow_def=read_model(models.WorkflowDef, pop("workflowDef", None)),
            additional_properties=rest,
        )
