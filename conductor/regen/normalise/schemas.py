"""Schemas in the forms that become Python: objects, lists, maps, enums, unions, plain values, and "any value"."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from conductor.regen.documents import Document
from conductor.regen.json_values import items, mapping, text
from conductor.regen.normalise.components import SCHEMAS, Components
from conductor.regen.normalise.inheritance import discriminator, merged
from conductor.regen.normalise.marks import UnfitError

DEEPEST = 60
"""Levels of schemas inside schemas, without references between them."""
MOST_SCHEMAS = 1_000_000
"""Bound for one document: aliases of YAML can make a few lines expand to more than memory holds."""
_SCALARS = frozenset({"string", "integer", "number", "boolean"})
_KEPT: dict[str, type | tuple[type, ...]] = {
    "description": str,
    "format": str,
    "x-enum": str,
    "deprecated": bool,
    "readOnly": bool,
    "writeOnly": bool,
    "uniqueItems": bool,
    "minimum": (int, float),
    "maximum": (int, float),
    "minLength": int,
    "maxLength": int,
    "minItems": int,
    "maxItems": int,
}
"""Keywords that pass as they are when their value is of this type."""
_PYTHON: dict[str | None, type | tuple[type, ...]] = {
    "string": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
}


class SchemaForms:
    """Turns the schemas of one document into their normal forms; ``note`` is called with what was simplified."""

    def __init__(self, components: Components, note: Callable[[str], None]) -> None:
        self.components = components
        self._note = note
        self._count = 0

    def form(self, node: Any, place: str, depth: int = 0) -> Document:
        """Return the normal form; what cannot be expressed becomes "any value", and is noted."""
        self._count += 1
        if self._count > MOST_SCHEMAS:
            raise UnfitError(f"the document has more than {MOST_SCHEMAS} schemas")
        try:
            return self._form(mapping(node), place, depth)
        except UnfitError as reason:
            if self._count > MOST_SCHEMAS:
                raise
            self._note_any(place, str(reason))
        except RecursionError:
            self._note_any(place, "it is nested too deeply")
        return {}

    def _note_any(self, place: str, reason: str) -> None:
        if place:
            self._note(f"{place}: taken as any value: {reason}")

    def is_nullable(self, node: Any) -> bool:
        """Return whether null is among the values; then a field cannot be relied on, even if it is required."""
        schema = self._shallow(node)
        kinds = schema.get("type")
        members = [mapping(member) for key in ("oneOf", "anyOf") for member in items(schema.get(key))]
        return (
            schema.get("nullable") is True
            or "null" in (items(kinds) or [kinds])
            or (None in items(schema.get("enum")))
            or any(member.get("type") == "null" for member in members)
        )

    def shape(self, node: Any) -> Document:
        """Return the normal form of a schema or of what it refers to, for a look at its type and fields.

        Raises:
            UnfitError: the reference leads nowhere
        """
        return self.form(self._shallow(node), "")

    def _shallow(self, node: Any) -> Document:
        schema = mapping(node)
        for _ in range(DEEPEST):
            if text(schema.get("$ref")) is not None:
                schema = self.components.resolved(schema)
            flat = merged(self.components, schema)
            if "allOf" not in flat:
                return flat
            schema = mapping(flat["allOf"][0])
        raise UnfitError("a reference leads in a circle")

    def _form(self, node: Document, place: str, depth: int) -> Document:
        if depth > DEEPEST:
            raise UnfitError(f"it is nested deeper than {DEEPEST} levels")
        schema = merged(self.components, node)
        if "allOf" in schema or text(schema.get("$ref")) is not None:
            return self._reference(schema["allOf"][0]["$ref"] if "allOf" in schema else schema["$ref"], schema)
        if any(key in schema for key in ("oneOf", "anyOf")) and not self._is_object(schema):
            return self._union(schema, place, depth)
        return _constant(schema) if "const" in schema else self._typed(schema, place, depth)

    def _typed(self, schema: Document, place: str, depth: int) -> Document:
        kind = _kind(schema)
        kept = {key: value for key, value in schema.items() if key in _KEPT and _is(value, _KEPT[key])}
        if isinstance(schema.get("enum"), list) and kind not in ("array", "object"):
            return kept | _enum(items(schema["enum"]), kind, schema)
        if kind == "array":
            return kept | {"type": "array", "items": self.form(schema.get("items"), _inside(place, "[]"), depth + 1)}
        if kind == "object" and not mapping(schema.get("properties")) and not schema.get("additionalProperties", False):
            # springdoc writes Object as an object without fields; it may be anything.
            is_map = "additionalProperties" in schema or "patternProperties" in schema
            return {**kept, "type": "object", "additionalProperties": {}} if is_map else kept
        if kind == "object" or "properties" in schema:
            return kept | self._object(schema, place, depth)
        return kept | ({"type": kind} if kind in _SCALARS else {}) | _default(schema, kind)

    def _reference(self, pointer: str, around: Document) -> Document:
        reference = {"$ref": SCHEMAS + self.components.name_of(pointer)}
        if not isinstance(around.get("default"), str | int | float):
            return reference
        target = self._shallow(reference_to(pointer))
        # A default beside a reference is lost; allOf keeps it.
        default = _default({**around, "enum": target.get("enum")}, _kind(target))
        return {"allOf": [reference], **default} if default and "enum" in target else reference

    def _is_object(self, schema: Document) -> bool:
        """Return whether fields count more than the union beside them."""
        return "properties" in schema and not isinstance(schema.get("discriminator"), dict)

    def _union(self, schema: Document, place: str, depth: int) -> Document:
        key = "oneOf" if "oneOf" in schema else "anyOf"
        raw = [node for word in ("oneOf", "anyOf") for node in items(schema.get(word))]
        raw = [node for node in raw if mapping(node).get("type") != "null"]
        if not raw or any(not mapping(node) for node in raw):
            return {}
        if len(raw) == 1:
            remarks: Document = {word: schema[word] for word in ("description", "default") if word in schema}
            return self._form({**remarks, **mapping(raw[0])}, place, depth + 1)
        forms = [self.form(node, _inside(place, f" ({key})"), depth + 1) for node in raw]
        if any(not form for form in forms):
            return {}
        union: Document = {key: forms}
        references = [text(mapping(node).get("$ref")) for node in raw]
        members = [pointer for pointer in references if pointer is not None and self._has_fields(pointer)]
        if len(members) == len(raw) and (found := discriminator(self.components, schema, members)):
            union["discriminator"] = found
        return union | ({"description": schema["description"]} if _is(schema.get("description"), str) else {})

    def _has_fields(self, pointer: str) -> bool:
        schema = self._shallow(reference_to(pointer))
        return bool(mapping(schema.get("properties"))) and not ("oneOf" in schema or "anyOf" in schema)

    def _object(self, schema: Document, place: str, depth: int) -> Document:
        raw = mapping(schema.get("properties"))
        properties = {name: self.form(field, _inside(place, f".{name}"), depth + 1) for name, field in raw.items()}
        result: Document = {"type": "object"} if _kind(schema) == "object" or not properties else {}
        if properties:
            result["properties"] = properties
        required = [name for name in items(schema.get("required")) if name in raw and not self.is_nullable(raw[name])]
        if required:
            result["required"] = required
        more = schema.get("additionalProperties")
        if isinstance(more, bool):
            result["additionalProperties"] = more
        elif isinstance(more, dict):
            result["additionalProperties"] = self.form(more, _inside(place, ".*"), depth + 1)
        return result


def _inside(place: str, part: str) -> str:
    """Name a part of a place; a look at a schema that has no place is not worth a note."""
    return place + part if place else ""


def reference_to(pointer: str) -> Document:
    """Return a schema that refers to another one."""
    return {"$ref": pointer}


def _kind(schema: Document) -> str | None:
    """Return the one type of a schema, or None where it has several or none that is known."""
    given = schema.get("type")
    kinds = [kind for kind in items(given) or [given] if isinstance(kind, str) and kind != "null"]
    if len(kinds) == 1:
        return kinds[0] if kinds[0] in _SCALARS | {"array", "object"} else None
    if kinds or "properties" in schema:
        return None
    if "items" in schema or "prefixItems" in schema:
        return "array"
    return "object" if "additionalProperties" in schema or "patternProperties" in schema else None


def _is(value: Any, types: type | tuple[type, ...]) -> bool:
    # In Python a boolean is a number, too.
    return isinstance(value, types) and (types is bool or not isinstance(value, bool))


def _enum(values: list[Any], kind: str | None, schema: Document) -> Document:
    """Return an enum of texts or of whole numbers; anything else loses its list of values."""
    known = list(dict.fromkeys(value for value in values if isinstance(value, str | int | float)))
    if known and all(isinstance(value, str) for value in known) and kind in ("string", None):
        return {"type": "string", "enum": known, **_default({**schema, "enum": known}, "string")}
    if known and all(_is(value, int) for value in known) and kind in ("integer", None):
        return {"type": "integer", "enum": known, **_default({**schema, "enum": known}, "integer")}
    return {"type": kind} if kind in _SCALARS else {}


def _constant(schema: Document) -> Document:
    """Return the type of a constant, with the constant as its default."""
    value = schema["const"]
    note = {"description": schema["description"]} if _is(schema.get("description"), str) else {}
    for kind, types in _PYTHON.items():
        if _is(value, types):
            return {"type": kind, "default": value, **note}
    return note


def _default(schema: Document, kind: str | None) -> Document:
    """Return the default if it fits the type, and is one of the values of an enum."""
    value = schema.get("default")
    if value is None or kind not in _PYTHON or not _is(value, _PYTHON[kind]):
        return {}
    if kind == "string" and schema.get("format") in ("date", "date-time", "uuid", "binary"):
        return {}
    values = schema.get("enum")
    # The generator looks for the text of a member as it stands in the code.
    is_odd = isinstance(value, str) and values is not None and not (value.isprintable() and not set(value) & set('"\\'))
    return {} if is_odd or (values is not None and value not in items(values)) else {"default": value}
