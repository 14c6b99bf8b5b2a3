# Generated from openapi/openapi.json by `make regen`; do not edit.
from typing import Any

import httpx

from ...client import Client
from ...models.event_message import EventMessage
from ...types import DetailedResponse, read_models


def _request(event: str, *, from_: int | None = None) -> dict[str, Any]:
    return {
        "method": "GET",
        "path": "/api/event/message/{event}",
        "path_params": {"event": event},
        "params": {"from": from_},
    }


def _parse(client: Client, response: httpx.Response) -> list[EventMessage]:
    if response.status_code == 200:
        return read_models(EventMessage, client.read_json_as(list, response))
    raise client.unexpected(response)


def _detailed(client: Client, response: httpx.Response) -> DetailedResponse[list[EventMessage]]:
    return DetailedResponse(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse(client, response),
    )


def sync_detailed(event: str, *, client: Client, from_: int | None = None) -> DetailedResponse[list[EventMessage]]:
    """As ``sync``, with status, headers and raw body around the result."""
    return _detailed(client, client.send(**_request(event, from_=from_)))


def sync(event: str, *, client: Client, from_: int | None = None) -> list[EventMessage]:
    """List the messages of an event, on request from a starting point on.

    GET /api/event/message/{event}

    Orkes only: Conductor OSS answers 404.

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(client, client.send(**_request(event, from_=from_)))


async def asyncio_detailed(
    event: str, *, client: Client, from_: int | None = None
) -> DetailedResponse[list[EventMessage]]:
    """As ``asyncio``, with status, headers and raw body around the result."""
    return _detailed(client, await client.send_async(**_request(event, from_=from_)))


async def asyncio(event: str, *, client: Client, from_: int | None = None) -> list[EventMessage]:
    """List the messages of an event, on request from a starting point on.

    GET /api/event/message/{event}

    Orkes only: Conductor OSS answers 404.

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(client, await client.send_async(**_request(event, from_=from_)))
