# Generated from openapi/openapi.json by `make regen`; do not edit.
from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import Factory, define

from .. import models
from ..models.extended_event_execution_action import ExtendedEventExecutionAction
from ..models.extended_event_execution_status import ExtendedEventExecutionStatus
from ..types import read_enum, read_model, write_value

if TYPE_CHECKING:
    from ..models.event_handler import EventHandler


@define(kw_only=True)
class ExtendedEventExecution:
    """ExtendedEventExecution as the server reads and writes it."""

    action: ExtendedEventExecutionAction | None = None
    created: int | None = None
    event: str | None = None
    event_handler: EventHandler | None = None
    full_message_payload: dict[str, Any] | None = None
    id: str | None = None
    message_id: str | None = None
    name: str | None = None
    org_id: str | None = None
    output: dict[str, Any] | None = None
    payload: dict[str, Any] | None = None
    status: ExtendedEventExecutionStatus | None = None
    status_description: str | None = None
    additional_properties: dict[str, Any] = Factory(dict)
    """What the server sent beyond the fields above; written back as it is."""

    def to_dict(self) -> dict[str, Any]:
        """Give the JSON object under the names of the wire; fields that are None are left out."""
        result: dict[str, Any] = dict(self.additional_properties)
        if self.action is not None:
            result["action"] = write_value(self.action)
        if self.created is not None:
            result["created"] = self.created
        if self.event is not None:
            result["event"] = self.event
        if self.event_handler is not None:
            result["eventHandler"] = write_value(self.event_handler)
        if self.full_message_payload is not None:
            result["fullMessagePayload"] = self.full_message_payload
        if self.id is not None:
            result["id"] = self.id
        if self.message_id is not None:
            result["messageId"] = self.message_id
        if self.name is not None:
            result["name"] = self.name
        if self.org_id is not None:
            result["orgId"] = self.org_id
        if self.output is not None:
            result["output"] = self.output
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
            action=read_enum(ExtendedEventExecutionAction, pop("action", None)),
            created=pop("created", None),
            event=pop("event", None),
            event_handler=read_model(models.EventHandler, pop("eventHandler", None)),
            full_message_payload=pop("fullMessagePayload", None),
            id=pop("id", None),
            message_id=pop("messageId", None),
            name=pop("name", None),
            org_id=pop("orgId", None),
            output=pop("output", None),
            payload=pop("payload", None),
            status=read_enum(ExtendedEventExecutionStatus, pop("status", None)),
            status_description=pop("statusDescription", None),
            additional_properties=rest,
        )
