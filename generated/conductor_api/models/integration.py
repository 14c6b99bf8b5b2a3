# Generated from openapi/openapi.json by `make regen`; do not edit.
from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import Factory, define, field

from .. import models
from ..models.integration_category import IntegrationCategory
from ..types import read_enum, read_models, read_moment, write_value

if TYPE_CHECKING:
    from ..models.integration_api import IntegrationApi
    from ..models.tag import Tag


@define(kw_only=True)
class Integration:
    """Integration as the server reads and writes it."""

    apis: list[IntegrationApi] | None = None
    category: IntegrationCategory | None = None
    configuration: dict[str, Any] | None = field(default=None, repr=False)
    create_time: int | None = None
    created_by: str | None = None
    description: str | None = None
    enabled: bool | None = None
    models_count: int | None = None
    name: str | None = None
    owner_app: str | None = None
    tags: list[Tag] | None = None
    type: str | None = None
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
        if self.apis is not None:
            result["apis"] = write_value(self.apis)
        if self.category is not None:
            result["category"] = write_value(self.category)
        if self.configuration is not None:
            result["configuration"] = self.configuration
        if self.create_time is not None:
            result["createTime"] = self.create_time
        if self.created_by is not None:
            result["createdBy"] = self.created_by
        if self.description is not None:
            result["description"] = self.description
        if self.enabled is not None:
            result["enabled"] = self.enabled
        if self.models_count is not None:
            result["modelsCount"] = self.models_count
        if self.name is not None:
            result["name"] = self.name
        if self.owner_app is not None:
            result["ownerApp"] = self.owner_app
        if self.tags is not None:
            result["tags"] = write_value(self.tags)
        if self.type is not None:
            result["type"] = self.type
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
            apis=read_models(models.IntegrationApi, pop("apis", None)),
            category=read_enum(IntegrationCategory, pop("category", None)),
            configuration=pop("configuration", None),
            create_time=pop("createTime", None),
            created_by=pop("createdBy", None),
            description=pop("description", None),
            enabled=pop("enabled", None),
            models_count=pop("modelsCount", None),
            name=pop("name", None),
            owner_app=pop("ownerApp", None),
            tags=read_models(models.Tag, pop("tags", None)),
            type=pop("type", None),
            update_time=pop("updateTime", None),
            updated_by=pop("updatedBy", None),
            additional_properties=rest,
        )
