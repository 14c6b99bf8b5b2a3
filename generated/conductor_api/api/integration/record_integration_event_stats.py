# Generated from openapi/openapi.json by `make regen`; do not edit.
from typing import Any

import httpx

from ...client import Client
from ...models.event_log import EventLog
from ...types import DetailedResponse


def _request(type_path: str, *, body: list[EventLog], type_query: str) -> dict[str, Any]:
    return {
        "method": "POST",
        "path": "/api/integrations/eventStats/{type_path}",
        "path_params": {"type_path": type_path},
        "params": {"type": type_query},
        "model": body,
    }


def _parse(client: Client, response: httpx.Response) -> None:
    if response.status_code == 200:
        client.refuse_html(response)
        return
    raise client.unexpected(response)


def _detailed(client: Client, response: httpx.Response) -> DetailedResponse[None]:
    _parse(client, response)
    return DetailedResponse(
        status_code=response.status_code, content=response.content, headers=response.headers, parsed=None
    )


def sync_detailed(type_path: str, *, client: Client, body: list[EventLog], type_query: str) -> DetailedResponse[None]:
    """As ``sync``, with status, headers and raw body around the result."""
    return _detailed(client, client.send(**_request(type_path, body=body, type_query=type_query)))


def sync(type_path: str, *, client: Client, body: list[EventLog], type_query: str) -> None:
    """Record events that an integration sent or received.

    POST /api/integrations/eventStats/{type_path}

    Orkes only: Conductor OSS answers 404.

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    _parse(client, client.send(**_request(type_path, body=body, type_query=type_query)))


async def asyncio_detailed(
    type_path: str, *, client: Client, body: list[EventLog], type_query: str
) -> DetailedResponse[None]:
    """As ``asyncio``, with status, headers and raw body around the result."""
    return _detailed(client, await client.send_async(**_request(type_path, body=body, type_query=type_query)))


async def asyncio(type_path: str, *, client: Client, body: list[EventLog], type_query: str) -> None:
    """Record events that an integration sent or received.

    POST /api/integrations/eventStats/{type_path}

    Orkes only: Conductor OSS answers 404.

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    _parse(client, await client.send_async(**_request(type_path, body=body, type_query=type_query)))
