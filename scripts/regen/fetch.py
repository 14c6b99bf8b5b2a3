"""Step 1, fetch: the structure of what a server serves at /api-docs -> openapi/sources/oss.json.

With ``--server URL`` a running server is asked, otherwise the boot jar of the pinned version is started and stopped.
"""

from __future__ import annotations

import argparse
import re
from typing import Any

import httpx

from scripts.real_server import MissingTool, RealServer, ServerFailed
from scripts.regen.documents import OSS_SOURCE, Document, RegenError, operations, write

PARTS = ("openapi", "paths", "components")
PROSE = frozenset({"description", "summary"})
OTHER_WAYS = "Other ways: make regen SERVER=http://host:8080 (a running server) or OFFLINE=1 (the committed source)."
ANSWER_LIMIT_S = 60.0


def fetch(server_url: str | None) -> Document:
    """Give the structure of the document that the server serves, its version in ``info``."""
    if server_url is not None:
        return ask(server_url)
    try:
        with RealServer() as server:
            return ask(server.url)
    except MissingTool as error:
        raise RegenError(f"{error} {OTHER_WAYS}") from error
    except ServerFailed as error:
        raise RegenError(str(error)) from error


def ask(server_url: str, limit_s: float = ANSWER_LIMIT_S) -> Document:
    """Return the structure of what a running server serves; each of two answers may take `limit_s`."""
    base = server_url.rstrip("/").removesuffix("/api")
    url = f"{base}/api-docs"
    answer = _get(url, limit_s)
    try:
        document = answer.json()
    except ValueError as error:
        kind = answer.headers.get("content-type", "no content type")
        raise RegenError(f"{url}: not JSON ({kind}): {error}") from error
    if not isinstance(document, dict) or not isinstance(document.get("paths"), dict):
        raise RegenError(f"{url}: not an OpenAPI document (no 'paths')")
    version = _get(f"{base}/api/version", limit_s).text.strip()
    if not re.fullmatch(r"[\w.+-]+", version):
        raise RegenError(f"{base}/api/version: not a version: {version[:40]!r}")
    return structure(document, version)


def _get(url: str, limit_s: float) -> httpx.Response:
    try:
        response = httpx.get(url, timeout=limit_s, trust_env=False)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise RegenError(f"{url}: no answer: {error}") from error
    if response.status_code != httpx.codes.OK:
        raise RegenError(f"{url}: HTTP {response.status_code}")
    return response


def structure(document: Document, version: str) -> Document:
    """Keep what shapes the API: no prose (ours is in the overlays), no servers, no top-level tags."""
    kept: Document = _without_prose({key: document[key] for key in PARTS if key in document})
    for operation in operations(kept).values():
        for response in operation.get("responses", {}).values():
            # A response must have a description to be valid OpenAPI.
            response.setdefault("description", "")
    return {"info": {"title": "Conductor", "version": version}, **kept}


def _without_prose(node: Any) -> Any:
    if isinstance(node, list):
        return [_without_prose(item) for item in node]
    if not isinstance(node, dict):
        return node
    return {key: _without_prose(value) for key, value in node.items() if not (key in PROSE and isinstance(value, str))}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--server", help="URL of a running server, with or without /api")
    write(OSS_SOURCE, fetch(parser.parse_args().server))


if __name__ == "__main__":
    main()
