"""``allOf`` becomes one schema with all fields, and unions get the discriminator that they mean."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from conductor.regen.documents import Document
from conductor.regen.json_values import items, mapping, text
from conductor.regen.normalise.components import SCHEMAS, Components
from conductor.regen.normalise.marks import UnfitError

_NOTES = frozenset(
    {
        *("description", "title", "example", "examples", "deprecated", "readOnly", "writeOnly", "nullable", "default"),
        *("xml", "externalDocs", "$comment"),
    }
)
"""Keywords that say something about a schema and do not change what it holds."""
_UNIONS = ("oneOf", "anyOf")


def merged(components: Components, node: Document) -> Document:
    """Return a schema without ``allOf`` that means the same: the fields of all its parts; of two, the later one.

    A single reference with remarks around it stays a reference.

    Raises:
        UnfitError: the parts have different types, or a part cannot be found
    """
    parts = items(node.get("allOf"))
    if not parts:
        return node
    around: Document = {key: value for key, value in node.items() if key != "allOf"}
    if reference := _only_reference([*parts, around]):
        return {"allOf": [reference], **{key: around[key] for key in ("default", "description") if key in around}}
    return _one_of_parts(list(_parts(components, node, set())))


def _only_reference(parts: list[Any]) -> Document | None:
    """Return the one part that is more than a remark, if that is a reference."""
    real = [mapping(part) for part in parts if not mapping(part).keys() <= _NOTES | {"type"}]
    return real[0] if len(real) == 1 and text(real[0].get("$ref")) is not None else None


def _parts(components: Components, node: Any, seen: set[str]) -> Iterator[Document]:
    """Iterate over all parts, those of a base before what is made of it; each base once, however often it is named."""
    schema = mapping(node)
    pointer = text(schema.get("$ref"))
    if pointer is not None:
        if pointer not in seen:
            seen.add(pointer)
            yield from _parts(components, components.find(pointer), seen)
        return
    for part in items(schema.get("allOf")):
        yield from _parts(components, part, seen)
    yield {key: value for key, value in schema.items() if key != "allOf"}


def _one_of_parts(parts: list[Document]) -> Document:
    types = {str(part["type"]) for part in parts if isinstance(part.get("type"), str)}
    if any("properties" in part for part in parts):
        types.add("object")
    if len(types) > 1:
        raise UnfitError(f"its parts are of the types {' and '.join(sorted(types))}")
    result: Document = {}
    properties: Document = {}
    required: list[str] = []
    for part in parts:
        for name, field in mapping(part.get("properties")).items():
            # A part may only say more about a field of its base.
            is_remark = mapping(field).keys() <= _NOTES and name in properties
            properties[name] = properties[name] if is_remark else field
        required += [name for name in items(part.get("required")) if isinstance(name, str) and name not in required]
        result.update(part)
    if properties:
        # The discriminator is that of the base.
        for keyword in (*_UNIONS, "discriminator"):
            result.pop(keyword, None)
        result |= {"type": "object", "properties": properties}
    return {**result, "required": required} if required else result


def discriminator(components: Components, node: Document, members: list[str]) -> Document | None:
    """Return the complete discriminator of a union of these references, or None when nothing tells them apart.

    It is the one of the union, that of a base which all members share, or a field in which each member has its own
    constant value.
    """
    declared = mapping(node.get("discriminator"))
    if not declared:
        shared = [_inherited(components, member) for member in members]
        if not shared or not shared[0] or any(base != shared[0] for base in shared):
            return _by_constants(components, members)
        declared = shared[0]
    return _complete(components, declared, members)


def _inherited(components: Components, pointer: str) -> Document:
    for part in _parts(components, {"$ref": pointer}, set()):
        if found := mapping(part.get("discriminator")):
            return found
    return {}


def _complete(components: Components, declared: Document, members: list[str]) -> Document | None:
    name = text(declared.get("propertyName"))
    if name is None:
        return None
    targets: dict[str, str] = {}
    for value, target in mapping(declared.get("mapping")).items():
        pointer = str(target) if str(target).startswith("#") else f"{SCHEMAS}{target}"
        if pointer in members:
            targets[str(value)] = SCHEMAS + components.name_of(pointer)
    mapped = set(targets.values())
    for pointer in members:
        target = SCHEMAS + components.name_of(pointer)
        if target not in mapped:
            # Without a mapping the value is the name of the schema.
            targets.setdefault(pointer.rsplit("/", 1)[-1], target)
    return {"propertyName": name, "mapping": targets}


def _by_constants(components: Components, members: list[str]) -> Document | None:
    constants = [_constants(components, pointer) for pointer in members]
    common = [name for name in constants[0] if all(name in other for other in constants)] if constants else []
    for name in common:
        values = [each[name] for each in constants]
        if len(set(values)) == len(values):
            targets = [SCHEMAS + components.name_of(pointer) for pointer in members]
            return {"propertyName": name, "mapping": dict(zip(values, targets, strict=True))}
    return None


def _constants(components: Components, pointer: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for part in _parts(components, {"$ref": pointer}, set()):
        for name, field in mapping(part.get("properties")).items():
            values = items(mapping(field).get("enum"))
            values = [mapping(field)["const"]] if "const" in mapping(field) else values
            if len(values) == 1 and isinstance(values[0], str):
                found[name] = values[0]
    return found
