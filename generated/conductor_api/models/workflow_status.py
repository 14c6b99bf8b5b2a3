# Generated from openapi/openapi.json by `make regen`; do not edit.
from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Self

from attrs import Factory, define

from ..models.workflow_state import WorkflowState
from ..types import read_enum, write_value


@define(kw_only=True)
class WorkflowStatus:
    """WorkflowStatus as the server reads and writes it."""

    status: WorkflowState
    workflow_id: str
    correlation_id: str | None = None
    output: dict[str, Any] | None = None
    variables: dict[str, Any] | None = None
    additional_properties: dict[str, Any] = Factory(dict)
    """What the server sent beyond the fields above; written back as it is."""

    def to_dict(self) -> dict[str, Any]:
        """Give the JSON object under the names of the wire; fields that are None are left out."""
        result: dict[str, Any] = dict(self.additional_properties)
        if self.status is not None:
            result["status"] = write_value(self.status)
        if self.workflow_id is not None:
            result["workflowId"] = self.workflow_id
        if self.correlation_id is not None:
            result["correlationId"] = self.correlation_id
        if self.output is not None:
            result["output"] = self.output
        if self.variables is not None:
            result["variables"] = self.variables
        return result

    @classmethod
    def from_dict(cls, source: Mapping[str, Any]) -> Self:
        """Read a JSON object; nulls, unknown values and missing fields are taken as they come."""
        rest = dict(source)
        pop: Callable[..., Any] = rest.pop
        return cls(
            status=read_enum(WorkflowState, pop("status", None)),
            workflow_id=pop("workflowId", None),
            correlation_id=pop("correlationId", None),
            output=pop("output", None),
            variables=pop("variables", None),
            additional_properties=rest,
        )
