# Generated from openapi/openapi.json by `make regen`; do not edit.
from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Self

from attrs import define, field

from ..models.task_result_status import TaskResultStatus
from ..types import read_value, write_value


@define(kw_only=True)
class TaskMock:
    """TaskMock as the server reads and writes it."""

    execution_time: int | None = None
    output: dict[str, Any] | None = None
    queue_wait_time: int | None = None
    status: TaskResultStatus | None = None
    additional_properties: dict[str, Any] = field(factory=dict, kw_only=True)
    """What the server sent beyond the fields above; written back as it is."""

    def to_dict(self) -> dict[str, Any]:
        """Give the JSON object under the names of the wire; fields that are None are left out."""
        result: dict[str, Any] = dict(self.additional_properties)
        if self.execution_time is not None:
            result["executionTime"] = self.execution_time
        if self.output is not None:
            result["output"] = self.output
        if self.queue_wait_time is not None:
            result["queueWaitTime"] = self.queue_wait_time
        if self.status is not None:
            result["status"] = write_value(self.status)
        return result

    @classmethod
    def from_dict(cls, source: Mapping[str, Any]) -> Self:
        """Read a JSON object; nulls, unknown values and missing fields are taken as they come."""
        rest = dict(source)
        pop: Callable[..., Any] = rest.pop
        return cls(
            execution_time=pop("executionTime", None),
            output=pop("output", None),
            queue_wait_time=pop("queueWaitTime", None),
            status=read_value(TaskResultStatus, pop("status", None)),
            additional_properties=rest,
        )
