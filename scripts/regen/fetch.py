"""Step 1 in a checkout: the document of the pinned server, which is started for it, or of another one."""

from __future__ import annotations

from typing import Any

from conductor.regen.documents import Document, RegenError, operations
from conductor.regen.fetch import Access, Fetched, from_server
from conductor.regen.json_values import items, mapping
from scripts.real_server import MissingTool, RealServer, ServerFailed

PARTS = ("openapi", "paths", "components")
PROSE = frozenset({"description", "summary"})
OTHER_WAYS = (
    "Other ways: make regen SERVER=http://host:8080 (a running server), DOC=FILE-or-URL (its OpenAPI document) "
    "or OFFLINE=1 (the committed sources)."
)


def fetch_pinned() -> Document:
    """Start the pinned version of the server, return the structure of its document, and stop it.

    Raises:
        RegenError: Java, Maven or the jar is missing, or the server does not start
    """
    try:
        with RealServer() as server:
            return structure(from_server(server.url, Access()))
    except MissingTool as error:
        raise RegenError(f"{error} {OTHER_WAYS}") from error
    except ServerFailed as error:
        raise RegenError(str(error)) from error


def structure(fetched: Fetched) -> Document:
    """Return what shapes the API: no prose (that of the project is in its overlays), no servers, no top-level tags."""
    kept = mapping(_without_prose(as_source(fetched)))
    for operation in operations(kept).values():
        for response in mapping(operation.get("responses")).values():
            # A response must have a description to be valid OpenAPI.
            mapping(response).setdefault("description", "")
    return kept


def as_source(fetched: Fetched) -> Document:
    """Return the parts of a document that are kept, prose included, with the version of the server in ``info``."""
    kept = {key: fetched.document[key] for key in PARTS if key in fetched.document}
    return {"info": {"title": "Conductor", "version": fetched.version}, **kept}


def _without_prose(node: Any) -> Any:
    if isinstance(node, list):
        return [_without_prose(item) for item in items(node)]
    if not isinstance(node, dict):
        return node
    kept = {key: value for key, value in mapping(node).items() if not (key in PROSE and isinstance(value, str))}
    return {key: _without_prose(value) for key, value in kept.items()}
