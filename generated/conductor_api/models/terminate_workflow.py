# Generated from openapi/openapi.json by `make regen`; do not edit.
from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Self

from attrs import Factory, define


@define(kw_only=True)
class TerminateWorkflow:
    """TerminateWorkflow as the server reads and writes it."""

    termination_reason: str | None = None
    workflow_id: str | None = None
    additional_properties: dict[str, Any] = Factory(dict)
    """What the server sent beyond the fields above; written back as it is."""

    def to_dict(self) -> dict[str, Any]:
        """Give the JSON object under the names of the wire; fields that are None are left out."""
        result: dict[str, Any] = dict(self.additional_properties)
        if self.termination_reason is not None:
            result["terminationReason"] = self.termination_reason
        if self.workflow_id is not None:
            result["workflowId"] = self.workflow_id
        return result

    @classmethod
    def from_dict(cls, source: Mapping[str, Any]) -> Self:
        """Read a JSON object; nulls, unknown values and missing fields are taken as they come."""
        rest = dict(source)
        pop: Callable[..., Any] = rest.pop
        return cls(
            termination_reason=pop("terminationReason", None),
            workflow_id=pop("workflowId", None),
            additional_properties=rest,
        )
