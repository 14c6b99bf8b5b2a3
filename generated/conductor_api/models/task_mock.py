# Generated from openapi/openapi.json by `make regen`; do not edit.
from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Self

from attrs import Factory, define

from ..models.task_result_status import TaskResultStatus
from ..types import read_default, read_enum, write_value


@define(kw_only=True)
class TaskMock:
    """TaskMock as the server reads and writes it."""

    output: dict[str, Any]
    status: TaskResultStatus
    execution_time: int | None = None
    queue_wait_time: int | None = None
    additional_properties: dict[str, Any] = Factory(dict)
    """What the server sent beyond the fields above; written back as it is."""

    def to_dict(self) -> dict[str, Any]:
        """Give the JSON object under the names of the wire; fields that are None are left out."""
        result: dict[str, Any] = dict(self.additional_properties)
        if self.output is not None:
            result["output"] = self.output
        if self.status is not None:
            result["status"] = write_value(self.status)
        if self.execution_time is not None:
            result["executionTime"] = self.execution_time
        if self.queue_wait_time is not None:
            result["queueWaitTime"] = self.queue_wait_time
        return result

    @classmethod
    def from_dict(cls, source: Mapping[str, Any]) -> Self:
        """Read a JSON object; nulls, unknown values and missing fields are taken as they come."""
        rest = dict(source)
        pop: Callable[..., Any] = rest.pop
        return cls(
            output=read_default({}, pop("output", None)),
            status=read_enum(TaskResultStatus, pop("status", None)),
            execution_time=pop("executionTime", None),
            queue_wait_time=pop("queueWaitTime", None),
            additional_properties=rest,
        )
