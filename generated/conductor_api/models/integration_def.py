# Generated from openapi/openapi.json by `make regen`; do not edit.
from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import Factory, define

from .. import models
from ..models.integration_category import IntegrationCategory
from ..types import read_enum, read_models, write_value

if TYPE_CHECKING:
    from ..models.integration_def_api import IntegrationDefApi
    from ..models.integration_def_form_field import IntegrationDefFormField


@define(kw_only=True)
class IntegrationDef:
    """IntegrationDef as the server reads and writes it."""

    apis: list[IntegrationDefApi] | None = None
    category: IntegrationCategory | None = None
    category_label: str | None = None
    configuration: list[IntegrationDefFormField] | None = None
    description: str | None = None
    enabled: bool | None = None
    icon_name: str | None = None
    name: str | None = None
    tags: list[str] | None = None
    type: str | None = None
    additional_properties: dict[str, Any] = Factory(dict)
    """What the server sent beyond the fields above; written back as it is."""

    def to_dict(self) -> dict[str, Any]:
        """Give the JSON object under the names of the wire; fields that are None are left out."""
        result: dict[str, Any] = dict(self.additional_properties)
        if self.apis is not None:
            result["apis"] = write_value(self.apis)
        if self.category is not None:
            result["category"] = write_value(self.category)
        if self.category_label is not None:
            result["categoryLabel"] = self.category_label
        if self.configuration is not None:
            result["configuration"] = write_value(self.configuration)
        if self.description is not None:
            result["description"] = self.description
        if self.enabled is not None:
            result["enabled"] = self.enabled
        if self.icon_name is not None:
            result["iconName"] = self.icon_name
        if self.name is not None:
            result["name"] = self.name
        if self.tags is not None:
            result["tags"] = self.tags
        if self.type is not None:
            result["type"] = self.type
        return result

    @classmethod
    def from_dict(cls, source: Mapping[str, Any]) -> Self:
        """Read a JSON object; nulls, unknown values and missing fields are taken as they come."""
        rest = dict(source)
        pop: Callable[..., Any] = rest.pop
        return cls(
            apis=read_models(models.IntegrationDefApi, pop("apis", None)),
            category=read_enum(IntegrationCategory, pop("category", None)),
            category_label=pop("categoryLabel", None),
            configuration=read_models(models.IntegrationDefFormField, pop("configuration", None)),
            description=pop("description", None),
            enabled=pop("enabled", None),
            icon_name=pop("iconName", None),
            name=pop("name", None),
            tags=pop("tags", None),
            type=pop("type", None),
            additional_properties=rest,
        )
