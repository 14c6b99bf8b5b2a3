"""From the bytes that somebody serves to a document of bounded size: JSON or YAML, OpenAPI 3.0 or 3.1."""

from __future__ import annotations

import json
import re
from typing import Any

import yaml

from conductor import _answers
from conductor.regen.documents import METHODS, Document, RegenError
from conductor.regen.json_values import items, mapping, text

MAX_VALUES = 4_000_000
MAX_DEPTH = 100


class _CoreLoader(yaml.CSafeLoader):
    """Reads YAML 1.2 as OpenAPI has it: ``on`` and ``2020-01-01`` are text, and there are no merge keys.

    Merge keys (``<<``) can make a short file expand to more than memory holds.
    """

    def flatten_mapping(self, node: yaml.MappingNode) -> None:
        """Do nothing: ``<<`` is a key like any other."""

    def construct_yaml_int(self, node: yaml.ScalarNode) -> int:
        """Return a decimal number; a leading zero does not make it octal."""
        return int(str(node.value))


_RESOLVERS: dict[str, list[tuple[str, re.Pattern[str]]]] = {}
for _name, _pattern, _starts in (
    ("null", r"~|null|Null|NULL|", ("~", "n", "N", "")),
    ("bool", r"true|True|TRUE|false|False|FALSE", tuple("tTfF")),
    ("int", r"[-+]?[0-9]+", tuple("-+0123456789")),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", tuple("-+.0123456789")),
):
    for _start in _starts:
        _resolver = (f"tag:yaml.org,2002:{_name}", re.compile(rf"^(?:{_pattern})$"))
        _RESOLVERS.setdefault(_start, []).append(_resolver)
# In place of those of YAML 1.1, which the class inherits.
_CoreLoader.yaml_implicit_resolvers = _RESOLVERS
_CoreLoader.add_constructor("tag:yaml.org,2002:int", _CoreLoader.construct_yaml_int)


def parse(body: bytes, place: str) -> Document:
    """Return the OpenAPI document in a body or file.

    Raises:
        RegenError: it is not an OpenAPI 3 document, or too large; one line that starts with ``place``
    """
    try:
        content = _loaded(body)
        document = _Copy().of(content, 0)
    except UnicodeDecodeError:
        raise RegenError(f"{place}: neither JSON nor YAML: the text is not UTF-8") from None
    except (ValueError, yaml.YAMLError) as error:
        raise RegenError(f"{place}: {_answers.shorten(str(error), 300)}") from None
    except RecursionError:
        raise RegenError(f"{place}: nested too deeply") from None
    _check(document, place)
    return mapping(document)


def _loaded(body: bytes) -> Any:
    if body[:100].lstrip().startswith(b"<"):
        raise ValueError("a web page or XML, not an OpenAPI document")
    encoding = json.detect_encoding(body)
    decoded = body.decode(encoding)
    if decoded.lstrip()[:1] in ("{", "["):
        try:
            return json.loads(decoded)
        except ValueError as error:
            raise ValueError(f"not valid JSON: {error}") from None
    try:
        return yaml.load(decoded, _CoreLoader)  # noqa: S506 - derived from a safe one
    except yaml.YAMLError as error:
        raise ValueError(f"not valid YAML: {error}") from None


def _check(document: Any, place: str) -> None:
    content = mapping(document)
    if not content:
        raise RegenError(f"{place}: not an OpenAPI document: expected an object, found {type(document).__name__}")
    if "swagger" in content:
        raise RegenError(f"{place}: Swagger {content['swagger']}: convert the document to OpenAPI 3 and pass DOC=FILE")
    version = text(content.get("openapi")) or ""
    if not version.startswith("3."):
        found = f"OpenAPI {version[:20]!r}" if version else "no 'openapi' key"
        raise RegenError(f"{place}: not an OpenAPI 3 document ({found})")
    if not isinstance(content.get("paths"), dict):
        raise RegenError(f"{place}: not an OpenAPI document with operations: no 'paths'")
    if not any(mapping(item).keys() & {*METHODS, "$ref"} for item in content["paths"].values()):
        raise RegenError(f"{place}: the document describes no operation")


class _Copy:
    """Copies a document with text keys and whole characters, which any later step and any file can hold."""

    def __init__(self) -> None:
        self._count = 0

    def of(self, node: Any, depth: int) -> Any:
        """Return the copy.

        Raises:
            ValueError: it is too large or too deep; aliases of YAML can make a few lines expand without end
        """
        self._count += 1
        if self._count > MAX_VALUES:
            raise ValueError(f"more than {MAX_VALUES} values")
        if depth > MAX_DEPTH:
            raise ValueError(f"nested more than {MAX_DEPTH} levels deep")
        if isinstance(node, dict):
            return {_key(key): self.of(value, depth + 1) for key, value in mapping(node).items()}
        if isinstance(node, list):
            return [self.of(value, depth + 1) for value in items(node)]
        return _whole(node) if isinstance(node, str) else node


def _key(key: Any) -> str:
    # YAML reads the statuses of answers as numbers, unless they are quoted.
    return _whole(key) if isinstance(key, str) else str(key)


def _whole(string: str) -> str:
    """Replace halves of characters, which cannot be written to a file."""
    return string if string.isascii() else string.encode("utf-8", "replace").decode("utf-8")
