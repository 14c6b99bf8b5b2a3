# Generated from openapi/openapi.json by `make regen`; do not edit.
from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Self

from attrs import Factory, define

from ..models.idempotency_strategy import IdempotencyStrategy
from ..types import read_enum, write_value


@define(kw_only=True)
class SubWorkflowParams:
    """SubWorkflowParams as the server reads and writes it."""

    idempotency_key: str | None = None
    idempotency_strategy: IdempotencyStrategy | None = None
    name: str | None = None
    priority: Any = None
    task_to_domain: dict[str, str] | None = None
    version: int | None = None
    workflow_definition: Any = None
    additional_properties: dict[str, Any] = Factory(dict)
    """What the server sent beyond the fields above; written back as it is."""

    def to_dict(self) -> dict[str, Any]:
        """Give the JSON object under the names of the wire; fields that are None are left out."""
        result: dict[str, Any] = dict(self.additional_properties)
        if self.idempotency_key is not None:
            result["idempotencyKey"] = self.idempotency_key
        if self.idempotency_strategy is not None:
            result["idempotencyStrategy"] = write_value(self.idempotency_strategy)
        if self.name is not None:
            result["name"] = self.name
        if self.priority is not None:
            result["priority"] = self.priority
        if self.task_to_domain is not None:
            result["taskToDomain"] = self.task_to_domain
        if self.version is not None:
            result["version"] = self.version
        if self.workflow_definition is not None:
            result["workflowDefinition"] = self.workflow_definition
        return result

    @classmethod
    def from_dict(cls, source: Mapping[str, Any]) -> Self:
        """Read a JSON object; nulls, unknown values and missing fields are taken as they come."""
        rest = dict(source)
        pop: Callable[..., Any] = rest.pop
        return cls(
            idempotency_key=pop("idempotencyKey", None),
            idempotency_strategy=read_enum(IdempotencyStrategy, pop("idempotencyStrategy", None)),
            name=pop("name", None),
            priority=pop("priority", None),
            task_to_domain=pop("taskToDomain", None),
            version=pop("version", None),
            workflow_definition=pop("workflowDefinition", None),
            additional_properties=rest,
        )
