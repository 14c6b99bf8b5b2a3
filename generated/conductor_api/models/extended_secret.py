# Generated from openapi/openapi.json by `make regen`; do not edit.
from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import Factory, define

from .. import models
from ..types import read_models, write_value

if TYPE_CHECKING:
    from ..models.tag import Tag


@define(kw_only=True)
class ExtendedSecret:
    """ExtendedSecret as the server reads and writes it."""

    name: str | None = None
    tags: list[Tag] | None = None
    additional_properties: dict[str, Any] = Factory(dict)
    """What the server sent beyond the fields above; written back as it is."""

    def to_dict(self) -> dict[str, Any]:
        """Give the JSON object under the names of the wire; fields that are None are left out."""
        result: dict[str, Any] = dict(self.additional_properties)
        if self.name is not None:
            result["name"] = self.name
        if self.tags is not None:
            result["tags"] = write_value(self.tags)
        return result

    @classmethod
    def from_dict(cls, source: Mapping[str, Any]) -> Self:
        """Read a JSON object; nulls, unknown values and missing fields are taken as they come."""
        rest = dict(source)
        pop: Callable[..., Any] = rest.pop
        return cls(name=pop("name", None), tags=read_models(models.Tag, pop("tags", None)), additional_properties=rest)
