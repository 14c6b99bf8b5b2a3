"""Step 1, fetch: the document of a server or file -> openapi/sources.

Three ways: the boot jar of the pinned version is started and asked; a running server is asked; a file or address is
read. What the pinned version serves becomes oss.json; what another server serves becomes server.json, beside it.
"""

from __future__ import annotations

import contextlib
import json
import re
from pathlib import Path
from typing import Any

import httpx
from attrs import frozen

from conductor.regen.documents import OSS_SOURCE, SERVER_SOURCE, Document, RegenError, dump, operations, read, write
from conductor.regen.json_values import items, mapping
from conductor.regen.served import DOCUMENT_PATHS, from_address, from_file
from scripts.real_server import MissingTool, RealServer, ServerFailed
from scripts.regen.web import Access, HttpStatusError, Web, shown_url
from scripts.server_jar import SERVER_VERSION

PARTS = ("openapi", "paths", "components")
PROSE = frozenset({"description", "summary"})
OTHER_WAYS = (
    "Other ways: make regen SERVER=http://host:8080 (a running server), DOC=FILE (its document) "
    "or OFFLINE=1 (the committed sources)."
)
VERSION = re.compile(r"[\w.+-]{1,60}")
SPRINGDOC_VERSION = "v0"
"""What springdoc says when nobody set a version."""
MAX_VALUES = 10_000_000


@frozen
class Fetched:
    """A document as it was read.

    Attributes:
        document: all of it
        version: of the server, or "unknown"
        is_pinned: whether the server is the one that `make regen` starts
    """

    document: Document
    version: str
    is_pinned: bool = False


def fetch(server: str | None = None, document: str | None = None, access: Access | None = None) -> Fetched:
    """Read a document from a running server, from a file or address, or from the pinned server.

    Raises:
        RegenError: there is no usable one; one line with the next step, without passwords
    """
    access = access or Access()
    if server is not None and document is not None:
        raise RegenError("SERVER and DOC: use one of them")
    if document is not None:
        return _from_document(document, access)
    if server is not None:
        return ask(server, access)
    try:
        with RealServer() as started:
            found = ask(started.url)
            return Fetched(found.document, found.version, is_pinned=found.version == SERVER_VERSION)
    except MissingTool as error:
        raise RegenError(f"{error} {OTHER_WAYS}") from error
    except ServerFailed as error:
        raise RegenError(str(error)) from error


def _from_document(place: str, access: Access) -> Fetched:
    if "://" not in place:
        return _fetched(from_file(Path(place)), place)
    if place.startswith("file://"):
        return _fetched(from_file(Path(place.removeprefix("file://"))), place)
    web = Web(place, access)
    try:
        return _fetched(from_address(place, web.get), shown_url(place))
    finally:
        web.close()


def ask(server: str, access: Access | None = None) -> Fetched:
    """Ask a running server; its URL may end in /api or be the address of the document itself.

    Raises:
        RegenError: it serves no usable document
    """
    access = access or Access()
    address = server.rstrip("/")
    own = next((path for path in sorted(DOCUMENT_PATHS, key=len, reverse=True) if address.endswith(path)), None)
    base = address.removesuffix(own) if own else address.removesuffix("/api")
    web = Web(base, access)
    try:
        web.log_in(f"{base}/api/token", access)
        raw = _document(web, base, (own,) if own else DOCUMENT_PATHS)
        return _fetched(raw, shown_url(base), _version(web, base))
    finally:
        web.close()


def _document(web: Web, base: str, paths: tuple[str, ...]) -> Document:
    """Read the document at the first place that has one; when none has, the error is that of the usual place."""
    try:
        return from_address(base + paths[0], web.get)
    except HttpStatusError as error:
        if error.status != httpx.codes.NOT_FOUND or len(paths) == 1:
            raise
        with contextlib.suppress(HttpStatusError):
            return _document(web, base, paths[1:])
        raise


def _version(web: Web, base: str) -> str | None:
    """Return what the server says of its version; it is only a label, and older servers do not say it."""
    try:
        said = web.get(f"{base}/api/version").text.strip()
    except RegenError:
        return None
    try:
        said = str(json.loads(said)) if said[:1] == '"' else said
    except ValueError:
        return None
    return said if VERSION.fullmatch(said) else None


def _fetched(raw: Document, place: str, version: str | None = None) -> Fetched:
    if "swagger" in raw:
        raise RegenError(f"{place}: Swagger 2.0; OpenAPI 3.0 or 3.1 is needed: convert it and use DOC=FILE")
    try:
        document: Document = _Plain().value(raw)
    except RecursionError as error:
        raise RegenError(f"{place}: nested too deeply") from error
    if not str(document.get("openapi", "")).startswith("3."):
        raise RegenError(f"{place}: not an OpenAPI 3 document: no 'openapi: 3...'")
    if not isinstance(document.get("paths"), dict):
        raise RegenError(f"{place}: not an OpenAPI document (no 'paths')")
    said = str(mapping(document.get("info")).get("version") or SPRINGDOC_VERSION)
    known = version or (said if said != SPRINGDOC_VERSION and VERSION.fullmatch(said) else "unknown")
    return Fetched(document, known)


class _Plain:
    """Copies a document so that it can be written: text keys, JSON values, bounded.

    Aliases of YAML can make a few lines expand to more than memory holds.
    """

    def __init__(self) -> None:
        self._count = 0

    def value(self, node: Any) -> Any:
        """Return the copy.

        Raises:
            RegenError: it has too many values
        """
        self._count += 1
        if self._count > MAX_VALUES:
            raise RegenError(f"the document has more than {MAX_VALUES} values")
        if isinstance(node, dict):
            return {_text(key): self.value(value) for key, value in mapping(node).items()}
        if isinstance(node, list):
            return [self.value(item) for item in items(node)]
        return node if node is None or isinstance(node, bool | int | float) else _text(node)


def _text(value: object) -> str:
    # Halves of characters cannot be written.
    return str(value).encode("utf-8", "replace").decode("utf-8")


def store(fetched: Fetched) -> None:
    """Write what was fetched to openapi/sources.

    The pinned server's document becomes oss.json, and so does one of the pinned version while oss.json is of another
    one: that is an upgrade. Every other document becomes server.json, unless it is the same as oss.json.
    """
    committed = read(OSS_SOURCE)
    bare = structure(fetched.document, committed["info"]["version"])
    is_upgrade = fetched.version == SERVER_VERSION and committed["info"]["version"] != SERVER_VERSION
    if fetched.is_pinned or is_upgrade:
        write(OSS_SOURCE, structure(fetched.document, fetched.version))
    if fetched.is_pinned or is_upgrade or dump(bare) == dump(committed):
        SERVER_SOURCE.unlink(missing_ok=True)
    else:
        write(SERVER_SOURCE, labelled(fetched))


def labelled(fetched: Fetched) -> Document:
    """Return the document with the version of the server, which many documents lack."""
    return {**fetched.document, "info": {**mapping(fetched.document.get("info")), "version": fetched.version}}


def structure(document: Document, version: str) -> Document:
    """Keep what shapes the API: no prose (ours is in the overlays), no servers, no top-level tags."""
    kept: Document = _without_prose({key: document[key] for key in PARTS if key in document})
    for operation in operations(kept).values():
        for response in mapping(operation.get("responses")).values():
            # A response must have a description to be valid OpenAPI.
            mapping(response).setdefault("description", "")
    return {"info": {"title": "Conductor", "version": version}, **kept}


def _without_prose(node: Any) -> Any:
    if isinstance(node, list):
        return [_without_prose(item) for item in items(node)]
    if not isinstance(node, dict):
        return node
    pairs = mapping(node).items()
    return {key: _without_prose(value) for key, value in pairs if not (key in PROSE and isinstance(value, str))}
