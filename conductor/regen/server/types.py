"""What two descriptions of a value have in common."""

from __future__ import annotations

from enum import IntEnum
from typing import Any

from conductor.regen.documents import Document, schemas
from conductor.regen.json_values import items, mapping, text

PREFIX = "#/components/schemas/"
_MAX_STEPS = 8


class Match(IntEnum):
    """How far two descriptions agree; the larger, the worse."""

    SAME = 0
    SIMILAR = 1
    """Different words for what travels in the same form, such as int32 and int64."""
    OTHER = 2
    """Code that is right for one is wrong for the other."""


def named(schema: Document) -> str | None:
    """Return the name of the shared schema that a schema refers to."""
    reference = text(schema.get("$ref")) or ""
    return reference.removeprefix(PREFIX) if reference.startswith(PREFIX) else None


def resolved(schema: Any, document: Document) -> Document:
    """Return what a schema refers to, over several steps; an empty one if that leads nowhere."""
    found = mapping(schema)
    for _ in range(_MAX_STEPS):
        name = named(found)
        if name is None:
            return found
        found = mapping(schemas(document).get(name))
    return {}


def kind(schema: Document) -> str:
    """Return string, number, boolean, array or object, and "" for a schema that leaves it open."""
    if schema.get("oneOf") or schema.get("anyOf"):
        return ""
    declared = schema.get("type")
    types = [name for name in (items(declared) or [declared]) if name and name != "null"]
    if len(types) != 1:
        return "object" if schema.get("properties") else "string" if schema.get("enum") else ""
    return "number" if types[0] == "integer" else str(types[0])


def is_open(schema: Document) -> bool:
    """Return whether a schema takes anything: springdoc writes Object as an object without fields."""
    found = kind(schema)
    said = schema.keys() & {"properties", "additionalProperties", "allOf", "items", "enum"}
    return found in {"", "object"} and not said


def match(one: Any, other: Any, left: Document, right: Document, depth: int = 0) -> Match:
    """Return how far two schemas agree, each as part of its document."""
    a, b = resolved(one, left), resolved(other, right)
    if is_open(a) or is_open(b) or depth > _MAX_STEPS:
        return Match.SAME
    if kind(a) != kind(b):
        return Match.SIMILAR if "" in (kind(a), kind(b)) else Match.OTHER
    if kind(a) == "array":
        return match(a.get("items", {}), b.get("items", {}), left, right, depth + 1)
    if kind(a) == "object":
        return _match_objects(one, other, left, right, depth)
    if (a.get("format"), a.get("type")) == (b.get("format"), b.get("type")) or kind(a) == "boolean":
        return Match.SAME
    # A date and a text, an int32 and an int64: both have the same form on the wire.
    return Match.SIMILAR


def _match_objects(one: Any, other: Any, left: Document, right: Document, depth: int) -> Match:
    names = named(mapping(one)), named(mapping(other))
    if names[0] is not None and names[0] == names[1]:
        # Its fields are compared once, as those of a schema.
        return Match.SAME
    a, b = resolved(one, left), resolved(other, right)
    if not a.get("properties") and not b.get("properties"):
        return match(_values(a), _values(b), left, right, depth + 1)
    if a.get("properties") and b.get("properties"):
        return Match.SIMILAR if is_same_thing(a, b, left, right) else Match.OTHER
    return Match.SIMILAR


def _values(schema: Document) -> Document:
    return mapping(schema.get("additionalProperties"))


def is_same_thing(ours: Document, theirs: Document, left: Document, right: Document) -> bool:
    """Return whether two schemas of one name describe the same thing in two versions.

    An object does if at least half of the fields of the smaller one are in the other with the same kind; an enum if
    they share a value. A name such as ``Tag`` or ``Config`` may stand for something else on another server.
    """
    if kind(ours) != kind(theirs):
        return "" in (kind(ours), kind(theirs)) or is_open(ours) or is_open(theirs)
    values = [{str(value) for value in items(schema.get("enum"))} for schema in (ours, theirs)]
    if all(values):
        return bool(values[0] & values[1])
    a, b = mapping(ours.get("properties")), mapping(theirs.get("properties"))
    if not a or not b:
        return True
    shared = [name for name in a.keys() & b.keys() if kinds_agree(a[name], b[name], left, right)]
    return len(shared) * 2 >= min(len(a), len(b))


def kinds_agree(one: Any, other: Any, left: Document, right: Document) -> bool:
    """Return whether two fields have the same kind, or one of them leaves it open."""
    a, b = resolved(one, left), resolved(other, right)
    return is_open(a) or is_open(b) or kind(a) == kind(b)


def words(schema: Any) -> str:
    """Return a schema in a few words: int64, string, Task, list of Task, map of any."""
    found = mapping(schema)
    if "$ref" in found:
        return str(found["$ref"]).rsplit("/", 1)[-1]
    if found.get("allOf"):
        return " and ".join(words(part) for part in items(found["allOf"]))
    if kind(found) == "array":
        return f"list of {words(found.get('items'))}"
    if "additionalProperties" in found:
        return f"map of {words(found['additionalProperties'])}"
    return str(found.get("format") or kind_in_words(found))


def kind_in_words(schema: Document) -> str:
    """Return the declared type of a schema, with several of them as ``string or null``."""
    declared = schema.get("type")
    return " or ".join(str(name) for name in items(declared)) or str(declared or "any")
