# Generated from openapi/openapi.json by `make regen`; do not edit.
from typing import Any

import httpx

from ...client import Client
from ...models.event_handler import EventHandler
from ...types import DetailedResponse, read_models


def _request(event: str, *, active_only: bool | None = None) -> dict[str, Any]:
    return {
        "method": "GET",
        "path": "/api/event/{event}",
        "path_params": {"event": event},
        "params": {"activeOnly": active_only},
    }


def _parse(client: Client, response: httpx.Response) -> list[EventHandler]:
    if response.status_code == 200:
        return read_models(EventHandler, client.read_json_as(list, response))
    raise client.unexpected(response)


def _detailed(client: Client, response: httpx.Response) -> DetailedResponse[list[EventHandler]]:
    return DetailedResponse(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse(client, response),
    )


def sync_detailed(
    event: str, *, client: Client, active_only: bool | None = None
) -> DetailedResponse[list[EventHandler]]:
    """As ``sync``, with status, headers and raw body around the result."""
    return _detailed(client, client.send(**_request(event, active_only=active_only)))


def sync(event: str, *, client: Client, active_only: bool | None = None) -> list[EventHandler]:
    """List the handlers of an event, only the active ones unless told otherwise.

    GET /api/event/{event}

    Args:
        active_only: the server takes True when it is left out

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(client, client.send(**_request(event, active_only=active_only)))


async def asyncio_detailed(
    event: str, *, client: Client, active_only: bool | None = None
) -> DetailedResponse[list[EventHandler]]:
    """As ``asyncio``, with status, headers and raw body around the result."""
    return _detailed(client, await client.send_async(**_request(event, active_only=active_only)))


async def asyncio(event: str, *, client: Client, active_only: bool | None = None) -> list[EventHandler]:
    """List the handlers of an event, only the active ones unless told otherwise.

    GET /api/event/{event}

    Args:
        active_only: the server takes True when it is left out

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(client, await client.send_async(**_request(event, active_only=active_only)))
