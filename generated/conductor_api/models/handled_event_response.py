# Generated from openapi/openapi.json by `make regen`; do not edit.
from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Self

from attrs import Factory, define


@define(kw_only=True)
class HandledEventResponse:
    """HandledEventResponse as the server reads and writes it."""

    active: bool | None = None
    event: str | None = None
    name: str | None = None
    number_of_actions: int | None = None
    number_of_messages: int | None = None
    additional_properties: dict[str, Any] = Factory(dict)
    """What the server sent beyond the fields above; written back as it is."""

    def to_dict(self) -> dict[str, Any]:
        """Give the JSON object under the names of the wire; fields that are None are left out."""
        result: dict[str, Any] = dict(self.additional_properties)
        if self.active is not None:
            result["active"] = self.active
        if self.event is not None:
            result["event"] = self.event
        if self.name is not None:
            result["name"] = self.name
        if self.number_of_actions is not None:
            result["numberOfActions"] = self.number_of_actions
        if self.number_of_messages is not None:
            result["numberOfMessages"] = self.number_of_messages
        return result

    @classmethod
    def from_dict(cls, source: Mapping[str, Any]) -> Self:
        """Read a JSON object; nulls, unknown values and missing fields are taken as they come."""
        rest = dict(source)
        pop: Callable[..., Any] = rest.pop
        return cls(
            active=pop("active", None),
            event=pop("event", None),
            name=pop("name", None),
            number_of_actions=pop("numberOfActions", None),
            number_of_messages=pop("numberOfMessages", None),
            additional_properties=rest,
        )
