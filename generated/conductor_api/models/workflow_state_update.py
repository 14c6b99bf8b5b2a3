# Generated from openapi/openapi.json by `make regen`; do not edit.
from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import Factory, define

from .. import models
from ..types import read_model, write_value

if TYPE_CHECKING:
    from ..models.task_result import TaskResult


@define(kw_only=True)
class WorkflowStateUpdate:
    """WorkflowStateUpdate as the server reads and writes it."""

    task_reference_name: str | None = None
    task_result: TaskResult | None = None
    variables: dict[str, Any] | None = None
    additional_properties: dict[str, Any] = Factory(dict)
    """What the server sent beyond the fields above; written back as it is."""

    def to_dict(self) -> dict[str, Any]:
        """Give the JSON object under the names of the wire; fields that are None are left out."""
        result: dict[str, Any] = dict(self.additional_properties)
        if self.task_reference_name is not None:
            result["taskReferenceName"] = self.task_reference_name
        if self.task_result is not None:
            result["taskResult"] = write_value(self.task_result)
        if self.variables is not None:
            result["variables"] = self.variables
        return result

    @classmethod
    def from_dict(cls, source: Mapping[str, Any]) -> Self:
        """Read a JSON object; nulls, unknown values and missing fields are taken as they come."""
        rest = dict(source)
        pop: Callable[..., Any] = rest.pop
        return cls(
            task_reference_name=pop("taskReferenceName", None),
            task_result=read_model(models.TaskResult, pop("taskResult", None)),
            variables=pop("variables", None),
            additional_properties=rest,
        )
