# Generated from openapi/openapi.json by `make regen`; do not edit.
"""Bodies that are forms: fields as a web page sends them, and files."""

import json
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlencode

import httpx
from attrs import define


@define
class File:
    """A file to upload: its content, and what the server is told about it."""

    content: bytes
    name: str = "file"
    media_type: str = "application/octet-stream"


def encode_fields(body: Mapping[str, Any]) -> bytes:
    """Encode a form as application/x-www-form-urlencoded; lists repeat their field, objects become JSON."""
    return urlencode([(name, _text(value)) for name, value in _single(body)]).encode()


def encode_multipart(body: Mapping[str, Any]) -> tuple[bytes, str]:
    """Encode a form as multipart/form-data; return it with its content type, which names the boundary."""
    parts = [(name, _part(name, value)) for name, value in _single(body)]
    if not parts:
        raise ValueError("body: a multipart form needs at least one field")
    request = httpx.Request("POST", "http://form", files=parts)
    return request.read(), request.headers["Content-Type"]


def _single(body: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for name, value in body.items():
        for item in value if isinstance(value, list | tuple) else [value]:
            if item is not None:
                yield name, item


def _part(name: str, value: Any) -> tuple[str | None, bytes, str | None]:
    if isinstance(value, bytes):
        value = File(value, name)
    if isinstance(value, File):
        return value.name, value.content, value.media_type
    return None, _text(value).encode(), "application/json" if isinstance(value, dict | list) else None


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, File | bytes):
        raise TypeError("body: only a multipart form takes files")
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


__all__ = ["File"]
