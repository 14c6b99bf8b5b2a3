"""Step 2, merge: openapi/sources/oss.json + orkes.yaml -> one document.

The OSS server wins where both describe the same thing differently. Each such place is listed with its reason in
openapi/sources/conflicts.yaml; `make check` fails on one that is not.

An operation that orkes.yaml marks with ``x-shared`` is there for its additional parameters: whether it exists is the
OSS server's word.

The document of a server other than the pinned one, openapi/sources/server.json, is added to the result later.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Collection
from typing import Any

from openapi_python_client.strings import snake_case

from conductor.regen.documents import CONFLICTS, ORKES_SOURCE, OSS_SOURCE, Document, operations, read, schemas, shown
from conductor.regen.json_values import items, mapping

Operation = tuple[str, str]
Operations = dict[Operation, Document]
SHARED = "x-shared"
ORKES_ONLY = "Orkes only: Conductor OSS answers 404."


def merge(oss: Document, orkes: Document) -> tuple[Document, list[str]]:
    """Return the union of both documents, and the places that they describe differently."""
    conflicts: list[str] = []
    merged: Document = {
        "openapi": oss["openapi"],
        "info": oss["info"],
        "paths": _merge_paths(operations(oss), operations(orkes), conflicts),
        "components": {"schemas": _merge_schemas(schemas(oss), schemas(orkes), conflicts)},
    }
    return merged, conflicts


def unlisted_conflicts(conflicts: list[str]) -> list[str]:
    """Return what is wrong with openapi/sources/conflicts.yaml, in lines for a person."""
    known, file = read(CONFLICTS), shown(CONFLICTS)
    new = [place for place in conflicts if place not in known]
    old = [place for place in known if place not in conflicts]
    return [
        *(f"{place}: OSS and Orkes differ; list it in {file} with the reason" for place in new),
        *(f"{place}: no longer differs; delete it from {file}" for place in old),
    ]


def _merge_schemas(oss: Document, orkes: Document, conflicts: list[str]) -> Document:
    merged = {**orkes, **oss}
    for name in sorted(oss.keys() & orkes.keys()):
        merged[name] = _merge_schema(name, oss[name], orkes[name], conflicts)
    return merged


def _merge_schema(name: str, oss: Document, orkes: Document, conflicts: list[str]) -> Document:
    ours, theirs = oss.get("properties", {}), orkes.get("properties", {})
    if not ours or not theirs:
        return oss
    merged = {**oss, "properties": {**theirs, **ours}}
    for field in sorted(ours.keys() & theirs.keys()):
        if _type(ours[field]) != _type(theirs[field]):
            conflicts.append(f"{name}.{field}")
        merged["properties"][field] = _with_enum_values(ours[field], theirs[field])
    if ours.keys() != theirs.keys():
        # What only one edition has cannot be required of both.
        merged.pop("required", None)
    return merged


def _with_enum_values(ours: Document, theirs: Document) -> Document:
    if "enum" not in ours or "enum" not in theirs:
        return ours
    return {**ours, "enum": [*ours["enum"], *(value for value in theirs["enum"] if value not in ours["enum"])]}


def _merge_paths(ours: Operations, theirs: Operations, conflicts: list[str]) -> Document:
    paths: Document = {}
    for key in sorted(ours.keys() | theirs.keys()):
        operation = _merged_operation(key, ours, theirs, conflicts)
        if operation is not None:
            method, path = key
            paths.setdefault(path, {})[method.lower()] = operation
    return paths


def _merged_operation(
    key: tuple[str, str], ours: Operations, theirs: Operations, conflicts: list[str]
) -> Document | None:
    if key not in theirs:
        return ours[key]
    if key not in ours:
        return None if theirs[key].get(SHARED) else {**theirs[key], "description": ORKES_ONLY}
    return _merge_operation(" ".join(key), ours[key], theirs[key], conflicts)


def _merge_operation(place: str, oss: Document, orkes: Document, conflicts: list[str]) -> Document:
    ours = {(p["in"], p["name"]): p for p in oss.get("parameters", [])}
    theirs = {(p["in"], p["name"]): p for p in orkes.get("parameters", [])}
    both = sorted(ours.keys() & theirs.keys())
    different = [key for key in both if _type(ours[key]["schema"]) != _type(theirs[key]["schema"])]
    conflicts += [f"{place} parameter {name}" for _, name in different]
    conflicts += [f"{place} {what}" for what in _different_contents(oss, orkes)]
    only_orkes = [{**p, "required": p["in"] == "path"} for key, p in theirs.items() if key not in ours]
    parameters = [*ours.values(), *only_orkes]
    merged = {**oss, "responses": {**orkes["responses"], **oss["responses"]}}
    return {**merged, "parameters": parameters} if parameters else merged


def _different_contents(oss: Document, orkes: Document) -> list[str]:
    """Name body and answer, where both editions say what is in it and do not say the same."""
    pairs = {
        "body": (oss.get("requestBody", {}), orkes.get("requestBody", {})),
        "answer": (oss["responses"].get("200", {}), orkes["responses"].get("200", {})),
    }
    return [what for what, (ours, theirs) in pairs.items() if not _same_content(_schema(ours), _schema(theirs))]


def _schema(content: Document) -> Document:
    schemas_by_media = [media.get("schema", {}) for media in content.get("content", {}).values()]
    return schemas_by_media[0] if schemas_by_media else {}


def _same_content(ours: Document, theirs: Document) -> bool:
    if _is_open(ours) or _is_open(theirs):
        return True
    if "items" in ours and "items" in theirs:
        return _same_content(ours["items"], theirs["items"])
    return bool(_type(ours) == _type(theirs))


def _is_open(schema: Document) -> bool:
    return not schema.keys() - {"type"} and schema.get("type", "object") == "object"


def _type(schema: Document) -> Any:
    """Return what makes two schemas read differently; values of enums and limits do not."""
    if "$ref" in schema:
        return schema["$ref"]
    if "items" in schema:
        return ["array", _type(schema["items"])]
    return [schema.get("type"), "enum" in schema]


def merge_sources() -> tuple[Document, list[str]]:
    """Return the documents of both editions merged, and the places that they describe differently."""
    return merge(read(OSS_SOURCE), read(ORKES_SOURCE))


def add_server(base: Document, served: Document, sources: Document) -> Document:
    """Return the project's document with what the document of another server has in addition.

    The base counts wherever both describe the same thing, since overlays have corrected it and the facade relies on
    it: nothing in it disappears or becomes another type. Operations, optional parameters, schemas, fields and values
    of enums are added.

    Args:
        base: the project's document with its overlays applied
        served: the other one in its normal form
        sources: the project's document without overlays; what overlays took out of it is left out on purpose
    """
    merged = copy.deepcopy(base)
    packages = _packages(base, served)
    components = merged["components"]["schemas"]
    known = _by_shape(merged)
    hidden = _by_shape(sources).keys() - known.keys()
    for (method, path), operation in operations(served).items():
        if shape(method, path) in known:
            _add_parameters(known[shape(method, path)], operation, components)
        elif shape(method, path) not in hidden:
            tags = [packages.get(tag, tag) for tag in operation.get("tags", [])]
            named = {**operation, "tags": tags} if tags else operation
            merged["paths"].setdefault(path, {})[method.lower()] = named
    for name, schema in schemas(served).items():
        former = mapping(mapping(schemas(sources).get(name)).get("properties"))
        _add_fields(components.setdefault(name, schema), schema, components, former)
    return merged


def shared_operations(base: Document, served: Document) -> set[Operation]:
    """Return the operations of the served document that the base has, whatever its path variables are called."""
    known = _by_shape(base)
    return {key for key in operations(served) if shape(*key) in known}


def shape(method: str, path: str) -> Operation:
    """Return an operation without the names of its path variables: they may differ from version to version."""
    return method, re.sub(r"\{[^}]*\}", "{}", path)


def _by_shape(document: Document) -> Operations:
    return {shape(*key): operation for key, operation in operations(document).items()}


def _packages(base: Document, served: Document) -> dict[str, str]:
    """Return our tag for each tag of the server, as far as it is on operations that the base has."""
    found: dict[str, str] = {}
    known = _by_shape(base)
    for key, operation in operations(served).items():
        ours = known.get(shape(*key))
        if ours is not None and ours.get("tags") and operation.get("tags"):
            found.setdefault(operation["tags"][0], ours["tags"][0])
    return found


def _add_parameters(ours: Document, theirs: Document, components: Document) -> None:
    known = {(p["in"], p["name"]): p for p in ours.get("parameters", [])}
    # Two parameters with one Python name would both get another one, and calls in the facade would break.
    names = {snake_case(name) for _, name in known} | {"body", "client"}
    for parameter in theirs.get("parameters", []):
        key = parameter["in"], parameter["name"]
        if key in known:
            _add_values(known[key]["schema"], parameter["schema"], components)
        elif parameter["in"] in ("query", "header") and snake_case(parameter["name"]) not in names:
            names.add(snake_case(parameter["name"]))
            ours.setdefault("parameters", []).append({**parameter, "required": False})


def _add_fields(ours: Document, theirs: Document, components: Document, former: Collection[str]) -> None:
    fields = mapping(ours.get("properties"))
    if ours is theirs or not fields:
        return
    names = {snake_case(name) for name in fields}
    for name, field in mapping(theirs.get("properties")).items():
        if name in fields:
            _add_values(fields[name], field, components)
        elif name not in former and snake_case(name) not in names:
            fields[name] = field


def _add_values(ours: Document, theirs: Document, components: Document) -> None:
    """Add the values of an enum, also where it is a schema of its own."""
    if "items" in ours and "items" in theirs:
        _add_values(ours["items"], theirs["items"], components)
        return
    ours, theirs = _enum(ours, components), _enum(theirs, {})
    known = items(ours.get("enum"))
    known += [value for value in items(theirs.get("enum")) if known and isinstance(value, str) and value not in known]


def _enum(schema: Document, components: Document) -> Document:
    parts = items(schema.get("allOf"))
    reference = (mapping(parts[0]) if len(parts) == 1 else schema).get("$ref")
    return mapping(components.get(str(reference).rsplit("/", 1)[-1])) if reference else schema
