# Generated from openapi/openapi.json by `make regen`; do not edit.
from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Self

from attrs import Factory, define


@define(kw_only=True)
class ProtoRegistryEntry:
    """ProtoRegistryEntry as the server reads and writes it."""

    data: str | None = None
    filename: str | None = None
    service_name: str | None = None
    additional_properties: dict[str, Any] = Factory(dict)
    """What the server sent beyond the fields above; written back as it is."""

    def to_dict(self) -> dict[str, Any]:
        """Give the JSON object under the names of the wire; fields that are None are left out."""
        result: dict[str, Any] = dict(self.additional_properties)
        if self.data is not None:
            result["data"] = self.data
        if self.filename is not None:
            result["filename"] = self.filename
        if self.service_name is not None:
            result["serviceName"] = self.service_name
        return result

    @classmethod
    def from_dict(cls, source: Mapping[str, Any]) -> Self:
        """Read a JSON object; nulls, unknown values and missing fields are taken as they come."""
        rest = dict(source)
        pop: Callable[..., Any] = rest.pop
        return cls(
            data=pop("data", None),
            filename=pop("filename", None),
            service_name=pop("serviceName", None),
            additional_properties=rest,
        )
