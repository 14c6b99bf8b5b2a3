# Async source: no twin, errors are made by the same function in both worlds.
"""Every shape in which a server says no becomes the right error, with the server's own words."""

from __future__ import annotations

from typing import Any

import pytest

from conductor import (
    ApiError,
    AsyncConductorClient,
    BadRequestError,
    NotFoundError,
    NotSupportedByServer,
    ServerError,
    UnreadableAnswerError,
    async_orkes_conductor_client,
)
from conductor_api.api.workflow import get_workflow

JSON = {"Content-Type": "application/json"}

# Method, path, request, class, status, words of the server.
SHAPES: dict[str, tuple[str, str, dict[str, Any], type[ApiError], int, str]] = {
    "json": ("GET", "/api/workflow/nobody", {}, NotFoundError, 404, "No such workflow found by id: nobody"),
    "validation": ("POST", "/api/metadata/taskdefs", {"json": [{"name": ""}]}, BadRequestError, 400, "name"),
    "broken body": ("POST", "/api/workflow", {"content": b"{", "headers": JSON}, ServerError, 500, "JSON"),
    "unknown path": ("GET", "/api/no/such/path", {}, NotSupportedByServer, 404, "No static resource api/no/such/path"),
    "wrong verb": ("PATCH", "/api/workflow", {}, NotSupportedByServer, 405, "PATCH"),
    "page": ("GET", "/api/workflow/a%2Fb", {}, BadRequestError, 400, "HTTP Status 400"),
    "empty": ("GET", "/api/secrets/nobody", {}, NotFoundError, 404, "the server gave no reason"),
    "text": (
        *("PUT", "/api/secrets/s", {"content": b"v", "headers": JSON}),
        *(NotSupportedByServer, 501, "secrets are read-only"),
    ),
}


@pytest.mark.parametrize("shape", SHAPES)
async def test_each_shape_is_understood(client: AsyncConductorClient, shape: str) -> None:
    """Class, status and words are right, whatever the body is."""
    method, path, request, kind, status, words = SHAPES[shape]
    response = await client.api.send_async(method, path, **request)
    error = client.api.unexpected(response)
    assert type(error) is kind
    assert isinstance(error, ApiError)
    assert (error.status, error.method) == (status, method)
    assert words in f"{error.message} {error.validation_errors}"


async def test_a_wrong_address_is_told_from_a_missing_workflow(real_server_url: str) -> None:
    """A part too many in the path leads to a page or to nothing; the error says to look at the address."""
    async with async_orkes_conductor_client(server_url=f"{real_server_url}/nothing") as client:
        with pytest.raises((NotFoundError, UnreadableAnswerError), match="server_url"):
            await get_workflow.asyncio("w", client=client.api)
