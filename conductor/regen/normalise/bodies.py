"""What operations send and what they answer, each in one kind of content."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from openapi_python_client.strings import pascal_case

from conductor.regen.documents import Document
from conductor.regen.json_values import items, mapping, text
from conductor.regen.media import ANY, Content, content_of, essence
from conductor.regen.normalise.marks import UPLOAD, UnfitError
from conductor.regen.normalise.schemas import SchemaForms

_STATUS = re.compile(r"[1-5](\d\d|XX)")
_PREFERRED = (Content.JSON, Content.MULTIPART, Content.FORM, Content.TEXT, Content.BYTES)
_PREFERRED_ANSWER = (Content.JSON, Content.EVENTS, Content.TEXT, Content.BYTES, Content.FORM, Content.MULTIPART)
_CHARSET = "; charset=utf-8"


class BodyForms:
    """Turns the bodies and answers of one operation into their normal forms.

    Args:
        schemas: for what is in them
        owner: name of the operation, for the models of forms
        added: takes the models of forms that are made here
        note: is called with what was left out
    """

    def __init__(
        self, schemas: SchemaForms, owner: str, added: dict[str, Document], note: Callable[[str], None]
    ) -> None:
        self._schemas = schemas
        self._owner = owner
        self._added = added
        self._note = note

    def body(self, raw: Any) -> Document | None:
        """Return the body with one content, or None when it has none.

        Raises:
            UnfitError: it can be sent in no way that is known here
        """
        body = self._schemas.components.resolved(raw)
        content = mapping(body.get("content"))
        if not content:
            return None
        media = min(content, key=lambda name: _PREFERRED.index(_sendable(_kind(name, content))))
        form: Document = {key: body[key] for key in ("required",) if isinstance(body.get(key), bool)}
        kind = _sendable(_kind(media, content))
        return {**form, "content": self._content(media, kind, mapping(content[media]))}

    def _content(self, media: str, kind: Content, what: Document) -> Document:
        name = essence(media)
        if kind in (Content.FORM, Content.MULTIPART):
            return {name: {"schema": self._form_model(what.get("schema"), kind)}}
        if kind is Content.JSON:
            is_plain = name in ("application/json", "text/json", ANY)
            exact = (name if name != "text/json" else "application/json") if is_plain else media
            return {exact: {"schema": self._schemas.form(what.get("schema"), "body")}}
        if kind is Content.TEXT and not name.startswith("text/"):
            name = "text/plain"
        if "*" in name or "/" not in name:
            name = "application/octet-stream"
        # The text of the body is sent in UTF-8, whatever charset was asked for.
        return {name + (_CHARSET if kind is Content.TEXT else ""): {"schema": {"type": "string"}}}

    def _form_model(self, raw: Any, kind: Content) -> Document:
        shape = self._schemas.shape(raw)
        if "properties" not in shape:
            if shape and shape.get("type") != "object":
                raise UnfitError(f"a {kind} body has to be an object")
            return {"type": "object", "additionalProperties": {}}
        source = mapping(self._schemas.components.resolved(raw) if mapping(raw).get("$ref") else raw)
        fields = {
            name: _upload(form, mapping(mapping(source.get("properties")).get(name)))
            if kind is Content.MULTIPART
            else form
            for name, form in shape["properties"].items()
        }
        if fields == shape["properties"] and text(mapping(raw).get("$ref")) is not None:
            return self._schemas.form(raw, "body")
        name = self._schemas.components.new_name(f"{pascal_case(self._owner)}Form")
        self._added[name] = {**shape, "type": "object", "properties": fields}
        return {"$ref": f"#/components/schemas/{name}"}

    def answers(self, raw: Any) -> Document:
        """Return the answers by status, at least one of them without an error."""
        found: Document = {}
        for key, node in mapping(raw).items():
            status = str(key).upper() if str(key).lower() != "default" else "default"
            if str(key).startswith("x-"):
                continue
            if status != "default" and not _STATUS.fullmatch(status):
                self._note(f"answer {status!r} is left out: it is not a status")
                continue
            try:
                found[status] = self._answer(self._schemas.components.resolved(node), is_error=status[0] in "45d")
            except UnfitError as reason:
                self._note(f"answer {status}: its content is left out: {reason}")
                found[status] = {"description": ""}
        if not any(status[0] in "123" for status in found):
            # "default" is any status that is not declared; without one, what a success holds is not known.
            default = mapping(raw).get("default")
            unknown: Document = {"content": {ANY: {}}}
            answer = unknown if default is None else self._schemas.components.resolved(default)
            found = {"2XX": self._answer(answer, is_error=False), **found}
        return found

    def _answer(self, answer: Document, *, is_error: bool) -> Document:
        form: Document = {"description": text(answer.get("description")) or ""}
        content = mapping(answer.get("content"))
        if not content:
            return form
        media = min(content, key=lambda name: _PREFERRED_ANSWER.index(_kind(name, content)))
        kind, raw = _kind(media, content), mapping(content[media]).get("schema")
        if kind is Content.JSON:
            name = ANY if essence(media) == ANY else "application/json"
            return {**form, "content": {name: {"schema": self._schemas.form(raw, "answer")}}}
        if is_error:
            # The client shows the text of an error, whatever it is.
            return form
        if kind in (Content.EVENTS, Content.TEXT):
            return {**form, "content": {_text_media(media): {"schema": {"type": "string"}}}}
        return {**form, "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}}


def _kind(media: str, content: Document) -> Content:
    """Return the kind of one content among others.

    A Spring controller that names no media type, or text among others, writes and reads a String as it is
    (StringHttpMessageConverter), not as JSON.
    """
    kind = content_of(media)
    is_open = essence(media) == ANY or any(content_of(other) is Content.TEXT for other in content)
    is_text = kind is Content.JSON and mapping(mapping(content[media]).get("schema")).get("type") == "string"
    return Content.TEXT if is_open and is_text else kind


def _sendable(kind: Content) -> Content:
    return Content.TEXT if kind is Content.EVENTS else kind


def _text_media(media: str) -> str:
    name = essence(media)
    return name if name in ("text/event-stream", "text/html") else "text/plain"


def _upload(form: Document, raw: Document) -> Document:
    """Return a field of a multipart form; binary content becomes an upload."""
    if form.get("type") == "array":
        inner = _upload(form["items"], mapping(raw.get("items")))
        return {**form, "items": inner}
    is_binary = form.get("format") == "binary" or (
        "contentMediaType" in raw
        and not (form.keys() & {"$ref", "properties"})
        and form.get("type") in ("string", None)
    )
    return {"type": "string", "format": UPLOAD} if is_binary else form


def names_of(raw: Any) -> list[str]:
    """Return the names in a list, such as the tags of an operation."""
    return [name for name in items(raw) if isinstance(name, str) and name.strip()]
