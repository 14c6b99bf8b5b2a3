# Generated from openapi/openapi.json by `make regen`; do not edit.
from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Self

from attrs import Factory, define, field


@define(kw_only=True)
class GenerateTokenRequest:
    """GenerateTokenRequest as the server reads and writes it."""

    key_id: str
    key_secret: str = field(repr=False)
    expiration: int | None = None
    additional_properties: dict[str, Any] = Factory(dict)
    """What the server sent beyond the fields above; written back as it is."""

    def to_dict(self) -> dict[str, Any]:
        """Give the JSON object under the names of the wire; fields that are None are left out."""
        result: dict[str, Any] = dict(self.additional_properties)
        if self.key_id is not None:
            result["keyId"] = self.key_id
        if self.key_secret is not None:
            result["keySecret"] = self.key_secret
        if self.expiration is not None:
            result["expiration"] = self.expiration
        return result

    @classmethod
    def from_dict(cls, source: Mapping[str, Any]) -> Self:
        """Read a JSON object; nulls, unknown values and missing fields are taken as they come."""
        rest = dict(source)
        pop: Callable[..., Any] = rest.pop
        return cls(
            key_id=pop("keyId", None),
            key_secret=pop("keySecret", None),
            expiration=pop("expiration", None),
            additional_properties=rest,
        )
