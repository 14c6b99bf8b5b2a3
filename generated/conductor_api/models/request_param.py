# Generated from openapi/openapi.json by `make regen`; do not edit.
from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import Factory, define

from .. import models
from ..types import read_model, write_value

if TYPE_CHECKING:
    from ..models.schema import Schema


@define(kw_only=True)
class RequestParam:
    """RequestParam as the server reads and writes it."""

    name: str | None = None
    required: bool | None = None
    schema: Schema | None = None
    type: str | None = None
    additional_properties: dict[str, Any] = Factory(dict)
    """What the server sent beyond the fields above; written back as it is."""

    def to_dict(self) -> dict[str, Any]:
        """Give the JSON object under the names of the wire; fields that are None are left out."""
        result: dict[str, Any] = dict(self.additional_properties)
        if self.name is not None:
            result["name"] = self.name
        if self.required is not None:
            result["required"] = self.required
        if self.schema is not None:
            result["schema"] = write_value(self.schema)
        if self.type is not None:
            result["type"] = self.type
        return result

    @classmethod
    def from_dict(cls, source: Mapping[str, Any]) -> Self:
        """Read a JSON object; nulls, unknown values and missing fields are taken as they come."""
        rest = dict(source)
        pop: Callable[..., Any] = rest.pop
        return cls(
            name=pop("name", None),
            required=pop("required", None),
            schema=read_model(models.Schema, pop("schema", None)),
            type=pop("type", None),
            additional_properties=rest,
        )
