# Generated from openapi/openapi.json by `make regen`; do not edit.
from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import Factory, define

from .. import models
from ..models.event_message_event_type import EventMessageEventType
from ..models.event_message_status import EventMessageStatus
from ..types import read_enum, read_models, write_value

if TYPE_CHECKING:
    from ..models.extended_event_execution import ExtendedEventExecution


@define(kw_only=True)
class EventMessage:
    """EventMessage as the server reads and writes it."""

    created_at: int | None = None
    event_executions: list[ExtendedEventExecution] | None = None
    event_target: str | None = None
    event_type: EventMessageEventType | None = None
    full_payload: dict[str, Any] | None = None
    id: str | None = None
    org_id: str | None = None
    payload: str | None = None
    status: EventMessageStatus | None = None
    status_description: str | None = None
    additional_properties: dict[str, Any] = Factory(dict)
    """What the server sent beyond the fields above; written back as it is."""

    def to_dict(self) -> dict[str, Any]:
        """Give the JSON object under the names of the wire; fields that are None are left out."""
        result: dict[str, Any] = dict(self.additional_properties)
        if self.created_at is not None:
            result["createdAt"] = self.created_at
        if self.event_executions is not None:
            result["eventExecutions"] = write_value(self.event_executions)
        if self.event_target is not None:
            result["eventTarget"] = self.event_target
        if self.event_type is not None:
            result["eventType"] = write_value(self.event_type)
        if self.full_payload is not None:
            result["fullPayload"] = self.full_payload
        if self.id is not None:
            result["id"] = self.id
        if self.org_id is not None:
            result["orgId"] = self.org_id
        if self.payload is not None:
            result["payload"] = self.payload
        if self.status is not None:
            result["status"] = write_value(self.status)
        if self.status_description is not None:
            result["statusDescription"] = self.status_description
        return result

    @classmethod
    def from_dict(cls, source: Mapping[str, Any]) -> Self:
        """Read a JSON object; nulls, unknown values and missing fields are taken as they come."""
        rest = dict(source)
        pop: Callable[..., Any] = rest.pop
        return cls(
            created_at=pop("createdAt", None),
            event_executions=read_models(models.ExtendedEventExecution, pop("eventExecutions", None)),
            event_target=pop("eventTarget", None),
            event_type=read_enum(EventMessageEventType, pop("eventType", None)),
            full_payload=pop("fullPayload", None),
            id=pop("id", None),
            org_id=pop("orgId", None),
            payload=pop("payload", None),
            status=read_enum(EventMessageStatus, pop("status", None)),
            status_description=pop("statusDescription", None),
            additional_properties=rest,
        )
