# Generated from openapi/openapi.json by `make regen`; do not edit.
from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Self

from attrs import Factory, define

from ..models.permission_target import PermissionTarget
from ..types import read_enum, write_value


@define(kw_only=True)
class TargetRef:
    """TargetRef as the server reads and writes it."""

    id: str
    type: PermissionTarget
    additional_properties: dict[str, Any] = Factory(dict)
    """What the server sent beyond the fields above; written back as it is."""

    def to_dict(self) -> dict[str, Any]:
        """Give the JSON object under the names of the wire; fields that are None are left out."""
        result: dict[str, Any] = dict(self.additional_properties)
        if self.id is not None:
            result["id"] = self.id
        if self.type is not None:
            result["type"] = write_value(self.type)
        return result

    @classmethod
    def from_dict(cls, source: Mapping[str, Any]) -> Self:
        """Read a JSON object; nulls, unknown values and missing fields are taken as they come."""
        rest = dict(source)
        pop: Callable[..., Any] = rest.pop
        return cls(id=pop("id", None), type=read_enum(PermissionTarget, pop("type", None)), additional_properties=rest)
