"""Reading JSON bodies, and saying what is wrong with them as the server's parser does."""

from __future__ import annotations

import json
import re
from typing import Any, NoReturn

from conductor.local.engine.errors import EngineError, JsonProblemError

MAX_DEPTH = 1000
MAX_STRING = 20_000_000
_STRUCTURE = re.compile(r'"(?:[^"\\]|\\.)*+"|[\[\]{}]', re.DOTALL)


def parse_json(body: bytes, content_type: str | None, signature: str) -> Any:
    """The value of a JSON body; raises EngineError when it is missing, of another type or broken."""
    if not body:
        raise EngineError(f"Required request body is missing: {signature}")
    _check_type(content_type)
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise JsonProblemError(f"Invalid UTF-8 start byte 0x{body[error.start]:x}") from None
    _check_limits(text)
    try:
        return _DECODER.decode(text)
    except RecursionError:
        raise JsonProblemError(_TOO_DEEP) from None
    except ValueError as error:
        raise JsonProblemError(_explain(text, error)) from None


_TOO_DEEP = (
    f"Document nesting depth ({MAX_DEPTH + 1}) exceeds the maximum allowed ({MAX_DEPTH}, "
    "from `StreamReadConstraints.getMaxNestingDepth()`)"
)


def _check_limits(text: str) -> None:
    """Raise JsonProblemError for what the server's parser takes for an attack."""
    if text.count("[") + text.count("{") <= MAX_DEPTH and len(text) <= MAX_STRING:
        return
    depth = 0
    for match in _STRUCTURE.finditer(text):
        piece = match[0]
        if piece in "[{":
            depth += 1
            if depth > MAX_DEPTH:
                raise JsonProblemError(_TOO_DEEP)
        elif piece in "]}":
            depth -= 1
        elif len(piece) - 2 > MAX_STRING:
            raise JsonProblemError(
                f"String value length ({len(piece) - 2}) exceeds the maximum allowed ({MAX_STRING}, "
                "from `StreamReadConstraints.getMaxStringLength()`)"
            )


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"Unrecognized token '{name}'")


_DECODER = json.JSONDecoder(parse_constant=_no_constant)


def _check_type(content_type: str | None) -> None:
    kind = (content_type or "application/octet-stream").split(";", 1)[0].strip().lower()
    if kind == "application/json" or (kind.startswith("application/") and kind.endswith("+json")):
        return
    shown = content_type or "application/octet-stream"
    if kind.startswith("text/") and ";" not in shown:
        shown += ";charset=UTF-8"
    raise EngineError(f"Content-Type '{shown}' is not supported")


def _explain(text: str, error: ValueError) -> str:
    if not isinstance(error, json.JSONDecodeError):
        return str(error)
    if not text.strip():
        return "No content to map due to end-of-input"
    rest = text[error.pos :].lstrip()
    if not rest:
        return "Unexpected end-of-input"
    word = re.match(r"\w+", rest)
    if "Expecting value" in error.msg and word is not None:
        expected = "(JSON String, Number, Array, Object or token 'null', 'true' or 'false')"
        return f"Unrecognized token '{word[0]}': was expecting {expected}"
    return f"Unexpected character ('{rest[0]}' (code {ord(rest[0])})){_expected(error.msg)}"


def _expected(message: str) -> str:
    if "property name" in message:
        return ": was expecting double-quote to start field name"
    if "',' delimiter" in message:
        return ": was expecting comma to separate Object entries"
    return ": was expecting a colon to separate field name and value" if "':' delimiter" in message else ""
