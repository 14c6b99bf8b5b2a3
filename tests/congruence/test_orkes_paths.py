"""Without an edition the embedded server has what only Orkes has as little as the real server of OSS."""

from __future__ import annotations

import re
from collections.abc import Generator
from pathlib import Path

import httpx
import pytest

from conductor.local import LocalServer

OPERATIONS = (Path(__file__).parents[1] / "data" / "orkes_operations.txt").read_text("utf-8").splitlines()
# The real one shows its web page there.
WEB_PAGES = {"GET /webhook/{id}"}


@pytest.fixture(scope="module")
def embedded() -> Generator[httpx.Client]:
    with LocalServer() as server, httpx.Client(base_url="http://embedded", transport=server.transport()) as client:
        yield client


@pytest.mark.parametrize("operation", [one for one in OPERATIONS if one not in WEB_PAGES])
def test_what_only_orkes_has_is_refused_alike(operation: str, embedded: httpx.Client, real_server_url: str) -> None:
    """Status and message are those of the real server, whether it knows nothing there or takes a word for a name."""
    method, template = operation.split(" ")
    path = re.sub(r"\{\w+\}", "nobody", template)
    body = None if method == "GET" else {}
    theirs = httpx.request(method, f"{real_server_url}{path}", json=body)
    ours = embedded.request(method, path, json=body)
    assert (ours.status_code, said(ours)) == (theirs.status_code, said(theirs))


def said(answer: httpx.Response) -> object:
    """The message of an error, or the answer as it stands."""
    if answer.headers.get("content-type") != "application/json":
        return answer.text
    body = answer.json()
    return body.get("message") if isinstance(body, dict) else body
