# Generated from openapi/openapi.json by `make regen`; do not edit.
from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import Factory, define

from .. import models
from ..models.integration_def_form_field_field_name import IntegrationDefFormFieldFieldName
from ..models.integration_def_form_field_field_type import IntegrationDefFormFieldFieldType
from ..types import read_enum, read_models, write_value

if TYPE_CHECKING:
    from ..models.option import Option


@define(kw_only=True)
class IntegrationDefFormField:
    """IntegrationDefFormField as the server reads and writes it."""

    default_value: str | None = None
    description: str | None = None
    field_name: IntegrationDefFormFieldFieldName | None = None
    field_type: IntegrationDefFormFieldFieldType | None = None
    label: str | None = None
    optional: bool | None = None
    value: str | None = None
    value_options: list[Option] | None = None
    additional_properties: dict[str, Any] = Factory(dict)
    """What the server sent beyond the fields above; written back as it is."""

    def to_dict(self) -> dict[str, Any]:
        """Give the JSON object under the names of the wire; fields that are None are left out."""
        result: dict[str, Any] = dict(self.additional_properties)
        if self.default_value is not None:
            result["defaultValue"] = self.default_value
        if self.description is not None:
            result["description"] = self.description
        if self.field_name is not None:
            result["fieldName"] = write_value(self.field_name)
        if self.field_type is not None:
            result["fieldType"] = write_value(self.field_type)
        if self.label is not None:
            result["label"] = self.label
        if self.optional is not None:
            result["optional"] = self.optional
        if self.value is not None:
            result["value"] = self.value
        if self.value_options is not None:
            result["valueOptions"] = write_value(self.value_options)
        return result

    @classmethod
    def from_dict(cls, source: Mapping[str, Any]) -> Self:
        """Read a JSON object; nulls, unknown values and missing fields are taken as they come."""
        rest = dict(source)
        pop: Callable[..., Any] = rest.pop
        return cls(
            default_value=pop("defaultValue", None),
            description=pop("description", None),
            field_name=read_enum(IntegrationDefFormFieldFieldName, pop("fieldName", None)),
            field_type=read_enum(IntegrationDefFormFieldFieldType, pop("fieldType", None)),
            label=pop("label", None),
            optional=pop("optional", None),
            value=pop("value", None),
            value_options=read_models(models.Option, pop("valueOptions", None)),
            additional_properties=rest,
        )
