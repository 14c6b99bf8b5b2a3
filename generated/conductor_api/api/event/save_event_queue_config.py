# Generated from openapi/openapi.json by `make regen`; do not edit.
from typing import Any

import httpx

from ...client import Client
from ...types import DetailedResponse


def _request(queue_type: str, queue_name: str, *, body: str) -> dict[str, Any]:
    return {
        "method": "PUT",
        "path": "/api/event/queue/config/{queue_type}/{queue_name}",
        "path_params": {"queue_type": queue_type, "queue_name": queue_name},
        "json": body,
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


def sync_detailed(queue_type: str, queue_name: str, *, client: Client, body: str) -> DetailedResponse[None]:
    """As ``sync``, with status, headers and raw body around the result."""
    return _detailed(client, client.send(**_request(queue_type, queue_name, body=body)))


def sync(queue_type: str, queue_name: str, *, client: Client, body: str) -> None:
    """Create or replace the configuration of an event queue.

    PUT /api/event/queue/config/{queue_type}/{queue_name}

    Orkes only: Conductor OSS answers 404.

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    _parse(client, client.send(**_request(queue_type, queue_name, body=body)))


async def asyncio_detailed(queue_type: str, queue_name: str, *, client: Client, body: str) -> DetailedResponse[None]:
    """As ``asyncio``, with status, headers and raw body around the result."""
    return _detailed(client, await client.send_async(**_request(queue_type, queue_name, body=body)))


async def asyncio(queue_type: str, queue_name: str, *, client: Client, body: str) -> None:
    """Create or replace the configuration of an event queue.

    PUT /api/event/queue/config/{queue_type}/{queue_name}

    Orkes only: Conductor OSS answers 404.

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    _parse(client, await client.send_async(**_request(queue_type, queue_name, body=body)))
