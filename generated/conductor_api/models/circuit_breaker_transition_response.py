# Generated from openapi/openapi.json by `make regen`; do not edit.
from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Self

from attrs import Factory, define


@define(kw_only=True)
class CircuitBreakerTransitionResponse:
    """CircuitBreakerTransitionResponse as the server reads and writes it."""

    current_state: str | None = None
    message: str | None = None
    previous_state: str | None = None
    service: str | None = None
    transition_timestamp: int | None = None
    additional_properties: dict[str, Any] = Factory(dict)
    """What the server sent beyond the fields above; written back as it is."""

    def to_dict(self) -> dict[str, Any]:
        """Give the JSON object under the names of the wire; fields that are None are left out."""
        result: dict[str, Any] = dict(self.additional_properties)
        if self.current_state is not None:
            result["currentState"] = self.current_state
        if self.message is not None:
            result["message"] = self.message
        if self.previous_state is not None:
            result["previousState"] = self.previous_state
        if self.service is not None:
            result["service"] = self.service
        if self.transition_timestamp is not None:
            result["transitionTimestamp"] = self.transition_timestamp
        return result

    @classmethod
    def from_dict(cls, source: Mapping[str, Any]) -> Self:
        """Read a JSON object; nulls, unknown values and missing fields are taken as they come."""
        rest = dict(source)
        pop: Callable[..., Any] = rest.pop
        return cls(
            current_state=pop("currentState", None),
            message=pop("message", None),
            previous_state=pop("previousState", None),
            service=pop("service", None),
            transition_timestamp=pop("transitionTimestamp", None),
            additional_properties=rest,
        )
