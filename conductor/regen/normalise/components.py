"""Where references of a document lead, and the names that schemas have in the normalised one."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

from openapi_python_client.strings import ClassName, snake_case

from conductor.regen.documents import Document
from conductor.regen.json_values import items, mapping, text
from conductor.regen.normalise.marks import UnfitError

SCHEMAS = "#/components/schemas/"
RESERVED_CLASSES = frozenset(
    {
        *("Any", "AsyncIterator", "Callable", "Client", "DetailedResponse", "Enum", "Factory", "File", "Generic"),
        *("IntEnum", "Iterator", "Mapping", "Model", "ModuleType", "OpenEnum", "Self", "ServerEvent", "StrEnum"),
        *("TYPE_CHECKING", "TypeVar", "UNSET", "UnexpectedResponse", "Unset"),
    }
)
"""Names that the templates use in modules beside the name of a schema."""
_LONGEST_CHAIN = 50
_PLAIN_NAME = re.compile(r"[\w.-]+")


class Components:
    """The schemas that are reached, each with a name of its own.

    A name that Python, a URL or the templates cannot take is replaced. A reference to a schema that lies elsewhere in
    the document, such as ``#/components/schemas/A/$defs/B``, makes a schema of it.
    """

    def __init__(self, root: Document) -> None:
        self.root = root
        self._names: dict[str, str] = {}
        self._taken: set[str] = set()
        self._reached: deque[tuple[str, str]] = deque()
        declared: list[str] = list(mapping(mapping(root.get("components")).get("schemas")))
        # Names that can stay as they are come first, so that a strange one never takes them away.
        for name in sorted(declared, key=lambda name: (not _can_stay(name), name)):
            self._names[SCHEMAS + _escaped(name)] = self._free(name)

    def name_of(self, pointer: str) -> str:
        """Return the name of the schema that a reference means, and note that it is needed.

        Raises:
            UnfitError: the reference leads nowhere
        """
        whole = self._canonical(pointer)
        self.find(whole)
        if whole not in self._names:
            self._names[whole] = self._free(_parts(whole)[-1])
        name = self._names[whole]
        self._reached.append((whole, name))
        return name

    def reached(self) -> Iterator[tuple[str, Any]]:
        """Iterate over the schemas that were asked for by name, each once, also those asked for meanwhile."""
        done: set[str] = set()
        while self._reached:
            pointer, name = self._reached.popleft()
            if pointer not in done:
                done.add(pointer)
                yield name, self.find(pointer)

    def new_name(self, wanted: str) -> str:
        """Return a name for one more schema, as close to the wanted one as possible."""
        return self._free(wanted)

    def resolved(self, node: Any) -> Document:
        """Return what stands behind a reference, over whatever steps.

        Raises:
            UnfitError: it leads nowhere, in a circle, or to something that is not an object
        """
        for _ in range(_LONGEST_CHAIN):
            if not isinstance(node, dict):
                raise UnfitError(f"expected an object, found {type(node).__name__}")
            pointer = text(mapping(node).get("$ref"))
            if pointer is None:
                return mapping(node)
            node = self.find(pointer)
        raise UnfitError("a reference leads in a circle")

    def find(self, pointer: str) -> Any:
        """Return what a reference points at.

        Raises:
            UnfitError: there is nothing, or it is in another document
        """
        if not pointer.startswith("#"):
            raise UnfitError(f"reference {pointer!r} leads into another document")
        node: Any = self.root
        for part in _parts(self._canonical(pointer)):
            node = _child(node, part)
            if node is None:
                raise UnfitError(f"reference {pointer!r} leads to nothing")
        return node

    def _canonical(self, pointer: str) -> str:
        """Return one spelling for all that mean the same place."""
        if not pointer.startswith("#"):
            return pointer
        return "#/" + "/".join(_escaped(part) for part in _parts(pointer))

    def _free(self, wanted: str) -> str:
        base = wanted if _can_stay(wanted) else _tamed(wanted)
        name, number = base, 1
        while (key := snake_case(ClassName(name, "field_"))) in self._taken:
            number += 1
            name = f"{base}{number}"
        self._taken.add(key)
        return name


def _can_stay(name: str) -> bool:
    return (
        _PLAIN_NAME.fullmatch(name) is not None
        and bool(ClassName(name, ""))
        and ClassName(name, "field_") not in RESERVED_CLASSES
    )


def _tamed(name: str) -> str:
    plain = re.sub(r"[^\w.-]+", "_", name).strip("_") or "Schema"
    return plain if _can_stay(plain) else f"{plain}Model"


def _parts(pointer: str) -> list[str]:
    parts = [unquote(part) for part in pointer.removeprefix("#").removeprefix("/").split("/")]
    return [part.replace("~1", "/").replace("~0", "~") for part in parts]


def _escaped(part: str) -> str:
    return part.replace("~", "~0").replace("/", "~1").replace("%", "%25")


def _child(node: Any, key: str) -> Any:
    found = items(node)
    if found:
        return found[int(key)] if key.isascii() and key.isdigit() and int(key) < len(found) else None
    return mapping(node).get(key)
