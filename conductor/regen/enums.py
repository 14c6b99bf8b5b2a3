"""Step 4, enums: inline enums that an overlay marked with ``x-enum: Name`` become shared schemas.

The served document repeats an enum at each use and the generator would make a class of each. The values stay the
server's: the schema holds what any of the marked places has, so that a new value needs no edit.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

from conductor.regen.documents import Document, RegenError, schemas
from conductor.regen.json_values import items, mapping

MARK = "x-enum"


def share_enums(document: Document) -> Document:
    """Return the document with each marked enum replaced by a reference to one schema of that name.

    Raises:
        RegenError: a mark is where no enum is, or names a schema that exists
    """
    result = copy.deepcopy(document)
    values: dict[str, list[str]] = {}
    for place, node in _marked(result, "$"):
        name = node.pop(MARK)
        if name in schemas(result):
            raise RegenError(f"{place}: {MARK} {name!r} is already the name of a schema; choose another")
        known = values.setdefault(name, [])
        known += [value for value in _enum(node, place) if value not in known]
        default = {"default": node["default"]} if "default" in node else {}
        node.clear()
        # A default beside a reference is lost; allOf keeps it.
        reference = {"$ref": f"#/components/schemas/{name}"}
        node.update({"allOf": [reference], **default} if default else reference)
    for name, members in values.items():
        schemas(result)[name] = {"type": "string", "enum": members}
    return result


def _marked(node: Any, place: str) -> Iterator[tuple[str, Document]]:
    for index, item in enumerate(items(node)):
        yield from _marked(item, f"{place}[{index}]")
    if isinstance(mapping(node).get(MARK), str):
        yield place, node
    else:
        for key, value in mapping(node).items():
            yield from _marked(value, f"{place}.{key}")


def _enum(node: Document, place: str) -> list[str]:
    if "enum" not in node:
        raise RegenError(f"{place}: marked with {MARK}, but it is not an enum")
    return [str(value) for value in node["enum"]]
