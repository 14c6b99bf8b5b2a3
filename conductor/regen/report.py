"""Last step, report: what changed between two documents, in words that a release note can use."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from attrs import field, frozen

from conductor.regen.documents import Document, operations, schemas, shape
from conductor.regen.json_values import items, mapping
from conductor.regen.prune import module
from conductor.regen.words import counted, wrapped

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
    changes: list[Change] = field(factory=list[Change])

    def lines(self) -> list[str]:
        """Return the versions and the changes as lines for a person."""
        was = "" if self.old_version == self.new_version else f" (was {self.old_version})"
        return [f"server {self.new_version}{was}", *(self._groups() or ["  no changes"])]

    def _groups(self) -> list[str]:
        lines: list[str] = []
        for sign in (ADDED, CHANGED, REMOVED):
            for kind in ("operation", "parameter", "answer", "schema", "field", "enum value"):
                found = [change for change in self.changes if (change.sign, change.kind) == (sign, kind)]
                if found:
                    lines += _lines_of(sign, kind, found)
        return lines


def _lines_of(sign: str, kind: str, found: list[Change]) -> list[str]:
    """Return names in one line or grouped by their owner; details in lines of their own, if there are several."""
    if not any(change.detail for change in found) or len(found) == 1:
        return counted(sign, kind, [str(change) for change in found])
    lines = [f"  {sign} {len(found)} {kind}s"]
    for change in found:
        lines += wrapped(f"      {change}", "          ")
    return lines


def compare(old: Document, new: Document) -> Report:
    """Return what was added, removed and changed: operations, parameters, answers, schemas, fields, enum values."""
    changes = [*_operations(old, new), *_schemas(schemas(old), schemas(new))]
    return Report(old["info"]["version"], new["info"]["version"], changes)


def gone_on_oss(old: Document, new: Document, result: Document) -> list[str]:
    """Return what the OSS server dropped from one document to the next, and the result keeps since Orkes has it."""
    before, after = _with_names_of(result, old), _with_names_of(result, new)
    dropped = [change for change in compare(before, after).changes if change.sign == REMOVED]
    kept = {(c.kind, c.name, c.detail) for c in compare(after, _with_inline_enums(result)).changes if c.sign == ADDED}
    return [f"{c.kind} {c}" for c in dropped if (c.kind, c.name, c.detail) in kept]


def _with_names_of(result: Document, served: Document) -> Document:
    """Return a served document with the operation ids and tags of the result."""
    paths: Document = {}
    for (method, path), operation in operations(served).items():
        named: Document = operations(result).get((method, path), {})
        names: Document = {key: named[key] for key in ("operationId", "tags") if key in named}
        paths.setdefault(path, {})[method.lower()] = operation | names
    return {**served, "paths": paths}


def _with_inline_enums(document: Document) -> Document:
    """Return the document with its shared enums where they are used, as they are served."""
    enums = {f"#/components/schemas/{name}": schema for name, schema in schemas(document).items() if "enum" in schema}

    def inlined(node: Any) -> Any:
        if isinstance(node, list):
            return [inlined(item) for item in items(node)]
        if not isinstance(node, dict):
            return node
        reference = mapping(node).get("$ref")
        # A field may have this name, too: then it is a schema.
        shared = enums.get(reference) if isinstance(reference, str) else None
        return shared or {key: inlined(value) for key, value in mapping(node).items()}

    result: Document = inlined(document)
    return result


def _operations(old: Document, new: Document) -> Iterator[Change]:
    # Without the names of variables: a path that calls one otherwise is still the same.
    before, after = ({shape(key): value for key, value in operations(side).items()} for side in (old, new))
    for key in sorted(before.keys() | after.keys()):
        if key not in before:
            yield Change(ADDED, "operation", module(after[key]))
        elif key not in after:
            yield Change(REMOVED, "operation", module(before[key]))
        else:
            yield from _operation(before[key], after[key])


def _operation(old: Document, new: Document) -> Iterator[Change]:
    name = module(new)
    if name != module(old):
        yield Change(CHANGED, "operation", name, f"was {module(old)}")
    yield from _differences("parameter", name, _inputs(old), _inputs(new))
    yield from _differences("answer", name, _answers(old), _answers(new))
    before, after = ({p["name"]: p["schema"] for p in side.get("parameters", [])} for side in (old, new))
    yield from _enums(name, before, after)


def _inputs(operation: Document) -> dict[str, str]:
    found = {
        parameter["name"]: _type(parameter["schema"]) + _required(parameter.get("required", False))
        for parameter in operation.get("parameters", [])
    }
    for media, content in operation.get("requestBody", {}).get("content", {}).items():
        found[f"body {media}"] = _type(content.get("schema", {}))
    return found


def _answers(operation: Document) -> dict[str, str]:
    answers: Document = operation["responses"]
    return {status: _contents(answer.get("content", {})) or "empty" for status, answer in answers.items()}


def _contents(content: Document) -> str:
    return ", ".join(f"{media} {_type(body.get('schema', {}))}" for media, body in content.items())


def _schemas(old: Document, new: Document) -> Iterator[Change]:
    for name in sorted(old.keys() | new.keys()):
        if name not in old:
            yield Change(ADDED, "schema", name)
        elif name not in new:
            yield Change(REMOVED, "schema", name)
        else:
            yield from _enum(name, old[name], new[name])
            yield from _differences("field", name, _fields(old[name]), _fields(new[name]))
            yield from _enums(name, old[name].get("properties", {}), new[name].get("properties", {}))


def _fields(schema: Document) -> dict[str, str]:
    required = schema.get("required", [])
    return {name: _type(field) + _required(name in required) for name, field in schema.get("properties", {}).items()}


def _enums(owner: str, old: dict[str, Document], new: dict[str, Document]) -> Iterator[Change]:
    for name in sorted(old.keys() & new.keys()):
        yield from _enum(f"{owner}.{name}", old[name], new[name])


def _enum(name: str, old: Document, new: Document) -> Iterator[Change]:
    before, after = _values(old), _values(new)
    yield from (Change(ADDED, "enum value", name, value) for value in after if value not in before)
    yield from (Change(REMOVED, "enum value", name, value) for value in before if value not in after)


def _values(schema: Document) -> list[str]:
    """Return the values of an enum, or of a list of them."""
    return [str(value) for value in schema.get("enum", [])] or (_values(schema["items"]) if "items" in schema else [])


def _differences(kind: str, owner: str, old: dict[str, str], new: dict[str, str]) -> Iterator[Change]:
    for key in sorted(old.keys() | new.keys()):
        name = f"{owner}.{key}"
        if key not in old:
            yield Change(ADDED, kind, name, "required" if new[key].endswith(_required(True)) else "")
        elif key not in new:
            yield Change(REMOVED, kind, name)
        elif old[key] != new[key]:
            yield Change(CHANGED, kind, name, f"{old[key]} -> {new[key]}")


def _required(required: bool) -> str:
    return " (required)" if required else ""


def _type(schema: Document) -> str:
    """Return a schema in a few words: int64, string, Task, list of Task, map of any."""
    if "$ref" in schema:
        return str(schema["$ref"]).rsplit("/", 1)[-1]
    if "allOf" in schema:
        return " and ".join(_type(part) for part in schema["allOf"])
    if schema.get("type") == "array":
        return f"list of {_type(schema.get('items', {}))}"
    if "additionalProperties" in schema:
        return f"map of {_map_value(schema['additionalProperties'])}"
    return str(schema.get("format") or schema.get("type") or "any")


def _map_value(values: Any) -> str:
    return _type(mapping(values)) if isinstance(values, dict) else "any"
