# Generated from openapi/openapi.json by `make regen`; do not edit.
from typing import Any

import httpx

from ...client import Client
from ...types import DetailedResponse


def _request(application_id: str, role: str) -> dict[str, Any]:
    return {
        "method": "DELETE",
        "path": "/api/applications/{application_id}/roles/{role}",
        "path_params": {"application_id": application_id, "role": role},
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


def sync_detailed(application_id: str, role: str, *, client: Client) -> DetailedResponse[Any]:
    """As ``sync``, with status, headers and raw body around the result."""
    return _detailed(client, client.send(**_request(application_id, role)))


def sync(application_id: str, role: str, *, client: Client) -> Any:
    """Take a role from an application.

    DELETE /api/applications/{application_id}/roles/{role}

    Orkes only: Conductor OSS answers 404.

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(client, client.send(**_request(application_id, role)))


async def asyncio_detailed(application_id: str, role: str, *, client: Client) -> DetailedResponse[Any]:
    """As ``asyncio``, with status, headers and raw body around the result."""
    return _detailed(client, await client.send_async(**_request(application_id, role)))


async def asyncio(application_id: str, role: str, *, client: Client) -> Any:
    """Take a role from an application.

    DELETE /api/applications/{application_id}/roles/{role}

    Orkes only: Conductor OSS answers 404.

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(client, await client.send_async(**_request(application_id, role)))
