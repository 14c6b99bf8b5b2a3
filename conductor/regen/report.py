"""Last step, report: what changed between two documents, in words that a release note can use."""

from __future__ import annotations

import re
import textwrap
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from typing import Any

from attrs import field, frozen

from conductor.regen.documents import Document, operations, schemas
from conductor.regen.json_values import items, mapping
from conductor.regen.merge import shape
from conductor.regen.prune import module

ADDED, REMOVED, CHANGED = "+", "-", "~"


WIDTH = 118
REQUIRED = " (required)"
KINDS = ("operation", "parameter", "answer", "schema", "field", "enum value")
_OPEN = re.compile(r"\b(any|object|empty)\b")
Key = tuple[str, str]


@frozen
class Change:
    """One difference: a sign, what kind of thing, which one, and for a change from what to what."""

    sign: str
    kind: str
    name: str
    detail: str = ""

    def __str__(self) -> str:
        return f"{self.name}: {self.detail}" if self.detail else self.name

    @property
    def breaks_callers(self) -> bool:
        """Whether a call that fits the first document can fail on a server of the second one."""
        if self.sign == CHANGED and " -> " in self.detail:
            old, new = (side.removesuffix(REQUIRED) for side in self.detail.split(" -> "))
            is_newly_required = self.detail.endswith(REQUIRED) and REQUIRED not in self.detail.split(" -> ")[0]
            return (old != new and not _OPEN.search(f"{old} {new}")) or is_newly_required
        if self.kind == "operation":
            return self.sign != ADDED
        return self.sign == ADDED and self.detail == "required" and self.kind == "parameter"


@frozen
class Report:
    """The changes of a regeneration, printable."""

    old_version: str
    new_version: str
    changes: list[Change] = field(factory=list[Change])

    def lines(self) -> list[str]:
        """Return the report in lines for a person, the first one with the version."""
        was = "" if self.old_version == self.new_version else f" (was {self.old_version})"
        return [f"server {self.new_version}{was}", *(self._groups() or ["  no changes"])]

    def _groups(self) -> list[str]:
        lines: list[str] = []
        for sign in (ADDED, CHANGED, REMOVED):
            for kind in KINDS:
                found = [change for change in self.changes if (change.sign, change.kind) == (sign, kind)]
                if found:
                    title = f"{len(found)} {kind}{'s' if len(found) > 1 else ''}"
                    start = f"  {sign} {title:<16} "
                    lines += _wrapped(", ".join(str(change) for change in found), start, " " * len(start))
        return lines


@frozen
class Differences:
    """How the document of a user's server compares with the pinned one, printable.

    Attributes:
        pinned_version, version: of the two servers
        changes: from the pinned document to the server's
        orkes_only: names of operations that Conductor OSS never had
    """

    pinned_version: str
    version: str
    changes: list[Change]
    orkes_only: frozenset[str] = frozenset()

    def lines(self) -> list[str]:
        """Return the three lists in lines for a person."""
        different = [c for c in self.changes if c.sign == CHANGED or (c.sign == ADDED and c.breaks_callers)]
        added = [c for c in self.changes if c.sign == ADDED and c not in different]
        lacking = [c for c in self.changes if c.sign == REMOVED and c.name not in self.orkes_only]
        orkes = [c for c in self.changes if c.sign == REMOVED and c.name in self.orkes_only]
        lines = [f"server {self.version}, compared with {self.pinned_version}; ! breaks callers"]
        lines += ["additional on this server, and added to the client:", *(_grouped(added) or ["  nothing"])]
        lines += ["lacking on this server (operations raise NotSupportedByServer, the rest has no effect):"]
        lines += [*_grouped(lacking), *_counted(orkes)] or ["  nothing"]
        return [*lines, "defined differently (the client keeps the pinned form):", *_single(different)]


def _grouped(changes: list[Change]) -> list[str]:
    """Return a line for each kind and owner: a package, an operation or a schema."""
    lines: list[str] = []
    for kind in KINDS:
        found = [change for change in changes if change.kind == kind]
        owners: dict[str, list[str]] = {}
        for change in found:
            owner, _, name = change.name.rpartition(".")
            if kind == "enum value":
                owner, name = change.name, change.detail
            owners.setdefault(f"{owner}: " if owner else "", []).append(name)
        if found:
            mark = "!" if any(change.breaks_callers for change in found) else " "
            lines.append(f"{mark} {len(found)} {kind}{'s' if len(found) > 1 else ''}")
            for owner, names in owners.items():
                lines += _wrapped(f"{owner}{', '.join(names)}", "    ", "      ")
    return lines


def _counted(changes: list[Change]) -> list[str]:
    """Return how many operations of Orkes are lacking: no server of Conductor OSS has them."""
    counts = Counter(change.name.split(".")[0] for change in changes)
    if not counts:
        return []
    text = ", ".join(f"{package} {count}" for package, count in sorted(counts.items()))
    return [f"! {counts.total()} operations that only Orkes has", *_wrapped(text, "    ", "      ")]


def _single(changes: list[Change]) -> list[str]:
    lines: list[str] = []
    for change in sorted(changes, key=lambda change: (not change.breaks_callers, KINDS.index(change.kind))):
        start = f"{'!' if change.breaks_callers else ' '} {change.kind} "
        lines += _wrapped(str(change), start, "      ")
    return lines or ["  nothing"]


def _wrapped(text: str, first: str, others: str) -> list[str]:
    return textwrap.wrap(
        text, WIDTH, initial_indent=first, subsequent_indent=others, break_long_words=False, break_on_hyphens=False
    )


def differences(pinned: Document, served: Document, result: Document, orkes_only: Collection[Key]) -> Differences:
    """Compare the pinned document with that of another server, in the names of the client.

    Args:
        pinned: the project's sources, without overlays, in their normal form
        served: the server's document in its normal form
        result: the document of the client; it has the names, and what the project leaves out is not in it
        orkes_only: operations (METHOD, path) that Conductor OSS does not have
    """
    aligned = _aligned(served, pinned)
    kept = operations(result)
    ours = _only(_with_names_of(result, pinned), lambda key: key in kept)
    theirs = _only(_with_names_of(result, aligned), lambda key: key in kept)
    both = operations(ours).keys() & operations(theirs).keys()
    # What only lacking operations use is not worth a line of its own.
    shared_schemas = _reached(ours, both) & schemas(result).keys()
    new_schemas = schemas(result).keys() - schemas(ours).keys()
    found = [
        change
        for change in compare(ours, theirs).changes
        if change.kind in ("operation", "parameter", "answer") or _owner(change) in shared_schemas | new_schemas
    ]
    names = frozenset(module(kept[key]) for key in orkes_only if key in kept)
    return Differences(pinned["info"]["version"], served["info"]["version"], found, names)


def _owner(change: Change) -> str:
    return change.name.split(".")[0]


def _only(document: Document, is_wanted: Callable[[Key], bool]) -> Document:
    paths: Document = {}
    for (method, path), operation in operations(document).items():
        if is_wanted((method, path)):
            paths.setdefault(path, {})[method.lower()] = operation
    return {**document, "paths": paths}


def _aligned(served: Document, pinned: Document) -> Document:
    """Return the served document with our names of path variables, where only these differ."""
    ours = {shape(*key): key[1] for key in operations(pinned)}
    paths: Document = {}
    for (method, path), operation in operations(served).items():
        known = ours.get(shape(method, path), path)
        names = dict(zip(_variables(path), _variables(known), strict=True))
        parameters = [
            {**p, "name": names.get(p["name"], p["name"])} if p["in"] == "path" else p
            for p in operation.get("parameters", [])
        ]
        renamed = {**operation, "parameters": parameters} if parameters else operation
        paths.setdefault(known, {})[method.lower()] = renamed
    return {**served, "paths": paths}


def _variables(path: str) -> list[str]:
    return re.findall(r"\{([^}]*)\}", path)


def _reached(document: Document, keys: Collection[Key]) -> set[str]:
    """Return the names of the schemas that these operations lead to."""
    found: set[str] = set()
    todo: list[Any] = [operations(document)[key] for key in keys]
    while todo:
        names = set(re.findall(r"'#/components/schemas/([^']+)'", str(todo.pop()))) - found
        found |= names
        todo += [schemas(document)[name] for name in names if name in schemas(document)]
    return found


def compare(old: Document, new: Document) -> Report:
    """Return what was added, removed and changed: operations, parameters, answers, schemas, fields, enum values."""
    changes = [*_operations(old, new), *_schemas(schemas(old), schemas(new))]
    return Report(old["info"]["version"], new["info"]["version"], changes)


def gone_on_oss(old: Document, new: Document, result: Document) -> list[str]:
    """Name what the OSS server dropped from one document to the next, and the result keeps since Orkes has it."""
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
        shared: Document | None = enums.get(str(mapping(node).get("$ref", "")))
        return shared or {key: inlined(value) for key, value in mapping(node).items()}

    result: Document = inlined(document)
    return result


def _operations(old: Document, new: Document) -> Iterator[Change]:
    before, after = operations(old), operations(new)
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
    body = operation.get("requestBody", {})
    if content := _contents(body.get("content", {})):
        found["request body"] = content + _required(body.get("required", False))
    return found


def _answers(operation: Document) -> dict[str, str]:
    answers: Document = operation["responses"]
    return {status: _contents(answer.get("content", {})) or "empty" for status, answer in answers.items()}


def _contents(content: Document) -> str:
    # A server that names no media type sends JSON.
    kinds = {media: "application/json" if media == "*/*" else media for media in content}
    return ", ".join(f"{kinds[media]} {_type(body.get('schema', {}))}" for media, body in content.items())


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
    """The values of an enum, or of a list of them."""
    return [str(value) for value in schema.get("enum", [])] or (_values(schema["items"]) if "items" in schema else [])


def _differences(kind: str, owner: str, old: dict[str, str], new: dict[str, str]) -> Iterator[Change]:
    for key in sorted(old.keys() | new.keys()):
        name = f"{owner}.{key}"
        if key not in old:
            yield Change(ADDED, kind, name, "required" if new[key].endswith(REQUIRED) else "")
        elif key not in new:
            yield Change(REMOVED, kind, name)
        elif old[key] != new[key]:
            yield Change(CHANGED, kind, name, f"{old[key]} -> {new[key]}")


def _required(required: bool) -> str:
    return REQUIRED if required else ""


def _type(schema: Document) -> str:
    """A schema in a few words: int64, string, Task, list of Task, map of any."""
    if "$ref" in schema:
        return str(schema["$ref"]).rsplit("/", 1)[-1]
    if "allOf" in schema:
        return " and ".join(_type(part) for part in schema["allOf"])
    if schema.get("type") == "array":
        return f"list of {_type(mapping(schema.get('items')))}"
    if "additionalProperties" in schema:
        return f"map of {_map_value(schema['additionalProperties'])}"
    return str(schema.get("format") or schema.get("type") or "any")


def _map_value(values: Any) -> str:
    return _type(mapping(values)) if isinstance(values, dict) else "any"
