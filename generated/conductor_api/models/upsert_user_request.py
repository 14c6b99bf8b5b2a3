# Generated from openapi/openapi.json by `make regen`; do not edit.
from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Self

from attrs import Factory, define

from ..models.user_role import UserRole
from ..types import read_enum, read_list, write_value


@define(kw_only=True)
class UpsertUserRequest:
    """UpsertUserRequest as the server reads and writes it."""

    name: str
    groups: list[str] | None = None
    roles: list[UserRole] | None = None
    additional_properties: dict[str, Any] = Factory(dict)
    """What the server sent beyond the fields above; written back as it is."""

    def to_dict(self) -> dict[str, Any]:
        """Give the JSON object under the names of the wire; fields that are None are left out."""
        result: dict[str, Any] = dict(self.additional_properties)
        if self.name is not None:
            result["name"] = self.name
        if self.groups is not None:
            result["groups"] = self.groups
        if self.roles is not None:
            result["roles"] = write_value(self.roles)
        return result

    @classmethod
    def from_dict(cls, source: Mapping[str, Any]) -> Self:
        """Read a JSON object; nulls, unknown values and missing fields are taken as they come."""
        rest = dict(source)
        pop: Callable[..., Any] = rest.pop
        return cls(
            name=pop("name", None),
            groups=pop("groups", None),
            roles=read_list(lambda item: read_enum(UserRole, item), pop("roles", None)),
            additional_properties=rest,
        )
