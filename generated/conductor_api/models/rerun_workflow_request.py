# Generated from openapi/openapi.json by `make regen`; do not edit.
from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Self

from attrs import Factory, define


@define(kw_only=True)
class RerunWorkflowRequest:
    """RerunWorkflowRequest as the server reads and writes it."""

    correlation_id: str | None = None
    re_run_from_task_id: str | None = None
    re_run_from_workflow_id: str | None = None
    task_input: dict[str, Any] | None = None
    workflow_input: dict[str, Any] | None = None
    additional_properties: dict[str, Any] = Factory(dict)
    """What the server sent beyond the fields above; written back as it is."""

    def to_dict(self) -> dict[str, Any]:
        """Give the JSON object under the names of the wire; fields that are None are left out."""
        result: dict[str, Any] = dict(self.additional_properties)
        if self.correlation_id is not None:
            result["correlationId"] = self.correlation_id
        if self.re_run_from_task_id is not None:
            result["reRunFromTaskId"] = self.re_run_from_task_id
        if self.re_run_from_workflow_id is not None:
            result["reRunFromWorkflowId"] = self.re_run_from_workflow_id
        if self.task_input is not None:
            result["taskInput"] = self.task_input
        if self.workflow_input is not None:
            result["workflowInput"] = self.workflow_input
        return result

    @classmethod
    def from_dict(cls, source: Mapping[str, Any]) -> Self:
        """Read a JSON object; nulls, unknown values and missing fields are taken as they come."""
        rest = dict(source)
        pop: Callable[..., Any] = rest.pop
        return cls(
            correlation_id=pop("correlationId", None),
            re_run_from_task_id=pop("reRunFromTaskId", None),
            re_run_from_workflow_id=pop("reRunFromWorkflowId", None),
            task_input=pop("taskInput", None),
            workflow_input=pop("workflowInput", None),
            additional_properties=rest,
        )
