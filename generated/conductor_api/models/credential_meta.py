# Generated from openapi/openapi.json by `make regen`; do not edit.
from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Self

from attrs import Factory, define


@define(kw_only=True)
class CredentialMeta:
    """CredentialMeta as the server reads and writes it."""

    created_at: str | None = None
    name: str | None = None
    partial: str | None = None
    updated_at: str | None = None
    additional_properties: dict[str, Any] = Factory(dict)
    """What the server sent beyond the fields above; written back as it is."""

    def to_dict(self) -> dict[str, Any]:
        """Give the JSON object under the names of the wire; fields that are None are left out."""
        result: dict[str, Any] = dict(self.additional_properties)
        if self.created_at is not None:
            result["created_at"] = self.created_at
        if self.name is not None:
            result["name"] = self.name
        if self.partial is not None:
            result["partial"] = self.partial
        if self.updated_at is not None:
            result["updated_at"] = self.updated_at
        return result

    @classmethod
    def from_dict(cls, source: Mapping[str, Any]) -> Self:
        """Read a JSON object; nulls, unknown values and missing fields are taken as they come."""
        rest = dict(source)
        pop: Callable[..., Any] = rest.pop
        return cls(
            created_at=pop("created_at", None),
            name=pop("name", None),
            partial=pop("partial", None),
            updated_at=pop("updated_at", None),
            additional_properties=rest,
        )
