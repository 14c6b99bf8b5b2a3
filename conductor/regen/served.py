"""Reading the OpenAPI document of a user's server: from a file, from an address, or from the server itself."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from conductor.regen.documents import Document, RegenError
from conductor.regen.json_values import mapping

if TYPE_CHECKING:
    import httpx

DOCUMENT_PATHS = ("/api-docs", "/v3/api-docs")
"""Where Conductor serves its document, and where springdoc does without a setting."""
MAX_DOCUMENT_BYTES = 100 * 1024 * 1024

Get = Callable[[str], "httpx.Response"]
"""Sends a GET request to an address."""


def from_file(path: Path) -> Document:
    """Read a JSON or YAML file.

    Raises:
        RegenError: it cannot be read, is too large, or is not an object
    """
    try:
        if path.stat().st_size > MAX_DOCUMENT_BYTES:
            raise RegenError(f"{path}: larger than {MAX_DOCUMENT_BYTES} bytes")
        return _parsed(path.read_text(encoding="utf-8"), str(path))
    except OSError as error:
        raise RegenError(f"{path}: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise RegenError(f"{path}: not UTF-8: {error}") from error


def from_server(server: str, get: Get) -> Document:
    """Ask a server for its document, at each place where it may be.

    Raises:
        RegenError: there is none at any of them
    """
    base = server.rstrip("/").removesuffix("/api")
    problems: list[str] = []
    for path in DOCUMENT_PATHS:
        try:
            return from_address(base + path, get)
        except RegenError as error:
            problems.append(str(error))
    raise RegenError("; ".join([*problems, "--document takes a file or the address of the document"]))


def from_address(address: str, get: Get) -> Document:
    """Read what an address serves.

    Raises:
        RegenError: the answer is an error, too large, or not an object
    """
    response = get(address)
    # A password in the address stays out of messages.
    shown = str(response.request.url.copy_with(userinfo=b""))
    if not response.is_success:
        raise RegenError(f"{shown}: HTTP {response.status_code}")
    if len(response.content) > MAX_DOCUMENT_BYTES:
        raise RegenError(f"{shown}: larger than {MAX_DOCUMENT_BYTES} bytes")
    return _parsed(response.text, shown)


def _parsed(text: str, place: str) -> Document:
    if text.lstrip()[:1] == "<":
        raise RegenError(f"{place}: a web page, not an OpenAPI document; is a login needed?")
    try:
        found: Any = json.loads(text) if text.lstrip()[:1] == "{" else yaml.load(text, yaml.CSafeLoader)
    except (ValueError, yaml.YAMLError) as error:
        raise RegenError(f"{place}: neither JSON nor YAML: {' '.join(str(error).split())}") from error
    except RecursionError as error:
        raise RegenError(f"{place}: nested too deeply") from error
    if not isinstance(found, dict):
        raise RegenError(f"{place}: expected an object, found {type(found).__name__}")
    return mapping(found)
