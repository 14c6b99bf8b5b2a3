"""Last step, report: what changed between two documents, in words that a release note can use."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from attrs import field, frozen

from scripts.regen.documents import Document, operations, schemas

ADDED, REMOVED, CHANGED = "+", "-", "~"


@frozen
class Change:
    """One difference: a sign, what kind of thing, which one, and for a change from what to what."""

    sign: str
    kind: str
    name: str
    detail: str = ""

    def __str__(self) -> str:
        return f"{self.name}: {self.detail}" if self.detail else self.name


@frozen
class Report:
    """The changes of a regeneration, printable."""

    old_version: str
    new_version: str
    changes: list[Change] = field(factory=list)

    def lines(self) -> list[str]:
        was = "" if self.old_version == self.new_version else f" (was {self.old_version})"
        return [f"server {self.new_version}{was}", *(self._groups() or ["  no changes"])]

    def _groups(self) -> list[str]:
        lines = []
        for sign in (ADDED, CHANGED, REMOVED):
            for kind in ("operation", "parameter", "answer", "schema", "field", "enum value"):
                found = [change for change in self.changes if (change.sign, change.kind) == (sign, kind)]
                if found:
                    title = f"{len(found)} {kind}{'s' if len(found) > 1 else ''}"
                    lines.append(f"  {sign} {title:<16} {', '.join(str(change) for change in found)}")
        return lines


def compare(old: Document, new: Document) -> Report:
    """Give what was added, removed and changed: operations, parameters, answers, schemas, fields, enum values."""
    changes = [*_operations(old, new), *_schemas(schemas(old), schemas(new))]
    return Report(old["info"]["version"], new["info"]["version"], changes)


def _operations(old: Document, new: Document) -> Iterator[Change]:
    before, after = operations(old), operations(new)
    for key in sorted(before.keys() | after.keys()):
        if key not in before:
            yield Change(ADDED, "operation", _title(after[key]))
        elif key not in after:
            yield Change(REMOVED, "operation", _title(before[key]))
        else:
            yield from _operation(_title(after[key]), before[key], after[key])


def _operation(name: str, old: Document, new: Document) -> Iterator[Change]:
    yield from _differences("parameter", name, _inputs(old), _inputs(new))
    yield from _differences("answer", name, _answers(old), _answers(new))


def _inputs(operation: Document) -> dict[str, str]:
    found = {
        parameter["name"]: _type(parameter["schema"]) + (" (required)" if parameter.get("required") else "")
        for parameter in operation.get("parameters", [])
    }
    for media, content in operation.get("requestBody", {}).get("content", {}).items():
        found[f"body {media}"] = _type(content.get("schema", {}))
    return found


def _answers(operation: Document) -> dict[str, str]:
    return {
        status: ", ".join(f"{media} {_type(body.get('schema', {}))}" for media, body in answer.get("content", {}).items())
        or "empty"
        for status, answer in operation["responses"].items()
    }


def _schemas(old: Document, new: Document) -> Iterator[Change]:
    for name in sorted(old.keys() | new.keys()):
        if name not in old:
            yield Change(ADDED, "schema", name)
        elif name not in new:
            yield Change(REMOVED, "schema", name)
        else:
            yield from _enum(name, old[name].get("enum", []), new[name].get("enum", []))
            yield from _fields(name, old[name], new[name])


def _fields(name: str, old: Document, new: Document) -> Iterator[Change]:
    before, after = old.get("properties", {}), new.get("properties", {})
    types = [{field: _type(schema) for field, schema in side.items()} for side in (before, after)]
    yield from _differences("field", name, *types)
    for field_name in sorted(before.keys() & after.keys()):
        place = f"{name}.{field_name}"
        yield from _enum(place, before[field_name].get("enum", []), after[field_name].get("enum", []))


def _enum(name: str, old: list[str], new: list[str]) -> Iterator[Change]:
    yield from (Change(ADDED, "enum value", name, value) for value in new if value not in old)
    yield from (Change(REMOVED, "enum value", name, value) for value in old if value not in new)


def _differences(kind: str, owner: str, old: dict[str, str], new: dict[str, str]) -> Iterator[Change]:
    for key in sorted(old.keys() | new.keys()):
        name = f"{owner}.{key}"
        if key not in old:
            yield Change(ADDED, kind, name)
        elif key not in new:
            yield Change(REMOVED, kind, name)
        elif old[key] != new[key]:
            yield Change(CHANGED, kind, name, f"{old[key]} -> {new[key]}")


def _title(operation: Document) -> str:
    tag = (operation.get("tags") or ["default"])[0]
    return f"{tag}.{operation['operationId']}"


def _type(schema: Document) -> str:
    """A schema in a few words: int64, string, Task, list of Task, map of any."""
    if "$ref" in schema:
        return str(schema["$ref"]).rsplit("/", 1)[-1]
    if "allOf" in schema:
        return " and ".join(_type(part) for part in schema["allOf"])
    if schema.get("type") == "array":
        return f"list of {_type(schema['items'])}"
    if "additionalProperties" in schema:
        return f"map of {_map_value(schema['additionalProperties'])}"
    return str(schema.get("format") or schema.get("type") or "any")


def _map_value(values: Any) -> str:
    return _type(values) if isinstance(values, dict) else "any"
