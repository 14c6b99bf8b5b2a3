# Generated from openapi/openapi.json by `make regen`; do not edit.
from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Self

from attrs import Factory, define


@define(kw_only=True)
class TaskDetails:
    """TaskDetails as the server reads and writes it."""

    output: dict[str, Any] | None = None
    output_message: Any = None
    reason_for_incompletion: str | None = None
    task_id: str | None = None
    task_ref_name: str | None = None
    workflow_id: str | None = None
    additional_properties: dict[str, Any] = Factory(dict)
    """What the server sent beyond the fields above; written back as it is."""

    def to_dict(self) -> dict[str, Any]:
        """Give the JSON object under the names of the wire; fields that are None are left out."""
        result: dict[str, Any] = dict(self.additional_properties)
        if self.output is not None:
            result["output"] = self.output
        if self.output_message is not None:
            result["outputMessage"] = self.output_message
        if self.reason_for_incompletion is not None:
            result["reasonForIncompletion"] = self.reason_for_incompletion
        if self.task_id is not None:
            result["taskId"] = self.task_id
        if self.task_ref_name is not None:
            result["taskRefName"] = self.task_ref_name
        if self.workflow_id is not None:
            result["workflowId"] = self.workflow_id
        return result

    @classmethod
    def from_dict(cls, source: Mapping[str, Any]) -> Self:
        """Read a JSON object; nulls, unknown values and missing fields are taken as they come."""
        rest = dict(source)
        pop: Callable[..., Any] = rest.pop
        return cls(
            output=pop("output", None),
            output_message=pop("outputMessage", None),
            reason_for_incompletion=pop("reasonForIncompletion", None),
            task_id=pop("taskId", None),
            task_ref_name=pop("taskRefName", None),
            workflow_id=pop("workflowId", None),
            additional_properties=rest,
        )
