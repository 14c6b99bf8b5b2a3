"""Step 3, overlay: the documents in openapi/overlays, in the order of their names, applied to the merged document.

The format is OpenAPI Overlay 1.1 (https://spec.openapis.org/overlay/v1.1.0.html): an update merges objects, appends to
arrays and replaces primitives. Stricter than the format: each action must have its reason as ``description``, and an
action that matches nothing is an error, unless the caller permits it.
"""

from __future__ import annotations

import copy
from collections.abc import Collection
from pathlib import Path
from typing import Any, cast

import jsonpath_rfc9535 as jsonpath

from conductor.regen.documents import METHODS, OVERLAYS, Document, RegenError, read, shown
from conductor.regen.json_values import items, mapping

Operation = tuple[str, str]
REMOVED = object()


def overlay_files(folder: Path = OVERLAYS) -> list[Path]:
    """Return the overlays of a folder in the order in which they are applied."""
    return sorted(folder.glob("*.yaml"))


def overlay(
    document: Document, files: list[Path], gone: Collection[Operation] = (), *, may_match_nothing: bool = False
) -> tuple[Document, list[str]]:
    """Return the overlaid document, and the actions that match nothing and may.

    Args:
        document: stays as it is
        files: applied in this order
        gone: operations (METHOD, path) that the former document had; an action on one may match nothing
        may_match_nothing: whether every action may

    Raises:
        RegenError: actions are wrong, or match nothing; the message has a line for each of them
    """
    result = copy.deepcopy(document)
    idle: list[str] = []
    problems: list[str] = []
    for file in files:
        for number, action in enumerate(_actions(file), start=1):
            place = f"{shown(file)}: action {number}"
            try:
                _check(action, place)
                if _apply(result, action, place):
                    continue
            except RegenError as error:
                problems.append(str(error))
                continue
            if may_match_nothing or _operation(action["target"]) in gone:
                idle.append(f"{place} ({action['target']})")
            else:
                problems.append(f"{place}: {action['target']} matches nothing: correct or delete the action")
    if problems:
        raise RegenError("\n".join(problems))
    return result, idle


def _actions(file: Path) -> list[Any]:
    actions = read(file).get("actions")
    if not isinstance(actions, list) or not actions:
        raise RegenError(f"{shown(file)}: no actions")
    return items(actions)


def _check(action: Any, place: str) -> None:
    if not isinstance(action, dict):
        raise RegenError(f"{place}: expected a mapping, found {type(action).__name__}")
    action = mapping(action)
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
    parents: list[Any] = []
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
        merged: Document = cast("Document", old)
        for key, value in mapping(update).items():
            merged[key] = _updated(merged[key], value, place) if key in merged else copy.deepcopy(value)
        return merged
    if isinstance(old, list):
        return [*items(old), *copy.deepcopy(items(update) if isinstance(update, list) else [update])]
    if isinstance(old, dict) or isinstance(update, dict | list):
        kinds = f"{_kind(cast('object', update))} into {_kind(cast('object', old))}"
        raise RegenError(f"{place}: cannot merge {kinds}: remove the old value in an action before this one")
    return update


def _kind(value: object) -> str:
    return type(value).__name__


def _sweep(parent: Any) -> None:
    """Take out what was marked as removed; after the marking, so that no item of an array has moved."""
    if isinstance(parent, list):
        parent[:] = [item for item in items(cast("Any", parent)) if item is not REMOVED]
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
