# Generated from openapi/openapi.json by `make regen`; do not edit.
from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Self

from attrs import Factory, define

from ..models.access import Access
from ..models.user_role import UserRole
from ..types import read_enum, read_list, read_map, write_value


@define(kw_only=True)
class UpsertGroupRequest:
    """UpsertGroupRequest as the server reads and writes it."""

    description: str
    default_access: dict[str, list[Access]] | None = None
    roles: list[UserRole] | None = None
    additional_properties: dict[str, Any] = Factory(dict)
    """What the server sent beyond the fields above; written back as it is."""

    def to_dict(self) -> dict[str, Any]:
        """Give the JSON object under the names of the wire; fields that are None are left out."""
        result: dict[str, Any] = dict(self.additional_properties)
        if self.description is not None:
            result["description"] = self.description
        if self.default_access is not None:
            result["defaultAccess"] = write_value(self.default_access)
        if self.roles is not None:
            result["roles"] = write_value(self.roles)
        return result

    @classmethod
    def from_dict(cls, source: Mapping[str, Any]) -> Self:
        """Read a JSON object; nulls, unknown values and missing fields are taken as they come."""
        rest = dict(source)
        pop: Callable[..., Any] = rest.pop
        return cls(
            description=pop("description", None),
            default_access=read_map(
                lambda value: read_list(lambda item: read_enum(Access, item), value), pop("defaultAccess", None)
            ),
            roles=read_list(lambda item: read_enum(UserRole, item), pop("roles", None)),
            additional_properties=rest,
        )
