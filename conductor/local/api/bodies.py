"""Reading JSON bodies, and saying what is wrong with them as the server's parser does."""

from __future__ import annotations

import json
import json.decoder
import json.scanner
import re
from typing import Any, NoReturn, cast

from conductor.local.engine.errors import EngineError, JsonProblemError, TooLargeError

MAX_DEPTH = 1000
MAX_STRING = 20_000_000
MAX_NAME = 50_000
MAX_NUMBER = 1000
MAX_VALUES = 100_000
"""The most values of a JSON body: the time of all work on a request grows with it. The real server has no limit."""
MAX_ESCAPES = 4_000_000
"""The most backslashes of a JSON body: Python reads a string with escapes in one go, which stops all other threads."""
_FEW_VALUES = 10_000
# A part of a string up to its end, of bounded work: the regular expression engine stops all other threads, too.
_PART = re.compile(r'[^"\\]*+(?:\\.[^"\\]*+){0,20000}+(?P<end>"?)', re.DOTALL)
_COLON = re.compile(r"\s*+:")
_ALL_BUT_BRACKETS = {code: None for code in range(128) if chr(code) not in "[]{}"}


def parse_json(body: bytes, content_type: str | None, signature: str) -> Any:
    """Parse a JSON body.

    Raises:
        EngineError: The body is missing, of another type or broken.
        TooLargeError: It has more than MAX_VALUES values.
    """
    if not body:
        raise EngineError(f"Required request body is missing: {signature}")
    _check_type(content_type)
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise JsonProblemError(f"Invalid UTF-8 start byte 0x{body[error.start]:x}") from None
    decoder = _decoder_for(text)
    try:
        return decoder.decode(text)
    except RecursionError:
        raise JsonProblemError(_TOO_DEEP) from None
    except ValueError as error:
        raise JsonProblemError(_explain(text, error)) from None


def count_values(text: str) -> int:
    """Return how many values a JSON text has, at most; the count ends soon after MAX_VALUES."""
    found = _most_values(text)
    return found if found <= MAX_VALUES else _most_values(_without_strings(text))


def _most_values(text: str) -> int:
    """Return an upper bound of the number of values, without parsing: each begins the text or follows one of these."""
    return 1 + text.count(",") + text.count("[") + text.count("{")


def _exceeded(what: str, length: int, limit: int, getter: str) -> str:
    return f"{what} ({length}) exceeds the maximum allowed ({limit}, from `StreamReadConstraints.getMax{getter}()`)"


_TOO_MANY = f"the JSON text has more than {MAX_VALUES} values, the limit of the embedded server"
_TOO_DEEP = _exceeded("Document nesting depth", MAX_DEPTH + 1, MAX_DEPTH, "NestingDepth")


def _decoder_for(text: str) -> json.JSONDecoder:
    """Return what parses a text, after raising what exceeds a limit of the server's parser or of this one.

    Everything here is linear in the length, and no step runs for long without letting other threads in.
    """
    values = _most_values(text)
    if len(text) <= MAX_NAME and values <= MAX_DEPTH:
        return _FAST
    if text.count("\\") > MAX_ESCAPES:
        raise TooLargeError(f"the JSON text has more than {MAX_ESCAPES} escapes, the limit of the embedded server")
    structure = _without_strings(text)
    values = _most_values(structure)
    # Of a text that is refused anyway the beginning is enough to prefer the error of the real server.
    _check_depth(structure if values <= MAX_VALUES else structure[:MAX_VALUES])
    if values > MAX_VALUES:
        raise TooLargeError(_TOO_MANY)
    return _FAST if values <= _FEW_VALUES else _SHARING


def _check_depth(structure: str) -> None:
    depth = 0
    for bracket in structure.translate(_ALL_BUT_BRACKETS):
        depth += 1 if bracket in "[{" else -1 if bracket in "]}" else 0
        if depth > MAX_DEPTH:
            raise JsonProblemError(_TOO_DEEP)
        if depth < 0:  # the parser refuses this at the same place
            return


def _without_strings(text: str) -> str:
    """Return a JSON text without its strings; JsonProblemError or TooLargeError when one or all are beyond a limit."""
    gaps: list[str] = []
    end = 0
    while (start := text.find('"', end)) >= 0:
        gaps.append(text[end:start])
        end = _end_of_string(text, start + 1)
        _check_string(text, end, end - start - 2)
        if len(gaps) > 2 * MAX_VALUES:  # a value has at most one name
            raise TooLargeError(_TOO_MANY)
    gaps.append(text[end:])
    return "".join(gaps)


def _end_of_string(text: str, start: int) -> int:
    """Return the index after the closing quote of a string, or the end of the text when there is none."""
    while (match := _PART.match(text, start)) is not None:
        if match["end"]:
            return match.end()
        if match.end() == start:  # nothing is left but a backslash, or nothing at all
            break
        start = match.end()
    return len(text)


def _check_string(text: str, end: int, length: int) -> None:
    if length > MAX_NAME and _COLON.match(text, end):
        raise JsonProblemError(_exceeded("Name length", length, MAX_NAME, "NameLength"))
    if length > MAX_STRING:
        raise JsonProblemError(_exceeded("String value length", length, MAX_STRING, "StringLength"))


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"Unrecognized token '{name}'")


def _integer(digits: str) -> int:
    _check_number(digits)
    return int(digits)


def _float(digits: str) -> float:
    _check_number(digits)
    return float(digits)


def _check_number(digits: str) -> None:
    # The time to read and to write an integer grows with the square of its length.
    length = len(digits) - sum(digits.count(sign) for sign in "+-.eE") if len(digits) > MAX_NUMBER else 0
    if length > MAX_NUMBER:
        raise JsonProblemError(_exceeded("Number value length", length, MAX_NUMBER, "NumberLength"))


def _decoder() -> json.JSONDecoder:
    return json.JSONDecoder(parse_constant=_no_constant, parse_int=_integer, parse_float=_float)


def _sharing_decoder() -> json.JSONDecoder:
    """Return a decoder in Python: that in C is ten times as fast, and stops all other threads until it has ended."""
    found: Any = _decoder()
    # typeshed does not know the parts of the standard library's parser that are written in Python.
    parser: Any = json.decoder
    scanner: Any = json.scanner
    found.parse_object = parser.JSONObject
    found.parse_array = parser.JSONArray
    found.scan_once = scanner.py_make_scanner(found)
    return cast("json.JSONDecoder", found)


_FAST = _decoder()
_SHARING = _sharing_decoder()


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
