# Generated from openapi/openapi.json by `make regen`; do not edit.
from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Self

from attrs import Factory, define


@define(kw_only=True)
class Health:
    """Health as the server reads and writes it."""

    details: dict[str, Any] | None = None
    error_message: str | None = None
    healthy: bool | None = None
    additional_properties: dict[str, Any] = Factory(dict)
    """What the server sent beyond the fields above; written back as it is."""

    def to_dict(self) -> dict[str, Any]:
        """Give the JSON object under the names of the wire; fields that are None are left out."""
        result: dict[str, Any] = dict(self.additional_properties)
        if self.details is not None:
            result["details"] = self.details
        if self.error_message is not None:
            result["errorMessage"] = self.error_message
        if self.healthy is not None:
            result["healthy"] = self.healthy
        return result

    @classmethod
    def from_dict(cls, source: Mapping[str, Any]) -> Self:
        """Read a JSON object; nulls, unknown values and missing fields are taken as they come."""
        rest = dict(source)
        pop: Callable[..., Any] = rest.pop
        return cls(
            details=pop("details", None),
            error_message=pop("errorMessage", None),
            healthy=pop("healthy", None),
            additional_properties=rest,
        )
