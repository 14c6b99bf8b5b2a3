"""Step 5, prune: schemas that no operation reaches go; what is left is checked before the generator sees it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from scripts.regen.documents import Document, RegenError, operations, schemas

PREFIX = "#/components/schemas/"


def prune(document: Document) -> Document:
    """Give the document with only the schemas that operations reach; raise where names or references are broken."""
    _check_operations(document)
    reached = _reached(document)
    kept = {name: schema for name, schema in schemas(document).items() if name in reached}
    return {**document, "components": {**document["components"], "schemas": kept}}


def _reached(document: Document) -> set[str]:
    todo = [("paths", document["paths"])]
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
    ids: Counter[str] = Counter()
    modules: dict[tuple[str, str], str] = {}
    for (method, path), operation in operations(document).items():
        place = f"{method} {path}"
        name = operation.get("operationId")
        if not name:
            raise RegenError(f"{place}: no operationId")
        ids[name] += 1
        if ids[name] > 1:
            raise RegenError(f"{place}: operation id {name!r} is taken by another operation; rename it in an overlay")
        module = str((operation.get("tags") or ["default"])[0]), module_name(name)
        if module in modules:
            raise RegenError(f"{place} and {modules[module]} would both become conductor_api.api.{'.'.join(module)}")
        modules[module] = place


def module_name(operation_id: str) -> str:
    """The name of the module that the generator makes of an operation id."""
    from openapi_python_client.strings import PythonIdentifier

    return str(PythonIdentifier(operation_id, "field_"))
