"""Adds to the base what a server has in addition: operations, schemas, optional parameters, fields, values of enums."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from openapi_python_client.strings import snake_case

from conductor.regen.documents import Document, operations, schemas, shape
from conductor.regen.json_values import items, mapping
from conductor.regen.server.types import PREFIX, is_same_thing, named, resolved

OWN = "x-own"
"""Marks an operation that only the server has; later steps rename or leave out these, and no others."""
_RENAMED = "Server"


def add_server(base: Document, server: Document, reserved: Collection[str] = ()) -> tuple[Document, dict[str, str]]:
    """Return the base with all that only the server has, and the schemas that had to be renamed.

    Nothing of the base goes away, and nothing in it becomes required: the facade calls its operations as they are. A
    schema of the server that shares no more than the name with one of the base gets another name.

    Args:
        base: the merged documents of the project
        server: the normalised document of the server
        reserved: names that later steps give to schemas
    """
    names = _new_names(base, server, reserved)
    theirs = {names.get(name, name): schema for name, schema in schemas(server).items()}
    theirs = {name: _with_names(schema, names) for name, schema in theirs.items()}
    renamed = {**server, "components": {"schemas": theirs}, "paths": _with_names(server.get("paths", {}), names)}
    merged = {
        name: _schema(schema, theirs[name], renamed) if name in theirs else schema
        for name, schema in schemas(base).items()
    }
    added = {name: schema for name, schema in theirs.items() if name not in merged}
    return {
        **base,
        "paths": _paths(base, renamed),
        "components": {**base.get("components", {}), "schemas": {**merged, **added}},
    }, names


def _new_names(base: Document, server: Document, reserved: Collection[str]) -> dict[str, str]:
    names: dict[str, str] = {}
    taken = {*schemas(base), *schemas(server), *reserved}
    for name, schema in sorted(schemas(server).items()):
        ours = schemas(base).get(name)
        is_other = ours is not None and not is_same_thing(resolved(ours, base), resolved(schema, server), base, server)
        if is_other or name in reserved:
            number = 1
            while (free := f"{_RENAMED}{name}{number if number > 1 else ''}") in taken:
                number += 1
            names[name] = free
            taken.add(free)
    return names


def _with_names(node: Any, names: dict[str, str]) -> Any:
    """Return a part of the server's document with references to the new names of its schemas."""
    if not names:
        return node
    if isinstance(node, list):
        return [_with_names(item, names) for item in items(node)]
    if not isinstance(node, dict):
        return node
    content = mapping(node)
    name = named(content)
    if name in names:
        return {**content, "$ref": PREFIX + names[name]}
    # Values of a discriminator are references too, in plain text.
    return {key: _renamed_text(value, names) or _with_names(value, names) for key, value in content.items()}


def _renamed_text(value: Any, names: dict[str, str]) -> str | None:
    if isinstance(value, str) and value.startswith(PREFIX):
        new = names.get(value.removeprefix(PREFIX))
        return PREFIX + new if new else None
    return None


def _paths(base: Document, server: Document) -> Document:
    paths: Document = {path: dict(item) for path, item in base["paths"].items()}
    places = {shape(key): key for key in operations(base)}
    for key, theirs in operations(server).items():
        method, path = places.setdefault(shape(key), key)
        if (method, path) in operations(base):
            item = paths[path]
            item[method.lower()] = _operation(item[method.lower()], theirs)
        elif (method, path) == key:
            paths.setdefault(path, {})[method.lower()] = {**theirs, OWN: True}
    return dict(sorted(paths.items()))


def _operation(ours: Document, theirs: Document) -> Document:
    known = {(p["in"], p["name"]): p for p in ours.get("parameters", [])}
    # Other spellings of a known name would become the same argument.
    spellings = {snake_case(name) for _, name in known} | {"body", "client"}
    parameters = [*known.values()]
    for parameter in map(mapping, items(theirs.get("parameters"))):
        key = parameter.get("in"), str(parameter.get("name"))
        if key in known:
            index = list(known).index(key)
            parameters[index] = {**parameters[index], "schema": _values(parameters[index], parameter)}
        elif key[0] != "path" and snake_case(key[1]) not in spellings:
            spellings.add(snake_case(key[1]))
            parameters.append({**parameter, "required": False})
    return {**ours, "parameters": parameters} if parameters else ours


def _values(ours: Document, theirs: Document) -> Document:
    return _with_values(mapping(ours.get("schema")), mapping(theirs.get("schema")))


def _with_values(ours: Document, theirs: Document) -> Document:
    """Return a schema of the base with the values of an enum that only the server has, also of a list of them."""
    if "items" in ours and "items" in theirs:
        return {**ours, "items": _with_values(mapping(ours["items"]), mapping(theirs["items"]))}
    values, more = items(ours.get("enum")), items(theirs.get("enum"))
    return {**ours, "enum": [*values, *(value for value in more if value not in values)]} if values and more else ours


def _schema(ours: Document, theirs: Document, server: Document) -> Document:
    merged = _with_values(ours, theirs)
    known, more = mapping(ours.get("properties")), mapping(theirs.get("properties"))
    if not known:
        return merged
    fields: Document = {
        name: _with_values(field, resolved(more[name], server)) if name in more else field
        for name, field in known.items()
    }
    spellings = {snake_case(name) for name in known}
    for name, field in more.items():
        if snake_case(name) not in spellings:
            spellings.add(snake_case(name))
            fields[name] = field
    return {**merged, "properties": fields}
