# Generated from openapi/openapi.json by `make regen`; do not edit.
from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from typing import Any, Self

from attrs import Factory, define

from ..models.schema_def_type import SchemaDefType
from ..types import read_enum, read_moment, write_value


@define(kw_only=True)
class SchemaDef:
    """SchemaDef as the server reads and writes it."""

    name: str
    type: SchemaDefType
    version: int
    create_time: int | None = None
    created_by: str | None = None
    data: dict[str, Any] | None = None
    external_ref: str | None = None
    owner_app: str | None = None
    update_time: int | None = None
    updated_by: str | None = None
    additional_properties: dict[str, Any] = Factory(dict)
    """What the server sent beyond the fields above; written back as it is."""

    @property
    def created_at(self) -> datetime.datetime | None:
        """``create_time`` as a datetime in UTC; None when it has not come yet."""
        return read_moment(self.create_time)

    @property
    def updated_at(self) -> datetime.datetime | None:
        """``update_time`` as a datetime in UTC; None when it has not come yet."""
        return read_moment(self.update_time)

    def to_dict(self) -> dict[str, Any]:
        """Give the JSON object under the names of the wire; fields that are None are left out."""
        result: dict[str, Any] = dict(self.additional_properties)
        if self.name is not None:
            result["name"] = self.name
        if self.type is not None:
            result["type"] = write_value(self.type)
        if self.version is not None:
            result["version"] = self.version
        if self.create_time is not None:
            result["createTime"] = self.create_time
        if self.created_by is not None:
            result["createdBy"] = self.created_by
        if self.data is not None:
            result["data"] = self.data
        if self.external_ref is not None:
            result["externalRef"] = self.external_ref
        if self.owner_app is not None:
            result["ownerApp"] = self.owner_app
        if self.update_time is not None:
            result["updateTime"] = self.update_time
        if self.updated_by is not None:
            result["updatedBy"] = self.updated_by
        return result

    @classmethod
    def from_dict(cls, source: Mapping[str, Any]) -> Self:
        """Read a JSON object; nulls, unknown values and missing fields are taken as they come."""
        rest = dict(source)
        pop: Callable[..., Any] = rest.pop
        return cls(
            name=pop("name", None),
            type=read_enum(SchemaDefType, pop("type", None)),
            version=pop("version", None),
            create_time=pop("createTime", None),
            created_by=pop("createdBy", None),
            data=pop("data", None),
            external_ref=pop("externalRef", None),
            owner_app=pop("ownerApp", None),
            update_time=pop("updateTime", None),
            updated_by=pop("updatedBy", None),
            additional_properties=rest,
        )
