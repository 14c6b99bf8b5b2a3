# Generated from openapi/openapi.json by `make regen`; do not edit.
from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import Factory, define

from .. import models
from ..types import read_models, write_value

if TYPE_CHECKING:
    from ..models.group import Group
    from ..models.role import Role


@define(kw_only=True)
class ConductorUser:
    """ConductorUser as the server reads and writes it."""

    application_user: bool | None = None
    encrypted_id: bool | None = None
    encrypted_id_display_value: str | None = None
    groups: list[Group] | None = None
    id: str | None = None
    name: str | None = None
    orkes_workers_app: bool | None = None
    roles: list[Role] | None = None
    uuid: str | None = None
    additional_properties: dict[str, Any] = Factory(dict)
    """What the server sent beyond the fields above; written back as it is."""

    def to_dict(self) -> dict[str, Any]:
        """Give the JSON object under the names of the wire; fields that are None are left out."""
        result: dict[str, Any] = dict(self.additional_properties)
        if self.application_user is not None:
            result["applicationUser"] = self.application_user
        if self.encrypted_id is not None:
            result["encryptedId"] = self.encrypted_id
        if self.encrypted_id_display_value is not None:
            result["encryptedIdDisplayValue"] = self.encrypted_id_display_value
        if self.groups is not None:
            result["groups"] = write_value(self.groups)
        if self.id is not None:
            result["id"] = self.id
        if self.name is not None:
            result["name"] = self.name
        if self.orkes_workers_app is not None:
            result["orkesWorkersApp"] = self.orkes_workers_app
        if self.roles is not None:
            result["roles"] = write_value(self.roles)
        if self.uuid is not None:
            result["uuid"] = self.uuid
        return result

    @classmethod
    def from_dict(cls, source: Mapping[str, Any]) -> Self:
        """Read a JSON object; nulls, unknown values and missing fields are taken as they come."""
        rest = dict(source)
        pop: Callable[..., Any] = rest.pop
        return cls(
            application_user=pop("applicationUser", None),
            encrypted_id=pop("encryptedId", None),
            encrypted_id_display_value=pop("encryptedIdDisplayValue", None),
            groups=read_models(models.Group, pop("groups", None)),
            id=pop("id", None),
            name=pop("name", None),
            orkes_workers_app=pop("orkesWorkersApp", None),
            roles=read_models(models.Role, pop("roles", None)),
            uuid=pop("uuid", None),
            additional_properties=rest,
        )
