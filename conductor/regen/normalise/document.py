"""A whole document in its normal form: each operation alone, then the schemas that they reach."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

from attrs import frozen
from openapi_python_client.strings import PythonIdentifier, snake_case

from conductor.regen.documents import METHODS, Document, RegenError
from conductor.regen.json_values import items, mapping, text
from conductor.regen.normalise.bodies import BodyForms, names_of
from conductor.regen.normalise.circles import break_circles
from conductor.regen.normalise.components import Components
from conductor.regen.normalise.marks import OWN, UnfitError
from conductor.regen.normalise.parameters import ParameterForms
from conductor.regen.normalise.schemas import SchemaForms

LONGEST_SUMMARY = 300
LONGEST_DESCRIPTION = 4000
MOST_NODES = 10_000_000


@frozen
class Normalised:
    """A document in its normal form, and a line for each thing that is not in it or was simplified."""

    document: Document
    left_out: list[str]


def normalise(document: Document, known: Collection[tuple[str, str]] = ()) -> Normalised:
    """Return the document in its normal form.

    Each operation is marked with ``x-own``: the merge keeps the mark only for those that the base does not have.
    Operations that are ``known``, as (METHOD, path), are described better elsewhere: nothing is said about them.
    """
    try:
        return _Normaliser(_Copy().of(document), known).run()
    except RecursionError as error:
        raise RegenError("the document is nested too deeply") from error


class _Normaliser:
    def __init__(self, document: Document, known: Collection[tuple[str, str]]) -> None:
        self._document = document
        self._known = known
        self._lines: dict[str, None] = {}
        self._components = Components(document)
        self._schemas = SchemaForms(self._components, self._note)
        self._forms: dict[str, Document] = {}
        self._place = ""

    def run(self) -> Normalised:
        paths: Document = {}
        # Sorted: what gets a number must not depend on the order in which a server happens to answer.
        for path, item in sorted(mapping(self._document.get("paths")).items()):
            self._add_path(paths, path, item)
        schemas: dict[str, Document] = {}
        for name, raw in self._components.reached():
            self._place = ""
            schemas[name] = self._schemas.form(raw, f"schema {name}")
        schemas |= self._forms
        break_circles(schemas, self._note)
        document = {
            "openapi": text(self._document.get("openapi")) or "3.1.0",
            "info": _info(mapping(self._document.get("info"))),
            "paths": paths,
            "components": {"schemas": schemas},
        }
        return Normalised(document, list(self._lines))

    def _note(self, line: str) -> None:
        self._lines[f"{self._place}: {line}" if self._place else line] = None

    def _add_path(self, paths: Document, path: str, item: Any) -> None:
        self._place = ""
        try:
            item = self._components.resolved(item)
        except UnfitError as reason:
            self._note(f"{path} is left out: {reason}")
            return
        for method in METHODS:
            if method in item:
                self._place = f"{method.upper()} {path}"
                self._add_operation(paths, path, method, item)

    def _add_operation(self, paths: Document, path: str, method: str, item: Document) -> None:
        lines = dict(self._lines)
        try:
            plain_path, operation = self._operation(path, method, item)
            if (method.upper(), plain_path) in self._known:
                self._lines = lines
            paths.setdefault(plain_path, {}).setdefault(method, operation)
        except (UnfitError, RecursionError) as error:
            reason = error if isinstance(error, UnfitError) else "it is nested too deeply"
            # What was simplified in it no longer matters.
            self._lines = lines
            place, self._place = self._place, ""
            self._note(f"{place} is left out: {reason}")

    def _operation(self, path: str, method: str, item: Document) -> tuple[str, Document]:
        raw = mapping(item[method])
        if not raw:
            raise UnfitError("it describes nothing")
        name = text(raw.get("operationId")) or ""
        plain_path, parameters = ParameterForms(self._schemas, self._note).forms(
            path, [*items(item.get("parameters")), *items(raw.get("parameters"))]
        )
        if not snake_case(name):
            name = named_after(method, path)
            self._note(f"it has no operation id; it is called {name}, until an overlay names it")
        operation: Document = {"operationId": name, **self._about(raw, path)}
        if parameters:
            operation["parameters"] = parameters
        bodies = BodyForms(self._schemas, name, self._forms, self._note)
        if "requestBody" in raw and (body := bodies.body(raw["requestBody"])):
            operation["requestBody"] = body
        return plain_path, {**operation, "responses": bodies.answers(raw.get("responses")), OWN: True}

    def _about(self, raw: Document, path: str) -> Document:
        about: Document = {}
        if tags := names_of(raw.get("tags"))[:1]:
            if not snake_case(tags[0]):
                words = [part for part in path.split("/") if part and part != "api" and "{" not in part]
                found = [part for part in words if snake_case(part)] or ["default"]
                self._note(f"the tag {tags[0]!r} has no letters; it becomes the package {snake_case(found[0])}")
                tags = [found[0]]
            about["tags"] = tags
        if summary := " ".join((text(raw.get("summary")) or "").split())[:LONGEST_SUMMARY]:
            about["summary"] = summary
        if description := (text(raw.get("description")) or "").strip()[:LONGEST_DESCRIPTION]:
            about["description"] = description
        return about | ({"deprecated": raw["deprecated"]} if isinstance(raw.get("deprecated"), bool) else {})


def named_after(method: str, path: str) -> str:
    """Return an operation id made of method and path: ``get_orders_by_id`` of GET /api/orders/{id}."""
    words = [re.sub(r"\{([^{}:]*)[^{}]*\}", r" by \1 ", part) for part in path.removeprefix("/api/").split("/")]
    return str(PythonIdentifier(f"{method} {' '.join(words)}", "call_"))


def _info(raw: Document) -> Document:
    return {"title": text(raw.get("title")) or "API", "version": str(raw.get("version") or "unknown")}


class _Copy:
    """Copies a document: with text keys, and without halves of characters, which no file can hold."""

    def __init__(self) -> None:
        self._count = 0

    def of(self, node: Any) -> Any:
        """Return the copy.

        Raises:
            RegenError: it is too large: aliases of YAML can make a few lines expand to more than memory holds
        """
        self._count += 1
        if self._count > MOST_NODES:
            raise RegenError(f"the document has more than {MOST_NODES} values")
        if isinstance(node, dict):
            return {_whole(str(key)): self.of(value) for key, value in mapping(node).items()}
        if isinstance(node, list):
            return [self.of(value) for value in items(node)]
        return _whole(node) if isinstance(node, str) else node


def _whole(string: str) -> str:
    return string.encode("utf-8", "replace").decode("utf-8")
