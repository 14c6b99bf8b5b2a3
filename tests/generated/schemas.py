"""Values for a schema of the document, and what must come back of them: an oracle apart from the models."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st
from openapi_python_client.strings import ClassName

from conductor.regen.documents import RESULT, Document, operations, read, schemas
from conductor.regen.normalise import OWN
from conductor.regen.prune import prune, without

DOCUMENT = read(RESULT)
# What only the server of a checkout's user has may have forms that this oracle does not know.
OWN_OPERATIONS = {key for key, operation in operations(DOCUMENT).items() if operation.get(OWN)}
SCHEMAS: dict[str, Document] = {
    str(ClassName(name, "")): schema
    for name, schema in schemas(prune(without(DOCUMENT, OWN_OPERATIONS)).document).items()
}
OBJECTS = [name for name, schema in SCHEMAS.items() if "properties" in schema]
DEEPEST = 3

texts = st.text(max_size=6)
leaves = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | texts
anything = st.recursive(
    leaves, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3), max_leaves=6
)


def resolved(schema: Document) -> Document:
    """Follow a reference, also one that stands beside a default."""
    reference = schema.get("$ref") or (schema["allOf"][0]["$ref"] if "allOf" in schema else None)
    return schema if reference is None else SCHEMAS[str(ClassName(reference.rsplit("/", 1)[-1], ""))]


def values(schema: Document, depth: int = 0) -> st.SearchStrategy[Any]:
    """Give values of this schema as a newer server may send them: nulls, unknown values and other types among them."""
    return _usual(resolved(schema), depth) | st.none() | anything


def objects(schema: Document, depth: int = 0) -> st.SearchStrategy[dict[str, Any]]:
    """Give objects with some of the fields of the schema, and some that it does not have."""
    fields = schema["properties"] if depth <= DEEPEST else {}
    known = st.fixed_dictionaries({}, optional={name: values(field, depth + 1) for name, field in fields.items()})
    unknown = st.dictionaries(texts.filter(lambda name: name not in schema["properties"]), anything, max_size=2)
    return st.builds(lambda a, b: {**a, **b}, known, unknown)


def _usual(schema: Document, depth: int) -> st.SearchStrategy[Any]:
    if "enum" in schema:
        return st.sampled_from(schema["enum"]) | texts
    if "properties" in schema:
        return objects(schema, depth)
    if schema.get("type") == "array":
        return st.lists(values(schema["items"], depth + 1), max_size=2)
    if schema.get("additionalProperties"):
        return st.dictionaries(texts, values(schema["additionalProperties"], depth + 1), max_size=2)
    kinds = {"string": texts, "integer": st.integers(), "number": st.floats(allow_nan=False, allow_infinity=False)}
    return st.booleans() if schema.get("type") == "boolean" else kinds.get(schema.get("type", ""), anything)


def unharmed(schema: Document, value: Any) -> Any:
    """Give what must be written back of a value that was read.

    All of it as it came, except: a null of a field that the schema has is the same as no field, and a list, map or
    default that the server always sends may be there although it did not.
    """
    schema = resolved(schema)
    if isinstance(value, dict) and "properties" in schema:
        return _unharmed_object(schema, value)
    if isinstance(value, dict) and isinstance(schema.get("additionalProperties"), dict):
        return {key: unharmed(schema["additionalProperties"], item) for key, item in value.items()}
    if isinstance(value, list) and "items" in schema:
        return [unharmed(schema["items"], item) for item in value]
    return value


def _unharmed_object(schema: Document, value: dict[str, Any]) -> dict[str, Any]:
    fields = schema["properties"]
    always = {name: _empty(resolved(fields[name])) for name in schema.get("required", [])}
    present = {name: item for name, item in value.items() if not (name in fields and item is None)}
    return {
        **{name: empty for name, empty in always.items() if empty is not None},
        **{name: unharmed(fields.get(name, {}), item) for name, item in present.items()},
    }


def _empty(schema: Document) -> Any:
    if schema.get("type") == "array":
        return []
    is_map = "additionalProperties" in schema and "properties" not in schema
    return {} if is_map else schema.get("default")
