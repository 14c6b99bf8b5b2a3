"""Step 5, prune: schemas that no operation reaches go; what is left is checked before the generator sees it.

The checks are for what the generator or our templates would lose without a word.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from openapi_python_client.strings import ClassName, PythonIdentifier, snake_case

from conductor.regen.documents import Document, RegenError, operations, schemas

PREFIX = "#/components/schemas/"
BODIES = ("application/json", "*/*", "application/octet-stream", "text/plain; charset=utf-8")
PARAMETERS = ("path", "query", "header")
OUR_MEMBERS = frozenset({"additional_properties", "from_dict", "to_dict"})


def prune(document: Document) -> Document:
    """Give the document with only the schemas that operations reach; raise where names or references are broken."""
    _check_operations(document)
    reached = _reached(document)
    kept = {name: schema for name, schema in schemas(document).items() if name in reached}
    _check_schemas(kept)
    return {**document, "components": {**document.get("components", {}), "schemas": kept}}


def _reached(document: Document) -> set[str]:
    todo = [(" ".join(key), operation) for key, operation in operations(document).items()]
    reached: set[str] = set()
    while todo:
        place, node = todo.pop()
        for name in _references(node, place):
            if name not in schemas(document):
                raise RegenError(f"{place}: reference to schema {name!r}, which does not exist")
            if name not in reached:
                reached.add(name)
                todo.append((f"schema {name}", schemas(document)[name]))
    return reached


def _references(node: Any, place: str) -> Iterator[str]:
    if isinstance(node, list):
        for item in node:
            yield from _references(item, place)
    elif isinstance(node, dict):
        for key, value in node.items():
            if key == "$ref" and isinstance(value, str):
                if not value.startswith(PREFIX):
                    raise RegenError(f"{place}: reference {value!r} is not one to {PREFIX}...")
                yield value.removeprefix(PREFIX)
            else:
                yield from _references(value, place)


def _check_operations(document: Document) -> None:
    ids: dict[str, str] = {}
    for key, operation in operations(document).items():
        place, name = " ".join(key), operation.get("operationId")
        if not name:
            raise RegenError(f"{place}: no operationId")
        if name in ids:
            raise RegenError(f"{place} and {ids[name]} have the operation id {name!r}; rename one in an overlay")
        ids[name] = place
        _check_inputs(place, operation)
    _check_modules("api", {" ".join(key): module(operation) for key, operation in operations(document).items()})


def _check_inputs(place: str, operation: Document) -> None:
    for parameter in operation.get("parameters", []):
        if parameter.get("in") not in PARAMETERS or "schema" not in parameter:
            raise RegenError(f"{place}: parameter {parameter.get('name')!r} needs a schema and one of {PARAMETERS}")
    if "requestBody" in operation:
        media = list(operation["requestBody"].get("content", {}))
        if len(media) != 1 or media[0] not in BODIES:
            raise RegenError(f"{place}: body {media}: give it one content type in an overlay, one of {BODIES}")


def _check_schemas(kept: Document) -> None:
    _check_modules("models", {f"schema {name}": snake_case(ClassName(name, "")) for name in kept})
    for name, schema in kept.items():
        hidden = [field for field in schema.get("properties", {}) if identifier(field) in OUR_MEMBERS]
        if hidden:
            raise RegenError(f"schema {name}: field {hidden[0]!r} would hide one of ours; remove it in an overlay")


def _check_modules(package: str, modules: dict[str, str]) -> None:
    places: dict[str, str] = {}
    for place, name in modules.items():
        if name in places:
            raise RegenError(f"{place} and {places[name]} would both become conductor_api.{package}.{name}")
        places[name] = place


def module(operation: Document) -> str:
    """The module that the generator makes of an operation, such as ``workflow.start_workflow``."""
    tags = operation.get("tags") or ["default"]
    return f"{PythonIdentifier(tags[0], 'tag')}.{identifier(operation['operationId'])}"


def identifier(name: str) -> str:
    return str(PythonIdentifier(name, "field_"))
