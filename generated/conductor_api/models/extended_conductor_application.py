# Generated from openapi/openapi.json by `make regen`; do not edit.
from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import Factory, define

from .. import models
from ..types import read_models, read_moment, write_value

if TYPE_CHECKING:
    from ..models.tag import Tag


@define(kw_only=True)
class ExtendedConductorApplication:
    """ExtendedConductorApplication as the server reads and writes it."""

    create_time: int | None = None
    created_by: str | None = None
    id: str | None = None
    name: str | None = None
    tags: list[Tag] | None = None
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
        if self.create_time is not None:
            result["createTime"] = self.create_time
        if self.created_by is not None:
            result["createdBy"] = self.created_by
        if self.id is not None:
            result["id"] = self.id
        if self.name is not None:
            result["name"] = self.name
        if self.tags is not None:
            result["tags"] = write_value(self.tags)
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
            create_time=pop("createTime", None),
            created_by=pop("createdBy", None),
            id=pop("id", None),
            name=pop("name", None),
            tags=read_models(models.Tag, pop("tags", None)),
            update_time=pop("updateTime", None),
            updated_by=pop("updatedBy", None),
            additional_properties=rest,
        )
