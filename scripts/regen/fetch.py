"""Step 1, fetch: the structure of what a server serves at /api-docs -> openapi/sources/oss.json.

With ``--server URL`` a running server is asked, otherwise the boot jar of the pinned version is started and stopped.
"""

from __future__ import annotations

import argparse
from typing import Any

import httpx

from scripts.real_server import SERVER_VERSION, MissingTool, RealServer
from scripts.regen.documents import OSS_SOURCE, Document, RegenError, write

PROSE = frozenset({"description", "summary"})
OTHER_WAYS = "Other ways: make regen SERVER=http://host:8080 (a running server), make regen OFFLINE=1 (the committed source)."


def fetch(server_url: str | None) -> Document:
    """Give the structure of the document that the server serves, its version in ``info``."""
    if server_url is not None:
        return ask(server_url)
    try:
        with RealServer() as server:
            return ask(server.url)
    except MissingTool as error:
        raise RegenError(f"{error} {OTHER_WAYS}") from error


def ask(server_url: str) -> Document:
    base = server_url.rstrip("/").removesuffix("/api")
    try:
        with httpx.Client(base_url=base, timeout=60, trust_env=False) as client:
            document = client.get("/api-docs").raise_for_status().json()
            version = client.get("/api/version").raise_for_status().text.strip()
    except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
        raise RegenError(f"{base}/api-docs: no OpenAPI document: {error}") from error
    if not isinstance(document, dict) or "paths" not in document:
        raise RegenError(f"{base}/api-docs: not an OpenAPI document (no 'paths')")
    return structure(document, version)


def structure(document: Document, version: str = SERVER_VERSION) -> Document:
    """Keep what shapes the API: no prose (ours is in the overlays), no servers, no top-level tags."""
    kept = {key: document[key] for key in ("openapi", "paths", "components") if key in document}
    stripped: Document = _without_prose(kept)
    return {"info": {"title": "Conductor", "version": version}, **stripped}


def _without_prose(node: Any) -> Any:
    if isinstance(node, list):
        return [_without_prose(item) for item in node]
    if not isinstance(node, dict):
        return node
    kept = {key: _without_prose(value) for key, value in node.items() if not (key in PROSE and isinstance(value, str))}
    # A response must have a description to be valid OpenAPI.
    return {**kept, "responses": _with_descriptions(kept["responses"])} if "responses" in kept else kept


def _with_descriptions(responses: Document) -> Document:
    if not all(code.isdigit() or code == "default" for code in responses):
        return responses
    return {code: {"description": "", **response} for code, response in responses.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--server", help="URL of a running server, with or without /api")
    write(OSS_SOURCE, fetch(parser.parse_args().server))


if __name__ == "__main__":
    main()
