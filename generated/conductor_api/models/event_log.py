# Generated from openapi/openapi.json by `make regen`; do not edit.
from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Self

from attrs import Factory, define

from ..models.event_log_event_type import EventLogEventType
from ..types import read_enum, write_value


@define(kw_only=True)
class EventLog:
    """EventLog as the server reads and writes it."""

    created_at: int | None = None
    event: str | None = None
    event_type: EventLogEventType | None = None
    handler_name: str | None = None
    id: str | None = None
    task_id: str | None = None
    worker_id: str | None = None
    additional_properties: dict[str, Any] = Factory(dict)
    """What the server sent beyond the fields above; written back as it is."""

    def to_dict(self) -> dict[str, Any]:
        """Give the JSON object under the names of the wire; fields that are None are left out."""
        result: dict[str, Any] = dict(self.additional_properties)
        if self.created_at is not None:
            result["createdAt"] = self.created_at
        if self.event is not None:
            result["event"] = self.event
        if self.event_type is not None:
            result["eventType"] = write_value(self.event_type)
        if self.handler_name is not None:
            result["handlerName"] = self.handler_name
        if self.id is not None:
            result["id"] = self.id
        if self.task_id is not None:
            result["taskId"] = self.task_id
        if self.worker_id is not None:
            result["workerId"] = self.worker_id
        return result

    @classmethod
    def from_dict(cls, source: Mapping[str, Any]) -> Self:
        """Read a JSON object; nulls, unknown values and missing fields are taken as they come."""
        rest = dict(source)
        pop: Callable[..., Any] = rest.pop
        return cls(
            created_at=pop("createdAt", None),
            event=pop("event", None),
            event_type=read_enum(EventLogEventType, pop("eventType", None)),
            handler_name=pop("handlerName", None),
            id=pop("id", None),
            task_id=pop("taskId", None),
            worker_id=pop("workerId", None),
            additional_properties=rest,
        )
