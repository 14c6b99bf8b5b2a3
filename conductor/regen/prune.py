"""Step 5, prune: schemas that no operation reaches go, and what is left is checked before the generator sees it.

The checks are for what the generator or our templates would lose without a word. An operation of the project's own
documents that fails one stops the build, since an overlay has to be corrected. One of the user's server is renamed, or
left out, and listed.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

from attrs import frozen
from openapi_python_client.strings import ClassName, PythonIdentifier, snake_case

from conductor.regen.documents import Document, RegenError, operations, schemas
from conductor.regen.json_values import items, mapping
from conductor.regen.normalise.marks import OWN

PREFIX = "#/components/schemas/"
PARAMETERS = ("path", "query", "header", "cookie")
RESERVED_MODULES = frozenset({"import_module", "module_type"})
"""Names of modules that the packages of operations use themselves."""
Key = tuple[str, str]


@frozen
class Pruned:
    """The document, and a line for each operation of the user's server that was renamed or left out."""

    document: Document
    left_out: list[str]


def prune(document: Document) -> Pruned:
    """Return the document with only the schemas that operations reach.

    Raises:
        RegenError: names or references of the project's own operations are broken
    """
    lines: list[str] = []
    graph = _Graph(document)
    document = _with_sound_operations(document, graph, lines)
    document = _with_unique_names(document, lines)
    kept = {name: schema for name, schema in schemas(document).items() if name in graph.reached}
    kept_document = {**document, "components": {**document.get("components", {}), "schemas": kept}}
    return Pruned(_with_unique_models(kept_document, graph, lines), lines)


class _Graph:
    """Which schemas each operation reaches, over whatever steps."""

    def __init__(self, document: Document) -> None:
        self._schemas = schemas(document)
        self._known: dict[str, list[str]] = {}
        self.reached: set[str] = set()
        self.reached_by_project: set[str] = set()

    def add(self, place: str, operation: Document) -> None:
        """Follow all references of an operation.

        Raises:
            RegenError: one leads nowhere
        """
        found: set[str] = set()
        todo = [(place, list(_references(operation, place)))]
        while todo:
            place, names = todo.pop()
            for name in names:
                if name not in self._schemas:
                    raise RegenError(f"{place}: reference to schema {name!r}, which does not exist")
                if name not in found:
                    found.add(name)
                    todo.append((f"schema {name}", self._references_of(name)))
        self.reached |= found
        if not operation.get(OWN):
            self.reached_by_project |= found

    def _references_of(self, name: str) -> list[str]:
        if name not in self._known:
            self._known[name] = list(_references(self._schemas[name], f"schema {name}"))
        return self._known[name]


def without(document: Document, keys: set[Key]) -> Document:
    """Return the document without some operations."""
    paths: Document = {}
    for (method, path), operation in operations(document).items():
        if (method, path) not in keys:
            paths.setdefault(path, {})[method.lower()] = operation
    return {**document, "paths": paths}


def _with_sound_operations(document: Document, graph: _Graph, lines: list[str]) -> Document:
    broken: set[Key] = set()
    for key, operation in operations(document).items():
        try:
            _check_inputs(" ".join(key), operation)
            graph.add(" ".join(key), operation)
        except RegenError as error:
            if not operation.get(OWN):
                raise
            broken.add(key)
            lines.append(f"{' '.join(key)} is left out: {error}")
    return without(document, broken) if broken else document


def _check_inputs(place: str, operation: Document) -> None:
    if not operation.get("operationId"):
        raise RegenError(f"{place}: no operationId; give it one in an overlay")
    for parameter in operation.get("parameters", []):
        if parameter.get("in") not in PARAMETERS or "schema" not in parameter:
            raise RegenError(f"{place}: parameter {parameter.get('name')!r} needs a schema and one of {PARAMETERS}")
    if "requestBody" in operation:
        media = list(operation["requestBody"].get("content", {}))
        if len(media) != 1:
            raise RegenError(f"{place}: body {media}: leave it one content type in an overlay")


def operations_at(document: Document, key: Key) -> Document:
    """Return one operation."""
    operation: Document = document["paths"][key[1]][key[0].lower()]
    return operation


def _references(node: Any, place: str) -> Iterator[str]:
    for item in items(node):
        yield from _references(item, place)
    for key, value in mapping(node).items():
        if key == "$ref" and isinstance(value, str):
            if not value.startswith(PREFIX):
                raise RegenError(f"{place}: reference {value!r} is not one to {PREFIX}...")
            yield value.removeprefix(PREFIX)
        else:
            yield from _references(value, place)


def _with_unique_names(document: Document, lines: list[str]) -> Document:
    """Rename operations of the user's server that would become a module which another one has."""
    # Those of the project keep their names, whatever comes first in the document.
    keys = sorted(operations(document), key=lambda key: (bool(operations_at(document, key).get(OWN)), *key))
    places: dict[str, str] = {}
    ids: dict[str, str] = {}
    renamed: dict[Key, str] = {}
    for key in keys:
        operation, place = operations_at(document, key), " ".join(key)
        name = operation["operationId"]
        if operation.get(OWN):
            name = _free_name(operation, places)
            if name != operation["operationId"]:
                renamed[key] = name
                lines.append(f"{place} is called {name}: {operation['operationId']!r} is taken; an overlay can name it")
        elif name in ids:
            raise RegenError(f"{place} and {ids[name]} have the operation id {name!r}; rename one in an overlay")
        found = module({**operation, "operationId": name})
        if found in places:
            raise RegenError(f"{place} and {places[found]} would both become conductor_api.api.{found}")
        places[found] = ids[name] = place
    if not renamed:
        return document
    result = copy.copy(document) | {"paths": {path: dict(item) for path, item in document["paths"].items()}}
    for (method, path), name in renamed.items():
        result["paths"][path][method.lower()] = {**result["paths"][path][method.lower()], "operationId": name}
    return result


def _free_name(operation: Document, places: dict[str, str]) -> str:
    name: str = operation["operationId"]
    counter = 1
    while (found := module({**operation, "operationId": name})) in places or found.split(".")[1] in RESERVED_MODULES:
        counter += 1
        name = f"{operation['operationId']}_{counter}"
    return name


def _with_unique_models(document: Document, graph: _Graph, lines: list[str]) -> Document:
    """Rename schemas of the user's server that would become a module which another one has."""
    modules: dict[str, str] = {}
    renamed: dict[str, str] = {}
    for name in sorted(schemas(document), key=lambda name: (name not in graph.reached_by_project, name)):
        free = name
        for counter in range(2, len(schemas(document)) + 2):
            if (found := snake_case(ClassName(free, "field_"))) not in modules:
                break
            if name in graph.reached_by_project:
                both = f"schema {modules[found]} and schema {name}"
                raise RegenError(f"{both} would both become conductor_api.models.{found}")
            free = f"{name}{counter}"
        modules[snake_case(ClassName(free, "field_"))] = name
        if free != name:
            renamed[name] = free
            lines.append(f"schema {name} is called {free}: its name differs from another one in spelling only")
    if not renamed:
        return document
    result: Document = _with_renamed(document, renamed)
    kept = {renamed.get(name, name): schema for name, schema in schemas(result).items()}
    return {**result, "components": {**result["components"], "schemas": kept}}


def _with_renamed(node: Any, names: dict[str, str]) -> Any:
    """Return a part of the document with references to the new names of schemas."""
    if isinstance(node, list):
        return [_with_renamed(item, names) for item in items(node)]
    if isinstance(node, str) and node.startswith(PREFIX):
        return PREFIX + names.get(node.removeprefix(PREFIX), node.removeprefix(PREFIX))
    if not isinstance(node, dict):
        return node
    return {key: _with_renamed(value, names) for key, value in mapping(node).items()}


def module(operation: Document) -> str:
    """Return the module that the generator makes of an operation, such as ``workflow.start_workflow``."""
    tags = operation.get("tags") or ["default"]
    return f"{PythonIdentifier(tags[0], 'tag')}.{identifier(operation['operationId'])}"


def identifier(name: str) -> str:
    """Return the Python name that the generator makes of a name in the document."""
    return str(PythonIdentifier(name, "field_"))
