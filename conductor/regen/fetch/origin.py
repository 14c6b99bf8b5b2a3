"""Where a document comes from: a server that is asked at the usual places, an address, or a file."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from urllib.request import url2pathname

import attrs

from conductor import _answers
from conductor.regen.documents import Document, RegenError
from conductor.regen.fetch.access import Access, read_address
from conductor.regen.fetch.parsing import parse
from conductor.regen.fetch.transport import MAX_BYTES, Requests, at, excerpt, place
from conductor.regen.json_values import mapping

if TYPE_CHECKING:
    import httpx

DOCUMENT_PATHS = ("/api-docs", "/v3/api-docs")
"""Where Conductor serves its document, and where springdoc does without a setting."""
UNKNOWN = "unknown"
_VERSION = re.compile(r"\d[\w.+ ()-]{0,60}")
_LOGIN = (
    "set CONDUCTOR_AUTH_KEY and CONDUCTOR_AUTH_SECRET, pass HEADER='X-Authorization: TOKEN', "
    "or save the document from a browser and pass DOC=FILE"
)
_SPRINGDOC = (
    "start the server with --springdoc.override-with-generic-response=false (Conductor OSS 3.32.1 needs it), "
    "or pass DOC=FILE"
)


@attrs.frozen
class Fetched:
    """A document as it is served, and the version of the server, ``unknown`` if nothing says it."""

    document: Document
    version: str


def from_server(address: str, access: Access) -> Fetched:
    """Ask a server for its document, at each place where it may be, and for its version.

    Args:
        address: address of the server, with or without ``/api``
        access: credentials and certificates

    Raises:
        RegenError: there is no document; one line with the next step
    """
    url, credentials = read_address(address)
    server = url.copy_with(path=re.sub(r"(/+api)?/*$", "", url.path) or "/", query=None)
    access = access.with_headers(credentials)
    requests = Requests(access)
    token = requests.token(server)
    for path in DOCUMENT_PATHS:
        response = requests.get(at(server, path), token)
        if response.status_code == 404:
            continue
        document = _document(response, access, token)
        return Fetched(document, _version(requests, _server_of(response.request.url) or server, token, document))
    where = " or ".join(DOCUMENT_PATHS)
    raise RegenError(f"{place(server)}: no document at {where} (HTTP 404): pass its address or a file with DOC=")


def from_document(source: str, access: Access) -> Fetched:
    """Read a document from a file or an address, which is taken as it is.

    A key is used only for an address where Conductor serves its document: any other one is not a Conductor server, and
    the secret of the key is none of its business.

    Raises:
        RegenError: it cannot be read; one line with the next step
    """
    if "://" not in source or source.lower().startswith("file://"):
        document = _from_file(source)
    else:
        url, credentials = read_address(source)
        access = access.with_headers(credentials)
        requests = Requests(access)
        server = _server_of(url)
        token = requests.token(server) if server is not None else None
        document = _document(requests.get(url, token), access, token)
    return Fetched(document, _declared_version(document))


def _from_file(source: str) -> Document:
    is_address = source.lower().startswith("file://")
    path = Path(url2pathname(urlsplit(source).path) if is_address else source).expanduser()
    try:
        with path.open("rb") as file:
            body = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise RegenError(f"{path}: cannot be read: {reason}: pass DOC= a file or an http(s) address") from None
    if len(body) > MAX_BYTES:
        raise RegenError(f"{path}: more than {MAX_BYTES // 1024**2} MB")
    return parse(body, str(path))


def _server_of(url: httpx.URL) -> httpx.URL | None:
    """Return the server whose document is at an address; None if it does not look like one of a Conductor server."""
    for path in reversed(DOCUMENT_PATHS):
        if url.path.endswith(path):
            return url.copy_with(path=url.path.removesuffix(path) or "/", query=None)
    return None


def _document(response: httpx.Response, access: Access, token: str | None) -> Document:
    """Return the document in an answer, or raise with what the answer is instead and the next step."""
    here = place(response.request.url)
    status, said = response.status_code, excerpt(response)
    if status in (401, 403):
        refused = "the server refuses the credentials; "
        raise RegenError(f"{here}: HTTP {status}: {'' if access.is_anonymous and not token else refused}{_LOGIN}")
    if status >= 500:
        raise RegenError(f"{here}: HTTP {status}: {said or 'no text'}: {_SPRINGDOC}")
    if not response.is_success:
        raise RegenError(f"{here}: HTTP {status}: {said or 'no text'}: pass DOC= a file or the address of the document")
    if _answers.is_html(response):
        raise RegenError(f"{here}: {said}, not an OpenAPI document; if it asks for a login: {_LOGIN}")
    return parse(response.content, here)


def _version(requests: Requests, server: httpx.URL, token: str | None, document: Document) -> str:
    """Return the version that the server tells, else the one of its document: it is only a label."""
    try:
        response = requests.get(at(server, "/api/version"), token)
    except RegenError:
        return _declared_version(document)
    said = _answers.json_object(response).get("version") or response.text.strip().strip('"')
    is_version = response.is_success and isinstance(said, str) and _VERSION.fullmatch(said)
    return said if is_version else _declared_version(document)


def _declared_version(document: Document) -> str:
    version = str(mapping(document.get("info")).get("version") or "").strip()
    return _answers.shorten(version, 60) or UNKNOWN
