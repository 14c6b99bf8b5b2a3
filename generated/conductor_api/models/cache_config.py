# Generated from openapi/openapi.json by `make regen`; do not edit.
from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Self

from attrs import Factory, define


@define(kw_only=True)
class CacheConfig:
    """CacheConfig as the server reads and writes it."""

    key: str | None = None
    ttl_in_second: int | None = None
    additional_properties: dict[str, Any] = Factory(dict)
    """What the server sent beyond the fields above; written back as it is."""

    def to_dict(self) -> dict[str, Any]:
        """Give the JSON object under the names of the wire; fields that are None are left out."""
        result: dict[str, Any] = dict(self.additional_properties)
        if self.key is not None:
            result["key"] = self.key
        if self.ttl_in_second is not None:
            result["ttlInSecond"] = self.ttl_in_second
        return result

    @classmethod
    def from_dict(cls, source: Mapping[str, Any]) -> Self:
        """Read a JSON object; nulls, unknown values and missing fields are taken as they come."""
        rest = dict(source)
        pop: Callable[..., Any] = rest.pop
        return cls(key=pop("key", None), ttl_in_second=pop("ttlInSecond", None), additional_properties=rest)
