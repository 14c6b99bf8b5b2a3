"""Requests and replies as values, and typed access to what a request carries."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeAlias, TypeVar
from urllib.parse import parse_qsl

from conductor.local.engine.background import drain
from conductor.local.engine.errors import EngineError, InvalidRequestError, Violation
from conductor.local.engine.runtime import Runtime
from conductor.local.engine.values import JsonMap, is_list, is_map
from conductor.local.engine.waiting import Park

from .bodies import parse_json

T = TypeVar("T")
JSON = "application/json"
TEXT = "text/plain;charset=UTF-8"
INSTANCE = "local"


@dataclass(frozen=True)
class Request:
    """One HTTP request.

    Header names are in lower case, `query` is as it stands in the URL. `user` is who signed it. `prepared` is the body,
    when it was read before the engine's lock was taken.
    """

    method: str
    path: str
    query: str = ""
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    body: bytes = b""
    user: str | None = None
    prepared: PreparedBody | None = None


@dataclass(frozen=True)
class PreparedBody:
    """What a reader made of a JSON body, or the error it raised; without a reader, the JSON value itself."""

    read: Callable[[Any], Any] | None
    value: Any = None
    error: EngineError | None = None


@dataclass(frozen=True)
class Reply:
    """One HTTP answer; no content type means no body either. `headers`: others than those of the content."""

    status: int = 200
    content_type: str | None = None
    body: bytes = b""
    headers: tuple[tuple[str, str], ...] = ()

    def rendered(self) -> Reply:
        """Return the reply with its body."""
        return self


@dataclass(frozen=True)
class LargeReply(Reply):
    """A JSON answer that takes long to write: it is rendered without the engine's lock, and not on an event loop.

    The parts of the value may belong to the engine. Each is written by one call of the encoder, which no other thread
    interrupts, so that each is seen as it was at one moment.
    """

    make: Callable[[], Any] = dict

    def rendered(self) -> Reply:
        """Return the reply with its body, or an error."""
        try:
            text = "".join(_pieces(self.make()))
        except EngineError as error:
            return error_reply(error)
        except RecursionError:
            return problem(500, TOO_DEEP_HERE)
        return Reply(self.status, self.content_type, text.encode("utf-8", "replace"), self.headers)


Answer: TypeAlias = Reply | Park[Reply]
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


TOO_DEEP_HERE = "the value is nested too deeply for this process: python -m conductor.local takes it"
_SHORT = 1000
_BATCH = 100
_LEVELS = 5


def _is_short(value: Any) -> bool:
    """Return whether a JSON value has at most 1,000 values, after looking at no more than that."""
    left, found = [value], 0
    while left:
        item = left.pop()
        if is_map(item):
            found += len(item)
            left += item.values()
        elif is_list(item):
            found += len(item)
            left += item
        if found > _SHORT:
            return False
    return True


def _pieces(value: Any, levels: int = _LEVELS) -> Iterator[str]:
    """Yield the JSON text of a value in pieces: the encoder stops all other threads.

    The outer levels are what the API adds up: lists of executions, their tasks. Below is what one request brought.
    """
    if not levels or _is_short(value):
        yield _encode(value)
    elif is_map(value):
        opening = "{"
        for key, item in list(value.items()):
            yield f"{opening}{_encode(key)}:"
            yield from _pieces(item, levels - 1)
            opening = ","
        yield "}"
    elif is_list(value):
        yield "["
        for start in range(0, len(value), _BATCH):
            batch = value[start : start + _BATCH]
            yield "," if start else ""
            yield from (_encode(batch)[1:-1],) if _is_short(batch) else _joined(batch, levels - 1)
        yield "]"


def _joined(items: list[Any], levels: int) -> Iterator[str]:
    for index, item in enumerate(items):
        yield "," if index else ""
        yield from _pieces(item, levels)


def as_json(value: Any, status: int = 200) -> Reply:
    """Return a reply with a JSON body."""
    if not _is_short(value):
        return LargeReply(status, JSON, make=lambda: value)
    return Reply(status, JSON, _encode(value).encode("utf-8", "replace"))


def as_json_later(make: Callable[[], Any]) -> Reply:
    """Return a reply whose value is made without the engine's lock, from what the engine never changes in place."""
    return LargeReply(200, JSON, make=make)


def as_text(text: str) -> Reply:
    """Return a reply with a bare text."""
    return Reply(200, TEXT, text.encode("utf-8", "replace"))


EMPTY = Reply(200)
NO_CONTENT = Reply(204)


BAD_REQUEST = Reply(
    400,
    "text/html;charset=utf-8",
    b'<!doctype html><html lang="en"><head><title>HTTP Status 400 \xe2\x80\x93 Bad Request</title></head>'
    b"<body><h1>HTTP Status 400 \xe2\x80\x93 Bad Request</h1></body></html>",
)
"""The reply to a request that is refused before anybody looks at what it asks for."""


def error_reply(error: EngineError) -> Reply:
    """The reply to a refused request."""
    if isinstance(error, InvalidRequestError):
        return _invalid_reply(error)
    return problem(error.status, error.message)


def problem(status: int, message: str) -> Reply:
    """An error body as the server writes it."""
    return as_json({"status": status, "message": message, "instance": INSTANCE, "retryable": False}, status)


def _invalid_reply(error: InvalidRequestError) -> Reply:
    listed: list[JsonMap] = []
    for violation in error.violations:
        entry: JsonMap = {"path": violation.path, "message": violation.message}
        if violation.invalid_value is not None:
            entry["invalidValue"] = violation.invalid_value
        if entry not in listed:  # the server keeps them in a set
            listed.append(entry)
    body = {"status": 400, "message": error.message, "retryable": False, "validationErrors": listed}
    return as_json(body, 400)


def invalid(path: str, message: str, value: str | None = None) -> InvalidRequestError:
    """A refusal with one violation."""
    return InvalidRequestError([Violation(path, message, value)])


class Call:
    """A request on its way into the engine: its path variables, parameters and body, read with types."""

    def __init__(self, rt: Runtime, request: Request, variables: Mapping[str, str]) -> None:
        self.rt = rt
        self.request = request
        self._variables = variables
        self._query: list[tuple[str, str]] | None = None

    def settle(self) -> None:
        """Do what has been set in motion, before the answer is made."""
        drain(self.rt)

    def variable(self, name: str) -> str:
        """A variable of the path."""
        return self._variables[name]

    def int_variable(self, name: str) -> int:
        """A number in the path."""
        return self._int(name, self._variables[name], "java.lang.Integer")

    @property
    def query(self) -> list[tuple[str, str]]:
        """All query parameters in their order."""
        if self._query is None:
            self._query = parse_qsl(self.request.query, keep_blank_values=True)
        return self._query

    def all_text(self, name: str) -> list[str]:
        """Every value of a query parameter; a comma separates values too."""
        values = [value for key, value in self.query if key == name]
        return [part for value in values for part in value.split(",")]

    def text(self, name: str) -> str | None:
        """A query parameter, None when it is not given."""
        return next((value for key, value in self.query if key == name), None)

    def number(self, name: str, default: int) -> int:
        """A query parameter that is a number."""
        found = self.text(name)
        return default if found is None or found == "" else self._int(name, found)

    def optional_number(self, name: str, java_type: str = "java.lang.Integer") -> int | None:
        """A query parameter that is a number, None when it is not given."""
        found = self.text(name)
        return None if not found else self._int(name, found, java_type)

    def flag(self, name: str, *, default: bool = False, java_type: str = "boolean") -> bool:
        """A query parameter that is a boolean."""
        found = self.text(name)
        if not found:
            return default
        words = {
            "true": True,
            "on": True,
            "yes": True,
            "1": True,
            "false": False,
            "off": False,
            "no": False,
            "0": False,
        }
        if found.lower() not in words:
            raise EngineError(_conversion(name, java_type, f"Invalid boolean value [{found}]"))
        return words[found.lower()]

    def choice(self, name: str, java_type: str, choices: Sequence[str], default: str) -> str:
        """A query parameter that is one of an enum's names."""
        found = self.text(name)
        return default if not found else check_choice(name, java_type, choices, found, "RequestParam")

    def _int(self, name: str, text: str, java_type: str = "int") -> int:
        try:
            value = int(text.strip())
        except ValueError:
            raise EngineError(_conversion(name, java_type, f'For input string: "{text}"')) from None
        if not -(2**63) <= value < 2**63:
            raise EngineError(_conversion(name, java_type, f'For input string: "{text}"'))
        return value

    def body(self, read: Callable[[Any], Any], signature: str) -> Any:
        """The JSON body, read by a shape; an EngineError when it is missing or does not fit."""
        prepared = self.request.prepared
        if prepared is None:
            found = read(parse_json(self.request.body, self.request.headers.get("content-type"), signature))
        elif prepared.error is not None:
            raise prepared.error
        else:
            found = prepared.value if prepared.read is read else read(prepared.value)
        if found is None:
            raise EngineError(f"Required request body is missing: {signature}")
        return found

    def body_text(self, signature: str) -> str:
        """The body as it stands."""
        if not self.request.body:
            raise EngineError(f"Required request body is missing: {signature}")
        return self.request.body.decode("utf-8", "replace")


def page_of(call: Call, found: list[T]) -> list[T]:
    """Return the page of a list that `start` and `size` ask for."""
    return found[page_bounds(call)]


def page_bounds(call: Call) -> slice:
    """Return what `start` and `size` ask for; a size below 0 is all that follows."""
    begin, size = max(call.number("start", 0), 0), call.number("size", 100)
    return slice(begin, begin + size if size >= 0 else None)


def bulk_reply(errors: Mapping[str | None, str], done: Sequence[object]) -> Reply:
    """The reply of a bulk operation: messages by id, and what was done; the server cannot write an id that is null."""
    if None in errors:
        raise EngineError(
            "Could not write JSON: Null key for a Map not allowed in JSON (use a converting NullKeySerializer?)"
        )
    return as_json({"bulkErrorResults": errors, "bulkSuccessfulResults": done})


def check_choice(name: str, java_type: str, choices: Sequence[str], found: str, place: str) -> str:
    """A name of an enum; an EngineError in the words of the server, which `place` goes into, when it is none."""
    if found in choices:
        return found
    target = f"@org.springframework.web.bind.annotation.{place} {java_type}"
    detail = f"Failed to convert from type [java.lang.String] to type [{target}] for value [{found}]"
    raise EngineError(_conversion(name, java_type, detail))


def _conversion(name: str, java_type: str, detail: str) -> str:
    return (
        f"Method parameter '{name}': Failed to convert value of type 'java.lang.String' "
        f"to required type '{java_type}'; {detail}"
    )


Handler: TypeAlias = Callable[[Call], Answer]
_PREPARED_BYTES = 4096
_READERS: dict[Handler, Callable[[Any], Any]] = {}


def reads(read: Callable[[Any], Any]) -> Callable[[Handler], Handler]:
    """Have the body of a handler's requests read by `read` before the engine's lock is taken.

    The handler still calls :meth:`Call.body` with the same reader. Errors are raised there, in the server's order.
    """

    def remember(handler: Handler) -> Handler:
        _READERS[handler] = read
        return handler

    return remember


def prepare(request: Request, handler: Handler) -> Request:
    """Return a request with its body parsed, and read if a reader is known.

    A small body is left to :meth:`Call.body`: it delays nobody.
    """
    read = _READERS.get(handler)
    if len(request.body) <= _PREPARED_BYTES:
        return request
    try:
        parsed = parse_json(request.body, request.headers.get("content-type"), "")
        value = parsed if read is None else read(parsed)
    except EngineError as error:
        return replace(request, prepared=PreparedBody(read, error=error))
    except RecursionError:
        return replace(request, prepared=PreparedBody(read, error=EngineError(TOO_DEEP_HERE)))
    except Exception:  # noqa: BLE001 - a defect of a reader: it is logged and answered where the handler meets it
        return request
    return replace(request, prepared=PreparedBody(read, value))
