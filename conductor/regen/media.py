"""Which kind of content a media type of an OpenAPI document stands for."""

from __future__ import annotations

from enum import StrEnum


class Content(StrEnum):
    """How a body is written, or an answer is read."""

    JSON = "json"
    FORM = "form"
    MULTIPART = "multipart"
    EVENTS = "events"
    TEXT = "text"
    BYTES = "bytes"


_BY_TYPE = {
    "application/json": Content.JSON,
    "text/json": Content.JSON,
    "application/x-www-form-urlencoded": Content.FORM,
    "multipart/form-data": Content.MULTIPART,
    "text/event-stream": Content.EVENTS,
}
ANY = "*/*"
"""What springdoc writes where a controller names no media type; on a Conductor server it is JSON."""


def essence(media_type: str) -> str:
    """Return the media type without its parameters, in lower case: ``application/json`` of ``application/JSON;q=1``."""
    return media_type.split(";", 1)[0].strip().lower()


def content_of(media_type: str) -> Content:
    """Return the kind of content; what is not known is bytes."""
    name = essence(media_type)
    if name == ANY or name.endswith("+json"):
        return Content.JSON
    return _BY_TYPE.get(name, Content.TEXT if name.startswith("text/") else Content.BYTES)
