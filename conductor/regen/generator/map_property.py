"""Teaches the generator that an object without properties of its own is a ``dict``.

Out of the box it makes a class of every ``additionalProperties`` map; users would write
``input_data.additional_properties["x"]``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

import attrs
from openapi_python_client import schema as oai
from openapi_python_client.parser.errors import PropertyError
from openapi_python_client.parser.properties import ModelProperty, Schemas, property_from_data
from openapi_python_client.parser.properties.protocol import PropertyProtocol, Value, convert_example
from openapi_python_client.strings import PythonCode, PythonIdentifier

from conductor.regen.generator.names import build_free_model
from conductor.regen.generator.replacing import replace

if TYPE_CHECKING:
    from openapi_python_client.config import Config


@attrs.define
class MapProperty(PropertyProtocol):
    """``dict[str, T]``."""

    name: oai.UntrustedString
    required: bool
    default: Value | None
    python_name: PythonIdentifier
    description: oai.UntrustedString | None
    example: oai.UntrustedString | None = attrs.field(converter=convert_example)
    value_property: PropertyProtocol
    template: ClassVar[str] = "map_property.py.jinja"

    def convert_value(self, value: Any) -> Value | PropertyError | None:
        """Refuse a default."""
        return None if value is None else PropertyError(detail="a map cannot have a default")

    def get_base_type_string(self) -> PythonCode:
        """Return the type in Python."""
        return PythonCode(f"dict[str, {self.value_property.get_type_string().as_unembedded_code()}]")

    def get_base_json_type_string(self) -> PythonCode:
        """Return the type as JSON is read."""
        return PythonCode("dict[str, Any]")

    def get_imports(self, *, prefix: str) -> set[str]:
        """Return what the type needs, the imports of its values included."""
        return super().get_imports(prefix=prefix) | self.value_property.get_imports(prefix=prefix)

    def get_lazy_imports(self, *, prefix: str) -> set[str]:
        """Return what only type checkers need."""
        return self.value_property.get_lazy_imports(prefix=prefix)


def install() -> None:
    """Make the generator build maps where it would build classes without fields."""
    replace(ModelProperty, "build", classmethod(_build))


def _build(_cls: type[ModelProperty], /, *, data: oai.Schema, name: oai.UntrustedString, **context: Any) -> Any:
    if data.properties or data.allOf or not data.additionalProperties:
        return build_free_model(data=data, name=name, **context)
    return _build_map(data=data, name=name, **context)


def _build_map(
    *,
    data: oai.Schema,
    name: oai.UntrustedString,
    required: bool,
    schemas: Schemas,
    parent_name: str | None,
    config: Config,
    process_properties: bool,
    roots: set[Any],
) -> tuple[MapProperty | PropertyError, Schemas]:
    values = data.additionalProperties
    value, schemas = property_from_data(
        name=oai.UntrustedString(f"{name.get_untrusted_value()}_value"),
        required=True,
        data=oai.Schema() if isinstance(values, bool) or values is None else values,
        schemas=schemas,
        parent_name=parent_name or "",
        config=config,
        process_properties=process_properties,
        roots=roots,
    )
    if isinstance(value, PropertyError):
        return value, schemas
    map_property = MapProperty(
        name=name,
        required=required,
        default=None,
        python_name=PythonIdentifier(value=name, prefix=config.field_prefix),
        description=data.description,
        example=data.example,
        value_property=value,
    )
    return map_property, schemas
