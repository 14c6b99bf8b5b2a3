"""Compares what a server describes with what the project knows of both editions, operation by operation."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from attrs import frozen

from conductor.regen.documents import Document, Key, operations, schemas, shape
from conductor.regen.json_values import items, mapping
from conductor.regen.prune import module
from conductor.regen.server.lists import Differences, Finding
from conductor.regen.server.types import Match, match, named, resolved, words

Operations = dict[Key, Document]
_ARRAY_DEFAULTS = {"query": ("form", True), "path": ("simple", False), "header": ("simple", False)}


def compare_server(editions: list[Document], server: Document, result: Document) -> Differences:
    """Return what a server has in addition to the client, what it lacks, and what it describes differently.

    A description that agrees with one edition is no difference: the project knows what the other one does.

    Args:
        editions: the documents of Conductor OSS and of Orkes, the first one with a version
        server: the document of the server, in the same normal form
        result: the document that the client is generated from; it names operations and schemas
    """
    comparison = _Comparison(editions, server, result)
    found = sorted([*comparison.operations(), *comparison.schemas()], key=lambda finding: finding.name)
    lacking = [finding for finding in found if finding.sign == "-"]
    return Differences(
        base_version=str(editions[0]["info"]["version"]),
        additional=[finding for finding in found if finding.sign == "+"],
        lacking=lacking,
        different=[finding for finding in found if finding.sign == "~"],
        of_orkes=comparison.lacks_orkes,
    )


@frozen
class _Side:
    """One description of an operation or schema, and the document that it is part of."""

    content: Document
    document: Document


class _Comparison:
    def __init__(self, editions: list[Document], server: Document, result: Document) -> None:
        self._editions = [{shape(key): value for key, value in operations(each).items()} for each in editions]
        self._documents = editions
        self._server = server
        self._served = {shape(key): value for key, value in operations(server).items()}
        self._result = {shape(key): value for key, value in operations(result).items()}
        self._models = schemas(result)
        self._sent = _sent(server)
        # An OSS server has hardly anything that only Orkes has: that is one line, not a hundred.
        only_orkes = {key for key in self._result if key not in self._editions[0] and key in self._editions[-1]}
        missing = only_orkes - self._served.keys()
        self._skipped = missing if len(missing) * 10 > len(only_orkes) * 9 else set[Key]()
        self.lacks_orkes = len(self._skipped)

    def _expected(self, known: list[_Side]) -> list[_Side]:
        """Return the editions of which a server of this kind should have everything."""
        of_oss = [side for side in known if side.document is self._documents[0]]
        return of_oss if of_oss and self._skipped else known

    def operations(self) -> Iterator[Finding]:
        """Find operations, parameters, bodies and answers."""
        for key, ours in sorted(self._result.items()):
            name = module(ours)
            known = [
                _Side(each[key], document)
                for each, document in zip(self._editions, self._documents, strict=True)
                if key in each
            ]
            if key in self._served and known:
                yield from _operation(name, known, _Side(self._served[key], self._server), self._expected(known))
            elif key in self._served:
                yield Finding("+", "operation", name)
            elif key not in self._skipped:
                yield Finding("-", "operation", name, breaks=True)

    def schemas(self) -> Iterator[Finding]:
        """Find schemas, fields and values of enums, as far as the client has a model of them."""
        for name, model in sorted(self._models.items()):
            known = [_Side(schemas(each)[name], each) for each in self._documents if name in schemas(each)]
            if name not in schemas(self._server):
                continue
            theirs = _Side(schemas(self._server)[name], self._server)
            if known:
                client = _Side(model, self._server)
                yield from _schema(name, known, theirs, client, is_sent=name in self._sent)
                yield from _lacking_fields(name, self._expected(known), theirs)
            else:
                yield Finding("+", "schema", name)


def _sent(document: Document) -> set[str]:
    """Return the names of the schemas that requests hold."""
    todo = [operation.get("requestBody") for operation in operations(document).values()]
    found: set[str] = set()
    while todo:
        node = todo.pop()
        if isinstance(node, list):
            todo += items(node)
        elif isinstance(node, dict):
            name = named(mapping(node))
            if name is not None and name not in found:
                found.add(name)
                todo.append(schemas(document).get(name))
            todo += mapping(node).values()
    return found


def _operation(name: str, known: list[_Side], theirs: _Side, expected: list[_Side]) -> Iterator[Finding]:
    yield from _parameters(name, known, theirs)
    yield from _lacking_parameters(name, expected, theirs)
    yield from _contents(name, "body", known, theirs, _body)
    yield from _contents(name, "answer", known, theirs, _answer)
    if _body(theirs.content).get("required") and not any(_body(side.content) for side in known):
        yield Finding("~", "body", name, "the server needs one, the client sends none", breaks=True)
    if not _body(theirs.content) and all(_body(side.content) for side in known):
        yield Finding("~", "body", name, "the client sends one, the server describes none", breaks=True)


def _parameters(name: str, known: list[_Side], theirs: _Side) -> Iterator[Finding]:
    editions = [_by_name(side.content) for side in known]
    served = _by_name(theirs.content)
    for key, parameter in sorted(served.items()):
        sides = [_Side(each[key], side.document) for each, side in zip(editions, known, strict=True) if key in each]
        place = f"{name}.{key[1]}"
        if sides:
            yield from _parameter(place, sides, _Side(parameter, theirs.document))
        elif moved := next((other for each in editions for other in each if other[1] == key[1]), None):
            yield Finding("~", "parameter", place, f"{moved[0]} here, {key[0]} on the server", breaks=True)
        elif parameter.get("required"):
            yield Finding("~", "parameter", place, "new, and the server requires it", breaks=True)
        else:
            yield Finding("+", "parameter", place)


def _lacking_parameters(name: str, expected: list[_Side], theirs: _Side) -> Iterator[Finding]:
    every = set[Key].intersection(*(set(_by_name(side.content)) for side in expected))
    served = {parameter for _, parameter in _by_name(theirs.content)}
    yield from (Finding("-", "parameter", f"{name}.{key[1]}") for key in every if key[1] not in served)


def _by_name(operation: Document) -> dict[Key, Document]:
    """Return the parameters but those of the path, whose names are no part of the call."""
    found = [mapping(parameter) for parameter in items(operation.get("parameters"))]
    return {(str(p["in"]), str(p["name"])): p for p in found if "name" in p and p.get("in") != "path"}


def _parameter(place: str, known: list[_Side], theirs: _Side) -> Iterator[Finding]:
    schema = theirs.content.get("schema")
    pairs = [(side, match(side.content.get("schema"), schema, side.document, theirs.document)) for side in known]
    ours, agreement = min(pairs, key=lambda pair: pair[1])
    if agreement is not Match.SAME:
        change = f"{words(ours.content.get('schema'))} here, {words(schema)} on the server"
        yield Finding("~", "parameter", place, change, breaks=agreement is Match.OTHER)
    if _style(ours.content) != _style(theirs.content) and resolved(schema, theirs.document).get("type") == "array":
        yield Finding("~", "parameter", place, "a list is written in another form", breaks=True)
    if theirs.content.get("required") and not any(side.content.get("required") for side in known):
        yield Finding("~", "parameter", place, "the server requires it", breaks=True)
    yield from _values(place, [(side.content.get("schema"), side.document) for side in known], schema, theirs.document)


def _style(parameter: Document) -> tuple[Any, Any]:
    style, explode = _ARRAY_DEFAULTS.get(parameter["in"], ("simple", False))
    return parameter.get("style", style), parameter.get("explode", explode)


def _body(operation: Document) -> Document:
    return mapping(operation.get("requestBody"))


def _answer(operation: Document) -> Document:
    """Return the answer for success, as far as one is described."""
    answers = mapping(operation.get("responses"))
    status = min((status for status in answers if re.fullmatch("2..", status)), default="default")
    return mapping(answers.get(status))


def _contents(
    name: str, kind: str, known: list[_Side], theirs: _Side, part: Callable[[Document], Document]
) -> Iterator[Finding]:
    """Compare a body or an answer, where both sides describe one."""
    served = mapping(part(theirs.content).get("content"))
    ours = [(mapping(part(side.content).get("content")), side.document) for side in known]
    ours = [(content, document) for content, document in ours if content]
    if not served or not ours:
        return
    if not any(_media(content) & _media(served) for content, _ in ours):
        change = f"{', '.join(ours[0][0])} here, {', '.join(served)} on the server"
        yield Finding("~", kind, name, change, breaks=True)
        return
    schema = _schema_of(served)
    pairs = [(content, match(_schema_of(content), schema, document, theirs.document)) for content, document in ours]
    content, agreement = min(pairs, key=lambda pair: pair[1])
    if agreement is not Match.SAME:
        change = f"{words(_schema_of(content))} here, {words(schema)} on the server"
        yield Finding("~", kind, name, change, breaks=agreement is Match.OTHER)


def _media(content: Document) -> set[str]:
    """Return how the bodies are read; ``*/*`` of springdoc is any of them."""
    found: set[str] = set()
    for media in content:
        essence = media.partition(";")[0].strip().lower()
        if essence == "*/*":
            found |= {"json", "text", "other"}
        elif essence.endswith(("/json", "+json")):
            found.add("json")
        else:
            found.add("text" if essence.startswith("text/") else "other")
    return found


def _schema_of(content: Document) -> Document:
    described = [mapping(mapping(media).get("schema")) for media in content.values()]
    return next((schema for schema in described if schema), Document())


def _schema(name: str, known: list[_Side], theirs: _Side, client: _Side, *, is_sent: bool) -> Iterator[Finding]:
    editions = [(mapping(side.content.get("properties")), side.document) for side in known]
    fields = mapping(theirs.content.get("properties"))
    required = items(theirs.content.get("required"))
    for field, schema in sorted(fields.items()):
        place = f"{name}.{field}"
        sides = [(each[field], document) for each, document in editions if field in each]
        if sides:
            yield from _field(place, sides, schema, theirs.document)
        else:
            yield Finding("+", "field", place)
        is_new = not any(field in items(side.content.get("required")) for side in [*known, client])
        if is_sent and field in required and is_new:
            yield Finding("~", "field", place, "the server requires it", breaks=True)
    yield from _values(name, [(side.content, side.document) for side in known], theirs.content, theirs.document)


def _lacking_fields(name: str, expected: list[_Side], theirs: _Side) -> Iterator[Finding]:
    fields = mapping(theirs.content.get("properties"))
    every = set[str].intersection(*(set(mapping(side.content.get("properties"))) for side in expected))
    # A schema without any is not described.
    yield from (Finding("-", "field", f"{name}.{field}") for field in every - fields.keys() if fields)


def _field(place: str, known: list[tuple[Any, Document]], schema: Any, server: Document) -> Iterator[Finding]:
    ours, agreement = min(
        ((ours, match(ours, schema, document, server)) for ours, document in known), key=lambda pair: pair[1]
    )
    if agreement is not Match.SAME:
        change = f"{words(ours)} here, {words(schema)} on the server"
        yield Finding("~", "field", place, change, breaks=agreement is Match.OTHER)
    yield from _values(place, known, schema, server)


def _values(place: str, known: list[tuple[Any, Document]], schema: Any, server: Document) -> Iterator[Finding]:
    theirs = _enum(schema, server)
    ours = [_enum(each, document) for each, document in known]
    if not theirs or not all(ours):
        return
    every = [value for values in ours for value in values]
    yield from (Finding("+", "enum value", f"{place}.{value}") for value in theirs if value not in every)
    common = [value for value in ours[0] if all(value in values for values in ours)]
    yield from (Finding("-", "enum value", f"{place}.{value}") for value in common if value not in theirs)


def _enum(schema: Any, document: Document) -> list[str]:
    found = resolved(schema, document)
    return [str(value) for value in items(found.get("enum"))] or (
        _enum(found["items"], document) if "items" in found else []
    )
