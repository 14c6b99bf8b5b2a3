# Generated from openapi/openapi.json by `make regen`; do not edit.
from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Self

from attrs import Factory, define, field

from ..models.integration_category import IntegrationCategory
from ..types import read_enum, write_value


@define(kw_only=True)
class IntegrationUpdate:
    """IntegrationUpdate as the server reads and writes it."""

    category: IntegrationCategory | None = None
    configuration: dict[str, Any] | None = field(default=None, repr=False)
    description: str | None = None
    enabled: bool | None = None
    type: str | None = None
    additional_properties: dict[str, Any] = Factory(dict)
    """What the server sent beyond the fields above; written back as it is."""

    def to_dict(self) -> dict[str, Any]:
        """Give the JSON object under the names of the wire; fields that are None are left out."""
        result: dict[str, Any] = dict(self.additional_properties)
        if self.category is not None:
            result["category"] = write_value(self.category)
        if self.configuration is not None:
            result["configuration"] = self.configuration
        if self.description is not None:
            result["description"] = self.description
        if self.enabled is not None:
            result["enabled"] = self.enabled
        if self.type is not None:
            result["type"] = self.type
        return result

    @classmethod
    def from_dict(cls, source: Mapping[str, Any]) -> Self:
        """Read a JSON object; nulls, unknown values and missing fields are taken as they come."""
        rest = dict(source)
        pop: Callable[..., Any] = rest.pop
        return cls(
            category=read_enum(IntegrationCategory, pop("category", None)),
            configuration=pop("configuration", None),
            description=pop("description", None),
            enabled=pop("enabled", None),
            type=pop("type", None),
            additional_properties=rest,
        )
