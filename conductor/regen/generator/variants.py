"""Kinds of properties that the generator does not have: uploads, and unions of models with a discriminator."""

from __future__ import annotations

from typing import Any, ClassVar

import attrs
from openapi_python_client import schema as oai
from openapi_python_client.parser import properties
from openapi_python_client.parser.errors import PropertyError
from openapi_python_client.parser.properties import ModelProperty
from openapi_python_client.parser.properties.string import StringProperty
from openapi_python_client.parser.properties.union import UnionProperty
from openapi_python_client.strings import PythonCode, in_double_quote_literal

from conductor.regen.generator.replacing import replace
from conductor.regen.normalise.marks import UPLOAD

build_union = UnionProperty.build
string_based_property: Any = vars(properties)["_string_based_property"]


@attrs.define
class UploadProperty(StringProperty):
    """The content of a file in a multipart form."""

    template: ClassVar[str] = "upload_property.py.jinja"

    def get_base_type_string(self) -> PythonCode:
        """Return the type in Python."""
        return PythonCode("File | bytes")

    def get_imports(self, *, prefix: str) -> set[str]:
        """Return what the type needs."""
        return super().get_imports(prefix=prefix) | {f"from {prefix}forms import File"}


@attrs.define
class TaggedUnionProperty(UnionProperty):
    """One of several models; a field says which."""

    template: ClassVar[str] = "tagged_union_property.py.jinja"
    field: str = ""
    models: dict[str, str] = attrs.Factory(dict[str, str])
    """Names of the classes by the value of the field, both as they stand in code."""


def install() -> None:
    """Make the generator build them."""
    replace(UnionProperty, "build", classmethod(_build_union))
    replace(properties, "_string_based_property", _build_string)


def _build_string(name: Any, required: bool, data: oai.Schema, config: Any) -> Any:
    found = string_based_property(name, required, data, config)
    if data.schema_format != UPLOAD or not isinstance(found, StringProperty):
        return found
    return UploadProperty(**attrs.asdict(found, recurse=False))


def _build_union(_cls: type[UnionProperty], /, *, data: oai.Schema, **context: Any) -> Any:
    union, schemas = build_union(data=data, **context)
    if isinstance(union, PropertyError) or data.discriminator is None:
        return union, schemas
    return _tagged(union, data.discriminator, schemas), schemas


def _tagged(union: UnionProperty, discriminator: Any, schemas: Any) -> UnionProperty:
    models: dict[str, str] = {}
    mapping: dict[Any, Any] = discriminator.mapping or {}
    for value, target in mapping.items():
        pointer = oai.UntrustedString(target.get_untrusted_value().removeprefix("#"))
        found = schemas.classes_by_reference.get(pointer)
        if isinstance(found, ModelProperty):
            models[in_double_quote_literal(value)] = found.class_info.name
    known = [inner.class_info.name for inner in union.inner_properties if isinstance(inner, ModelProperty)]
    if len(known) < len(union.inner_properties) or set(models.values()) != set(known):
        return union
    field = in_double_quote_literal(discriminator.propertyName)
    return TaggedUnionProperty(**attrs.asdict(union, recurse=False), field=field, models=models)
