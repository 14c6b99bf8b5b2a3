"""What the templates need to know of an operation, and the generator does not keep."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import frozen

from conductor.regen.documents import Document, operations
from conductor.regen.json_values import mapping
from conductor.regen.media import Content, content_of
from conductor.regen.normalise.marks import AS_JSON, OWN
from conductor.regen.prune import module

if TYPE_CHECKING:
    from openapi_python_client.parser.openapi import Endpoint

_SEPARATORS = {"form": ",", "spaceDelimited": " ", "pipeDelimited": "|"}


@frozen
class Wire:
    """How one operation travels.

    Attributes:
        is_own: it comes from the user's server
        is_deprecated: the server says so, of such an operation
        body: kind of the body, or None
        media: media type of the body if it has to be said, otherwise None
        is_stream: it answers with server-sent events
        is_html: it answers with a web page
        parameters: as the document has them, by place and name
    """

    is_own: bool
    is_deprecated: bool
    body: Content | None
    media: str | None
    is_stream: bool
    is_html: bool
    parameters: dict[tuple[str, str], Document]

    def separator(self, place: str, parameter: Any) -> str | None:
        """Return what stands between the values of a parameter that is one text, or None."""
        found = self._of(place, parameter)
        return _SEPARATORS[found.get("style", "form")] if found.get("explode") is False else None

    def is_deep(self, parameter: Any) -> bool:
        """Return whether a query parameter is written as ``name[key]=value``."""
        return self._of("query", parameter).get("style") == "deepObject"

    def is_json(self, place: str, parameter: Any) -> bool:
        """Return whether a parameter is sent as JSON text."""
        return self._of(place, parameter).get(AS_JSON) is True

    def about(self, place: str, parameter: Any) -> str:
        """Return what the user's server says of a parameter."""
        text = self._of(place, parameter).get("description", "") if self.is_own else ""
        return " ".join(str(text).split())

    def _of(self, place: str, parameter: Any) -> Document:
        return self.parameters.get((place, parameter.name.get_untrusted_value()), {})


class Wires:
    """Finds the ``Wire`` of an endpoint of the generator."""

    def __init__(self, document: Document) -> None:
        self._operations = {module(operation): operation for operation in operations(document).values()}

    def of(self, endpoint: Endpoint) -> Wire:
        """Return how an endpoint travels."""
        operation = self._operations[f"{endpoint.tags[0]}.{endpoint.name}"]
        media = next(iter(mapping(mapping(operation.get("requestBody")).get("content"))), None)
        body = content_of(media) if media is not None else None
        answers = {
            name
            for status, answer in operation["responses"].items()
            if str(status)[0] in "123"
            for name in answer.get("content", {})
        }
        is_own = bool(operation.get(OWN))
        return Wire(
            is_own=is_own,
            is_deprecated=is_own and bool(operation.get("deprecated")),
            body=body,
            media=media if body is Content.JSON and media not in ("application/json", "*/*") else None,
            is_stream="text/event-stream" in answers,
            is_html="text/html" in answers,
            parameters={(p["in"], p["name"]): p for p in operation.get("parameters", [])},
        )


def body_overrides(document: Document) -> dict[str, str]:
    """Return what the generator is to take each media type of a body for: JSON, or content that is sent as it is."""
    overrides: dict[str, str] = {}
    for operation in operations(document).values():
        for media in mapping(mapping(operation.get("requestBody")).get("content")):
            is_structured = content_of(media) in (Content.JSON, Content.FORM, Content.MULTIPART)
            if media not in ("application/json", "application/octet-stream"):
                overrides[media] = "application/json" if is_structured else "application/octet-stream"
    return overrides
