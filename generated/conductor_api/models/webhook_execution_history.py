# Generated from openapi/openapi.json by `make regen`; do not edit.
from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Self

from attrs import Factory, define


@define(kw_only=True)
class WebhookExecutionHistory:
    """WebhookExecutionHistory as the server reads and writes it."""

    event_id: str | None = None
    matched: bool | None = None
    payload: str | None = None
    time_stamp: int | None = None
    workflow_ids: list[str] | None = None
    additional_properties: dict[str, Any] = Factory(dict)
    """What the server sent beyond the fields above; written back as it is."""

    def to_dict(self) -> dict[str, Any]:
        """Give the JSON object under the names of the wire; fields that are None are left out."""
        result: dict[str, Any] = dict(self.additional_properties)
        if self.event_id is not None:
            result["eventId"] = self.event_id
        if self.matched is not None:
            result["matched"] = self.matched
        if self.payload is not None:
            result["payload"] = self.payload
        if self.time_stamp is not None:
            result["timeStamp"] = self.time_stamp
        if self.workflow_ids is not None:
            result["workflowIds"] = self.workflow_ids
        return result

    @classmethod
    def from_dict(cls, source: Mapping[str, Any]) -> Self:
        """Read a JSON object; nulls, unknown values and missing fields are taken as they come."""
        rest = dict(source)
        pop: Callable[..., Any] = rest.pop
        return cls(
            event_id=pop("eventId", None),
            matched=pop("matched", None),
            payload=pop("payload", None),
            time_stamp=pop("timeStamp", None),
            workflow_ids=pop("workflowIds", None),
            additional_properties=rest,
        )
