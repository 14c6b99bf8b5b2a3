# Generated from openapi/openapi.json by `make regen`; do not edit.
from typing import Any

import httpx

from ...client import Client
from ...types import DetailedResponse


def _request(user_id: str, *, type: str, id: str) -> dict[str, Any]:
    return {
        "method": "GET",
        "path": "/api/users/{user_id}/checkPermissions",
        "path_params": {"user_id": user_id},
        "params": {"type": type, "id": id},
    }


def _parse(client: Client, response: httpx.Response) -> Any:
    if response.status_code == 200:
        return client.read_any(response)
    raise client.unexpected(response)


def _detailed(client: Client, response: httpx.Response) -> DetailedResponse[Any]:
    return DetailedResponse(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse(client, response),
    )


def sync_detailed(user_id: str, *, client: Client, type: str, id: str) -> DetailedResponse[Any]:
    """As ``sync``, with status, headers and raw body around the result."""
    return _detailed(client, client.send(**_request(user_id, type=type, id=id)))


def sync(user_id: str, *, client: Client, type: str, id: str) -> Any:
    """Tell which access a user has to a target.

    GET /api/users/{user_id}/checkPermissions

    Orkes only: Conductor OSS answers 404.

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(client, client.send(**_request(user_id, type=type, id=id)))


async def asyncio_detailed(user_id: str, *, client: Client, type: str, id: str) -> DetailedResponse[Any]:
    """As ``asyncio``, with status, headers and raw body around the result."""
    return _detailed(client, await client.send_async(**_request(user_id, type=type, id=id)))


async def asyncio(user_id: str, *, client: Client, type: str, id: str) -> Any:
    """Tell which access a user has to a target.

    GET /api/users/{user_id}/checkPermissions

    Orkes only: Conductor OSS answers 404.

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(client, await client.send_async(**_request(user_id, type=type, id=id)))
