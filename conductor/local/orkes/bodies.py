"""What the bodies of requests to Orkes have to hold, and how stored things are found."""

from __future__ import annotations

import json
from typing import Any

from conductor.local.api.http import Call, invalid
from conductor.local.engine.errors import EngineError, NotFoundError
from conductor.local.engine.schema import Reader, list_of, text
from conductor.local.engine.values import JsonMap, as_list

_TEXTS = list_of(text, "java.lang.String")


def read(call: Call, shape: Reader, *needed: str) -> JsonMap:
    """The body, which has a shape and these fields."""
    body: JsonMap = call.body(shape, call.request.path)
    check_fields(body, *needed)
    return body


def read_list(call: Call, shape: Reader, *needed: str) -> list[JsonMap]:
    """The body, which is a list of things that have these fields."""
    body: list[JsonMap | None] = call.body(shape, call.request.path)
    found = [item or {} for item in body]
    for item in found:
        check_fields(item, *needed)
    return found


def texts_body(call: Call) -> list[str]:
    """The body, which is a list of texts."""
    found: list[str | None] = call.body(_TEXTS, call.request.path)
    return [item for item in found if item is not None]


def check_fields(body: JsonMap, *needed: str) -> None:
    """Raise InvalidRequestError (400) for an object that lacks one of these fields, or has an empty text there."""
    for name in needed:
        if body.get(name) is None or body[name] == "":
            raise invalid(name, "must not be empty")


def members(document: JsonMap, name: str) -> list[Any]:
    """The members of a list in a document, none where it is not there."""
    return list(as_list(document.get(name)) or [])


def text_body(call: Call) -> str:
    """The body, which is a text: bare, or as a JSON string where clients send it so."""
    bare = call.body_text(call.request.path)
    if not call.request.headers.get("content-type", "").startswith("application/json"):
        return bare
    try:
        value = json.loads(bare)
    except ValueError:
        return bare
    return value if isinstance(value, str) else bare


def stored(call: Call, kind: str, key: str, what: str) -> Any:
    """What is stored under a key; NotFoundError when nothing is."""
    found = call.rt.documents.get(kind, key)
    if found is None:
        raise NotFoundError(f"No such {what}: {key}")
    return found


def needed_parameter(call: Call, name: str) -> str:
    """A query parameter that has to be there."""
    found = call.text(name)
    if found is None:
        raise EngineError(f"Required request parameter '{name}' for method parameter type String is not present")
    return found


def audited(call: Call, former: JsonMap | None, body: JsonMap) -> JsonMap:
    """What is to be stored, with who made and changed it, and when."""
    created: JsonMap = former or {"createTime": call.rt.now_ms, "createdBy": call.request.user}
    kept: JsonMap = {name: created[name] for name in ("createTime", "createdBy") if name in created}
    return body | kept | {"updateTime": call.rt.now_ms, "updatedBy": call.request.user}
