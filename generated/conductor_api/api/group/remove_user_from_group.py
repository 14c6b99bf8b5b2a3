# Generated from openapi/openapi.json by `make regen`; do not edit.
from typing import Any

import httpx

from ...client import Client
from ...types import DetailedResponse


def _request(group_id: str, user_id: str) -> dict[str, Any]:
    return {
        "method": "DELETE",
        "path": "/api/groups/{group_id}/users/{user_id}",
        "path_params": {"group_id": group_id, "user_id": user_id},
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


def sync_detailed(group_id: str, user_id: str, *, client: Client) -> DetailedResponse[Any]:
    """As ``sync``, with status, headers and raw body around the result."""
    return _detailed(client, client.send(**_request(group_id, user_id)))


def sync(group_id: str, user_id: str, *, client: Client) -> Any:
    """Remove a user from a group.

    DELETE /api/groups/{group_id}/users/{user_id}

    Orkes only: Conductor OSS answers 404.

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(client, client.send(**_request(group_id, user_id)))


async def asyncio_detailed(group_id: str, user_id: str, *, client: Client) -> DetailedResponse[Any]:
    """As ``asyncio``, with status, headers and raw body around the result."""
    return _detailed(client, await client.send_async(**_request(group_id, user_id)))


async def asyncio(group_id: str, user_id: str, *, client: Client) -> Any:
    """Remove a user from a group.

    DELETE /api/groups/{group_id}/users/{user_id}

    Orkes only: Conductor OSS answers 404.

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(client, await client.send_async(**_request(group_id, user_id)))
