# Generated from openapi/openapi.json by `make regen`; do not edit.
from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Self

from attrs import Factory, define


@define(kw_only=True)
class UpgradeWorkflowRequest:
    """UpgradeWorkflowRequest as the server reads and writes it."""

    name: str
    task_output: dict[str, Any] | None = None
    version: int | None = None
    workflow_input: dict[str, Any] | None = None
    additional_properties: dict[str, Any] = Factory(dict)
    """What the server sent beyond the fields above; written back as it is."""

    def to_dict(self) -> dict[str, Any]:
        """Give the JSON object under the names of the wire; fields that are None are left out."""
        result: dict[str, Any] = dict(self.additional_properties)
        if self.name is not None:
            result["name"] = self.name
        if self.task_output is not None:
            result["taskOutput"] = self.task_output
        if self.version is not None:
            result["version"] = self.version
        if self.workflow_input is not None:
            result["workflowInput"] = self.workflow_input
        return result

    @classmethod
    def from_dict(cls, source: Mapping[str, Any]) -> Self:
        """Read a JSON object; nulls, unknown values and missing fields are taken as they come."""
        rest = dict(source)
        pop: Callable[..., Any] = rest.pop
        return cls(
            name=pop("name", None),
            task_output=pop("taskOutput", None),
            version=pop("version", None),
            workflow_input=pop("workflowInput", None),
            additional_properties=rest,
        )
