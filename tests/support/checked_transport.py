"""Leads to a real or embedded server and holds what travels against the OpenAPI document."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]  # it has none, and one call needs none

from conductor.local import connect
from tests.support.orkes import OPENAPI, Operation, operation_of

_LISTED = (Path(__file__).parents[1] / "data" / "orkes_operations.txt").read_text("utf-8").splitlines()
ORKES_ONLY = frozenset(
    OPENAPI["paths"][path][method.lower()]["operationId"] for method, path in (line.split(" ") for line in _LISTED)
)

# The real server writes 0 there, against its own document, for tasks without a definition.
_MADE_UP = ".taskDefinition.responseTimeoutSeconds"


class CheckedTransport(httpx.AsyncBaseTransport, httpx.BaseTransport):
    """For clients of one server: what the document does not allow in a request fails the test.

    So it does in an answer of what only Orkes has. In the others the real server of OSS is not strict itself.
    """

    def __init__(self, address: str) -> None:
        inside = connect(address) if address.startswith("local://") else None
        self._sync = inside or httpx.HTTPTransport()
        self._async = inside or httpx.AsyncHTTPTransport()

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        operation = operation_of(request)
        response = self._sync.handle_request(request)
        response.read()
        return checked(operation, response)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        operation = operation_of(request)
        response = await self._async.handle_async_request(request)
        await response.aread()
        return checked(operation, response)

    def close(self) -> None:
        self._sync.close()

    async def aclose(self) -> None:
        await self._async.aclose()


def checked(operation: Operation, response: httpx.Response) -> httpx.Response:
    """The answer, which has to be one that the document describes."""
    is_described = operation.id in ORKES_ONLY and response.status_code == 200
    problems = list(answer_problems(operation, response)) if is_described else []
    assert not problems, f"{operation.id}: {problems}"
    return response


def answer_problems(operation: Operation, response: httpx.Response) -> Iterator[str]:
    """Say in what an answer is not as the document describes it."""
    contents: dict[str, Any] = operation.fields["responses"]["200"].get("content", {})
    kind = response.headers.get("content-type", "").partition(";")[0]
    if not contents:
        if response.content:
            yield f"a body where none belongs: {response.text[:80]}"
        return
    expected = set(contents)
    if response.content and kind not in expected and "*/*" not in expected:
        yield f"the answer is {kind}, not {', '.join(expected)}"
    if kind == "application/json":
        schema = {**next(iter(contents.values()))["schema"], "components": OPENAPI["components"]}
        validator: Any = Draft202012Validator(schema)
        found = {error.json_path: error.message for error in validator.iter_errors(json.loads(response.content))}
        yield from (f"{path}: {message}" for path, message in found.items() if not path.endswith(_MADE_UP))
