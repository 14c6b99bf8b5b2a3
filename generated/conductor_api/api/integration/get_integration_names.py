# Generated from openapi/openapi.json by `make regen`; do not edit.
from typing import Any

import httpx

from ...client import Client
from ...types import DetailedResponse


def _request(*, type: str | None = None, active_only: bool | None = None) -> dict[str, Any]:
    return {"method": "GET", "path": "/api/integrations/all", "params": {"type": type, "activeOnly": active_only}}


def _parse(client: Client, response: httpx.Response) -> list[str]:
    if response.status_code == 200:
        return client.read_json_as(list, response)
    raise client.unexpected(response)


def _detailed(client: Client, response: httpx.Response) -> DetailedResponse[list[str]]:
    return DetailedResponse(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse(client, response),
    )


def sync_detailed(
    *, client: Client, type: str | None = None, active_only: bool | None = None
) -> DetailedResponse[list[str]]:
    """As ``sync``, with status, headers and raw body around the result."""
    return _detailed(client, client.send(**_request(type=type, active_only=active_only)))


def sync(*, client: Client, type: str | None = None, active_only: bool | None = None) -> list[str]:
    """List the names of providers and their integrations.

    GET /api/integrations/all

    Orkes only: Conductor OSS answers 404.

    Args:
        active_only: the server takes True when it is left out

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(client, client.send(**_request(type=type, active_only=active_only)))


async def asyncio_detailed(
    *, client: Client, type: str | None = None, active_only: bool | None = None
) -> DetailedResponse[list[str]]:
    """As ``asyncio``, with status, headers and raw body around the result."""
    return _detailed(client, await client.send_async(**_request(type=type, active_only=active_only)))


async def asyncio(*, client: Client, type: str | None = None, active_only: bool | None = None) -> list[str]:
    """List the names of providers and their integrations.

    GET /api/integrations/all

    Orkes only: Conductor OSS answers 404.

    Args:
        active_only: the server takes True when it is left out

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(client, await client.send_async(**_request(type=type, active_only=active_only)))
