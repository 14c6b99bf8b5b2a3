"""Where the pipeline's files are, and how a document is read and written: same bytes on every machine."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import yaml

from conductor.regen.json_values import mapping

ROOT = Path(__file__).resolve().parents[2]
# In an installed wheel the folder is package data; a checkout has it at its root.
_PACKAGED = Path(__file__).resolve().parent / "openapi"
OPENAPI = _PACKAGED if _PACKAGED.is_dir() else ROOT / "openapi"
OSS_SOURCE = OPENAPI / "sources" / "oss.json"
SERVER_SOURCE = OPENAPI / "sources" / "server.json"
"""What a server other than the pinned one serves; absent in the repository, committed by the user who has one."""
ORKES_SOURCE = OPENAPI / "sources" / "orkes.yaml"
CONFLICTS = OPENAPI / "sources" / "conflicts.yaml"
OVERLAYS = OPENAPI / "overlays"
TEMPLATES = OPENAPI / "templates"
GENERATOR_CONFIG = OPENAPI / "generator.yaml"
RESULT = OPENAPI / "openapi.json"
CLIENT = ROOT / "generated" / "conductor_api"

METHODS = ("get", "put", "post", "delete", "patch", "head", "options", "trace")

Document = dict[str, Any]


class RegenError(Exception):
    """A step cannot go on; the message names the place and what to change there."""


class _Loader(yaml.CSafeLoader):
    """Refuses a key that stands twice in a mapping: one of them would be lost without a word."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        mapping: dict[Any, Any] = super().construct_mapping(node, deep)
        if len(mapping) < len(node.value):
            names = Counter(key.value for key, _ in node.value)
            twice = [name for name, count in names.items() if count > 1]
            raise yaml.constructor.ConstructorError(None, None, f"key {twice[0]!r} stands twice", node.start_mark)
        return mapping


def read(path: Path) -> Document:
    """Read a JSON or YAML document; a file that is not a mapping is an error that names it."""
    try:
        text = path.read_text(encoding="utf-8")
        document = json.loads(text) if path.suffix == ".json" else yaml.load(text, _Loader)  # noqa: S506 - a safe one
    except (OSError, ValueError, yaml.YAMLError) as error:
        raise RegenError(f"{shown(path)}: cannot be read: {error}") from error
    if not isinstance(document, dict):
        raise RegenError(f"{shown(path)}: expected a mapping, found {type(document).__name__}")
    return mapping(document)


def write(path: Path, document: Document) -> None:
    """Write JSON with sorted keys, so that a diff shows changes and nothing else."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(dump(document), encoding="utf-8", newline="\n")


def dump(document: Document) -> str:
    """Return the document as JSON with sorted keys."""
    return json.dumps(document, indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def operations(document: Document) -> dict[tuple[str, str], Document]:
    """Return every operation by (METHOD, path)."""
    return {
        (method.upper(), path): item[method]
        for path, item in mapping(document.get("paths")).items()
        for method in METHODS
        if isinstance(mapping(item).get(method), dict)
    }


def schemas(document: Document) -> dict[str, Document]:
    """Return every component schema by name."""
    found: dict[str, Document] = document.get("components", {}).get("schemas", {})
    return found


def shown(path: Path) -> str:
    """Return the path as a contributor knows it: relative to the repository."""
    return path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else path.name
