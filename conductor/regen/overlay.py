"""Step 3, overlay: the documents in openapi/overlays, in the order of their names, applied to the merged document.

The format is OpenAPI Overlay 1.1 (https://spec.openapis.org/overlay/v1.1.0.html): an update merges objects, appends to
arrays and replaces primitives. Stricter than the format: each action must state its reason as ``description``, and for
the pinned document an action that matches nothing is an error. There, only an action on an operation that a newer
server dropped may match nothing; it is returned, so that a maintainer deletes it.
"""

from __future__ import annotations

import copy
from collections.abc import Collection
from pathlib import Path
from typing import Any

import jsonpath_rfc9535 as jsonpath
from attrs import field, frozen

from conductor.regen.documents import METHODS, OVERLAYS, Document, Key, RegenError, read, shown
from conductor.regen.json_values import items, mapping

REMOVED = object()


@frozen
class Overlaid:
    """What became of a document.

    Attributes:
        document: the document with every action applied that could be
        unused: the actions that matched nothing, where that is allowed
        problems: what is wrong with the other actions, one line each
    """

    document: Document
    unused: list[str] = field(factory=list[str])
    problems: list[str] = field(factory=list[str])


def overlay_files(folder: Path = OVERLAYS) -> list[Path]:
    """Return the overlays of a folder in the order in which they apply."""
    return sorted(folder.glob("*.yaml"))


def overlay(document: Document, files: list[Path], gone: Collection[Key] = ()) -> tuple[Document, list[str]]:
    """Return the overlaid document and the unused actions: those on an operation that is in ``gone``.

    Raises:
        RegenError: with the problems of all files
    """
    result = apply_overlays(document, files, gone)
    if result.problems:
        raise RegenError(*result.problems)
    return result.document, result.unused


def apply_overlays(
    document: Document, files: list[Path], gone: Collection[Key] = (), *, is_pinned: bool = True
) -> Overlaid:
    """Apply the overlays and collect their problems.

    An action that matches nothing is a problem if the document ``is_pinned``, unless its operation is in ``gone``.
    """
    result = Overlaid(copy.deepcopy(document))
    for file in files:
        try:
            actions = _actions(file)
        except RegenError as error:
            result.problems.extend(error.problems)
            continue
        for number, action in enumerate(actions, start=1):
            try:
                _run(result, action, f"{shown(file)}: action {number}", gone, is_pinned=is_pinned)
            except RegenError as error:
                result.problems.extend(error.problems)
    return result


def _run(result: Overlaid, action: Any, place: str, gone: Collection[Key], *, is_pinned: bool) -> None:
    _check(action, place)
    if _apply(result.document, action, place):
        return
    target = " ".join(action["target"].split())
    if is_pinned and _operation(action["target"]) not in gone:
        raise RegenError(f"{place}: {target} matches nothing: correct or delete the action")
    result.unused.append(f"{place} ({target})")


def _actions(file: Path) -> list[Any]:
    actions = items(read(file).get("actions"))
    if not actions:
        raise RegenError(f"{shown(file)}: no actions")
    return actions


def _check(action: Any, place: str) -> None:
    if not isinstance(action, dict):
        raise RegenError(f"{place}: expected a mapping, found {type(action).__name__}")
    content = mapping(action)
    if not str(content.get("description") or "").strip():
        raise RegenError(f"{place}: no description: say why the action is needed")
    if ("update" in content) == (content.get("remove") is True):
        raise RegenError(f"{place}: needs either 'update' or 'remove: true'")
    try:
        jsonpath.compile(str(content.get("target")))
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
        merged = mapping(old)
        for key, value in mapping(update).items():
            merged[key] = _updated(merged[key], value, place) if key in merged else copy.deepcopy(value)
        return merged
    if isinstance(old, list):
        return items(old) + copy.deepcopy(items(update) if isinstance(update, list) else [update])
    kinds = f"{_kind(update)} into {_kind(old)}"
    if _kind(old) == "dict" or _kind(update) in {"dict", "list"}:
        raise RegenError(f"{place}: cannot merge {kinds}: remove the old value in an action before this one")
    return update


def _kind(value: Any) -> str:
    return type(value).__name__


def _sweep(parent: Any) -> None:
    """Take out what was marked as removed; after the marking, so that no item of an array has moved."""
    if isinstance(parent, list):
        parent[:] = [item for item in items(parent) if item is not REMOVED]
    else:
        for key in [key for key, value in mapping(parent).items() if value is REMOVED]:
            del parent[key]


def _operation(target: str) -> Key | None:
    """Return the operation that a target like ``$.paths['/api/workflow'].post`` names or lies in."""
    keys: list[str] = []
    for segment in jsonpath.compile(target).segments:
        names = [getattr(selector, "name", None) for selector in segment.selectors]
        if len(names) != 1 or not isinstance(names[0], str):
            break
        keys.append(names[0])
    if len(keys) >= 3 and keys[0] == "paths" and keys[2] in METHODS:
        return keys[2].upper(), keys[1]
    return None
