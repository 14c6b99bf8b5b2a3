# Generated from openapi/openapi.json by `make regen`; do not edit.
from typing import Any

import httpx

from ...client import Client
from ...models.integration import Integration
from ...types import DetailedResponse, read_models


def _request(*, category: str | None = None, active_only: bool | None = None) -> dict[str, Any]:
    return {
        "method": "GET",
        "path": "/api/integrations/provider",
        "params": {"category": category, "activeOnly": active_only},
    }


def _parse(client: Client, response: httpx.Response) -> list[Integration]:
    if response.status_code == 200:
        return read_models(Integration, client.read_json_as(list, response))
    raise client.unexpected(response)


def _detailed(client: Client, response: httpx.Response) -> DetailedResponse[list[Integration]]:
    return DetailedResponse(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse(client, response),
    )


def sync_detailed(
    *, client: Client, category: str | None = None, active_only: bool | None = None
) -> DetailedResponse[list[Integration]]:
    """As ``sync``, with status, headers and raw body around the result."""
    return _detailed(client, client.send(**_request(category=category, active_only=active_only)))


def sync(*, client: Client, category: str | None = None, active_only: bool | None = None) -> list[Integration]:
    """List the integration providers, only active ones unless told otherwise.

    GET /api/integrations/provider

    Orkes only: Conductor OSS answers 404.

    Args:
        active_only: the server takes True when it is left out

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(client, client.send(**_request(category=category, active_only=active_only)))


async def asyncio_detailed(
    *, client: Client, category: str | None = None, active_only: bool | None = None
) -> DetailedResponse[list[Integration]]:
    """As ``asyncio``, with status, headers and raw body around the result."""
    return _detailed(client, await client.send_async(**_request(category=category, active_only=active_only)))


async def asyncio(*, client: Client, category: str | None = None, active_only: bool | None = None) -> list[Integration]:
    """List the integration providers, only active ones unless told otherwise.

    GET /api/integrations/provider

    Orkes only: Conductor OSS answers 404.

    Args:
        active_only: the server takes True when it is left out

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(client, await client.send_async(**_request(category=category, active_only=active_only)))
