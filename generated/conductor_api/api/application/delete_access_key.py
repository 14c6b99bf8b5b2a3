# Generated from openapi/openapi.json by `make regen`; do not edit.
from typing import Any

import httpx

from ...client import Client
from ...types import DetailedResponse


def _request(application_id: str, key_id: str) -> dict[str, Any]:
    return {
        "method": "DELETE",
        "path": "/api/applications/{application_id}/accessKeys/{key_id}",
        "path_params": {"application_id": application_id, "key_id": key_id},
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


def sync_detailed(application_id: str, key_id: str, *, client: Client) -> DetailedResponse[Any]:
    """As ``sync``, with status, headers and raw body around the result."""
    return _detailed(client, client.send(**_request(application_id, key_id)))


def sync(application_id: str, key_id: str, *, client: Client) -> Any:
    """Delete an access key of an application.

    DELETE /api/applications/{application_id}/accessKeys/{key_id}

    Orkes only: Conductor OSS answers 404.

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(client, client.send(**_request(application_id, key_id)))


async def asyncio_detailed(application_id: str, key_id: str, *, client: Client) -> DetailedResponse[Any]:
    """As ``asyncio``, with status, headers and raw body around the result."""
    return _detailed(client, await client.send_async(**_request(application_id, key_id)))


async def asyncio(application_id: str, key_id: str, *, client: Client) -> Any:
    """Delete an access key of an application.

    DELETE /api/applications/{application_id}/accessKeys/{key_id}

    Orkes only: Conductor OSS answers 404.

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(client, await client.send_async(**_request(application_id, key_id)))
