# Generated from openapi/openapi.json by `make regen`; do not edit.
from typing import Any

import httpx

from ...client import Client
from ...models.extended_event_execution import ExtendedEventExecution
from ...types import DetailedResponse, read_models


def _request(event_handler_name: str, *, from_: int | None = None) -> dict[str, Any]:
    return {
        "method": "GET",
        "path": "/api/event/execution/{event_handler_name}",
        "path_params": {"event_handler_name": event_handler_name},
        "params": {"from": from_},
    }


def _parse(client: Client, response: httpx.Response) -> list[ExtendedEventExecution]:
    if response.status_code == 200:
        return read_models(ExtendedEventExecution, client.read_json_as(list, response))
    raise client.unexpected(response)


def _detailed(client: Client, response: httpx.Response) -> DetailedResponse[list[ExtendedEventExecution]]:
    return DetailedResponse(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse(client, response),
    )


def sync_detailed(
    event_handler_name: str, *, client: Client, from_: int | None = None
) -> DetailedResponse[list[ExtendedEventExecution]]:
    """As ``sync``, with status, headers and raw body around the result."""
    return _detailed(client, client.send(**_request(event_handler_name, from_=from_)))


def sync(event_handler_name: str, *, client: Client, from_: int | None = None) -> list[ExtendedEventExecution]:
    """List what an event handler has done, on request from a starting point on.

    GET /api/event/execution/{event_handler_name}

    Orkes only: Conductor OSS answers 404.

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(client, client.send(**_request(event_handler_name, from_=from_)))


async def asyncio_detailed(
    event_handler_name: str, *, client: Client, from_: int | None = None
) -> DetailedResponse[list[ExtendedEventExecution]]:
    """As ``asyncio``, with status, headers and raw body around the result."""
    return _detailed(client, await client.send_async(**_request(event_handler_name, from_=from_)))


async def asyncio(event_handler_name: str, *, client: Client, from_: int | None = None) -> list[ExtendedEventExecution]:
    """List what an event handler has done, on request from a starting point on.

    GET /api/event/execution/{event_handler_name}

    Orkes only: Conductor OSS answers 404.

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(client, await client.send_async(**_request(event_handler_name, from_=from_)))
