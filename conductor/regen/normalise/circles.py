"""Lists, maps and unions that contain themselves: Python has no name for such a type."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from conductor.regen.documents import Document
from conductor.regen.json_values import items, mapping, text
from conductor.regen.normalise.components import SCHEMAS


def break_circles(schemas: dict[str, Document], note: Callable[[str], None]) -> None:
    """Replace each reference that closes a circle of such schemas by "any value".

    Objects with fields are not part of a circle: their fields are types of their own.
    """
    done: set[str] = set()
    for name in schemas:
        _visit(name, schemas, done, note)


def _visit(start: str, schemas: dict[str, Document], done: set[str], note: Callable[[str], None]) -> None:
    open_names: dict[str, Iterator[Document]] = {start: _references(schemas[start])}
    if start in done:
        return
    while open_names:
        name, references = next(reversed(open_names.items()))
        reference = next(references, None)
        if reference is None:
            done.add(name)
            del open_names[name]
            continue
        target = reference["$ref"].removeprefix(SCHEMAS)
        if target in open_names:
            reference.clear()
            note(f"schema {name}: what it contains of {target} is taken as any value: it contains itself")
        elif target in schemas and target not in done:
            open_names[target] = _references(schemas[target])


def _references(schema: Document) -> Iterator[Document]:
    """Iterate over the references of a schema that must be known before it."""
    if text(schema.get("$ref")) is not None:
        yield schema
        return
    if not schema or "properties" in schema:
        return
    # The generator makes the fields of an object inside a union at once.
    nested = [node for key in ("allOf", "oneOf", "anyOf") for node in items(schema.get(key))]
    for node in [*nested, schema.get("items"), schema.get("additionalProperties")]:
        yield from _references(mapping(node))
    for node in nested:
        for field in mapping(mapping(node).get("properties")).values():
            yield from _references(mapping(field))
