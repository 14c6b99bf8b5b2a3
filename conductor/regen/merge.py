"""Step 2a, merge: openapi/sources/oss.json + orkes.yaml -> one document, the base of every client.

The OSS server wins where both describe the same thing differently. Each such place is listed with its reason in
openapi/sources/conflicts.yaml; `make check` fails on one that is not. `conductor.regen.server` adds to the base what
another server has.

An operation that orkes.yaml marks with ``x-shared`` is there for its additional parameters: whether it exists is the
OSS server's word.
"""

from __future__ import annotations

from typing import Any

from conductor.regen.documents import (
    CONFLICTS,
    ORKES_SOURCE,
    OSS_SOURCE,
    Document,
    Key,
    operations,
    read,
    schemas,
    shown,
)

Operations = dict[Key, Document]
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
    """Return what is wrong with openapi/sources/conflicts.yaml, one line each."""
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


def _merged_operation(key: Key, ours: Operations, theirs: Operations, conflicts: list[str]) -> Document | None:
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
    """Return which of body and answer both editions describe, and not in the same way."""
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
    """Return the union of the two committed documents, and the places that they describe differently."""
    return merge(read(OSS_SOURCE), read(ORKES_SOURCE))
