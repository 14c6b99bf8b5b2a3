# Generated from openapi/openapi.json by `make regen`; do not edit.
from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import Factory, define

from .. import models
from ..models.access import Access
from ..types import read_enum, read_list, read_map, read_models, write_value

if TYPE_CHECKING:
    from ..models.role import Role


@define(kw_only=True)
class Group:
    """Group as the server reads and writes it."""

    default_access: dict[str, list[Access]] | None = None
    description: str | None = None
    id: str | None = None
    roles: list[Role] | None = None
    additional_properties: dict[str, Any] = Factory(dict)
    """What the server sent beyond the fields above; written back as it is."""

    def to_dict(self) -> dict[str, Any]:
        """Give the JSON object under the names of the wire; fields that are None are left out."""
        result: dict[str, Any] = dict(self.additional_properties)
        if self.default_access is not None:
            result["defaultAccess"] = write_value(self.default_access)
        if self.description is not None:
            result["description"] = self.description
        if self.id is not None:
            result["id"] = self.id
        if self.roles is not None:
            result["roles"] = write_value(self.roles)
        return result

    @classmethod
    def from_dict(cls, source: Mapping[str, Any]) -> Self:
        """Read a JSON object; nulls, unknown values and missing fields are taken as they come."""
        rest = dict(source)
        pop: Callable[..., Any] = rest.pop
        return cls(
            default_access=read_map(
                lambda value: read_list(lambda item: read_enum(Access, item), value), pop("defaultAccess", None)
            ),
            description=pop("description", None),
            id=pop("id", None),
            roles=read_models(models.Role, pop("roles", None)),
            additional_properties=rest,
        )
