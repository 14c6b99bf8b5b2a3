"""Step 3, overlay: the documents in openapi/overlays, in the order of their names, applied to the merged document.

The format is OpenAPI Overlay 1.1 (https://spec.openapis.org/overlay/v1.1.0.html): an update merges objects, appends to
arrays and replaces primitives. Stricter than the format: each action must give its reason as ``description``, and an
action that matches nothing stops the build. Only an action on an operation that a newer server dropped may match
nothing; it is returned as stale, to be deleted.
"""

from __future__ import annotations

import copy
from collections.abc import Collection
from pathlib import Path
from typing import Any

import jsonpath_rfc9535 as jsonpath

from conductor.regen.documents import METHODS, OVERLAYS, Document, RegenError, read, shown

Operation = tuple[str, str]
REMOVED = object()


def overlay_files(folder: Path = OVERLAYS) -> list[Path]:
    return sorted(folder.glob("*.yaml"))


def overlay(document: Document, files: list[Path], gone: Collection[Operation] = ()) -> tuple[Document, list[str]]:
    """Give the overlaid document and the stale actions: those on an operation that is in ``gone``."""
    result = copy.deepcopy(document)
    stale: list[str] = []
    for file in files:
        for number, action in enumerate(_actions(file), start=1):
            place = f"{shown(file)}: action {number}"
            _check(action, place)
            if not _apply(result, action, place):
                if _operation(action["target"]) not in gone:
                    raise RegenError(f"{place}: {action['target']} matches nothing: correct or delete the action")
                stale.append(f"{place} ({action['target']})")
    return result, stale


def _actions(file: Path) -> list[Any]:
    actions = read(file).get("actions")
    if not isinstance(actions, list) or not actions:
        raise RegenError(f"{shown(file)}: no actions")
    return actions


def _check(action: Any, place: str) -> None:
    if not isinstance(action, dict):
        raise RegenError(f"{place}: expected a mapping, found {type(action).__name__}")
    if not str(action.get("description") or "").strip():
        raise RegenError(f"{place}: no description: say why the action is needed")
    if ("update" in action) == (action.get("remove") is True):
        raise RegenError(f"{place}: needs either 'update' or 'remove: true'")
    try:
        jsonpath.compile(str(action.get("target")))
    except jsonpath.JSONPathError as error:
        raise RegenError(f"{place}: target is not a JSONPath (RFC 9535): {error}") from error


def _apply(document: Document, action: Document, place: str) -> bool:
    # Once each, although a path may give the same place twice.
    locations = list(dict.fromkeys(node.location for node in jsonpath.find(action["target"], document)))
    if () in locations:
        raise RegenError(f"{place}: the target must be inside the document")
    parents = []
    # Inner places before those around them.
    for location in reversed(locations):
        *outer, key = location
        parent = _at(document, outer)
        parent[key] = _updated(parent[key], action["update"], place) if "update" in action else REMOVED
        parents.append(parent)
    for parent in parents:
        _sweep(parent)
    return bool(locations)


def _at(document: Any, location: list[int | str]) -> Any:
    for key in location:
        document = document[key]
    return document


def _updated(old: Any, update: Any, place: str) -> Any:
    if isinstance(old, dict) and isinstance(update, dict):
        for key, value in update.items():
            old[key] = _updated(old[key], value, place) if key in old else copy.deepcopy(value)
        return old
    if isinstance(old, list):
        return old + copy.deepcopy(update if isinstance(update, list) else [update])
    if isinstance(old, dict) or isinstance(update, dict | list):
        kinds = f"{type(update).__name__} into {type(old).__name__}"
        raise RegenError(f"{place}: cannot merge {kinds}: remove the old value in an action before this one")
    return update


def _sweep(parent: Any) -> None:
    """Take out what was marked as removed; after the marking, so that no item of an array has moved."""
    if isinstance(parent, list):
        parent[:] = [item for item in parent if item is not REMOVED]
    else:
        for key in [key for key, value in parent.items() if value is REMOVED]:
            del parent[key]


def _operation(target: str) -> Operation | None:
    """The operation that a target like ``$.paths['/api/workflow'].post`` names or lies in."""
    keys: list[str] = []
    for segment in jsonpath.compile(target).segments:
        names = [getattr(selector, "name", None) for selector in segment.selectors]
        if len(names) != 1 or not isinstance(names[0], str):
            break
        keys.append(names[0])
    if len(keys) >= 3 and keys[0] == "paths" and keys[2] in METHODS:
        return keys[2].upper(), keys[1]
    return None
