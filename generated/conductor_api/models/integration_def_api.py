# Generated from openapi/openapi.json by `make regen`; do not edit.
from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import Factory, define

from .. import models
from ..types import read_model, write_value

if TYPE_CHECKING:
    from ..models.schema_def import SchemaDef


@define(kw_only=True)
class IntegrationDefApi:
    """IntegrationDefApi as the server reads and writes it."""

    api: str | None = None
    description: str | None = None
    input_schema: SchemaDef | None = None
    integration_type: str | None = None
    output_schema: SchemaDef | None = None
    additional_properties: dict[str, Any] = Factory(dict)
    """What the server sent beyond the fields above; written back as it is."""

    def to_dict(self) -> dict[str, Any]:
        """Give the JSON object under the names of the wire; fields that are None are left out."""
        result: dict[str, Any] = dict(self.additional_properties)
        if self.api is not None:
            result["api"] = self.api
        if self.description is not None:
            result["description"] = self.description
        if self.input_schema is not None:
            result["inputSchema"] = write_value(self.input_schema)
        if self.integration_type is not None:
            result["integrationType"] = self.integration_type
        if self.output_schema is not None:
            result["outputSchema"] = write_value(self.output_schema)
        return result

    @classmethod
    def from_dict(cls, source: Mapping[str, Any]) -> Self:
        """Read a JSON object; nulls, unknown values and missing fields are taken as they come."""
        rest = dict(source)
        pop: Callable[..., Any] = rest.pop
        return cls(
            api=pop("api", None),
            description=pop("description", None),
            input_schema=read_model(models.SchemaDef, pop("inputSchema", None)),
            integration_type=pop("integrationType", None),
            output_schema=read_model(models.SchemaDef, pop("outputSchema", None)),
            additional_properties=rest,
        )
