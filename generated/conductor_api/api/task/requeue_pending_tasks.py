# Generated from openapi/openapi.json by `make regen`; do not edit.
from typing import Any

import httpx

from ...client import Client
from ...types import DetailedResponse


def _request(task_type: str) -> dict[str, Any]:
    return {"method": "POST", "path": "/api/tasks/queue/requeue/{task_type}", "path_params": {"task_type": task_type}}


def _parse(client: Client, response: httpx.Response) -> str:
    if response.status_code == 200:
        return client.read_text(response)
    raise client.unexpected(response)


def _detailed(client: Client, response: httpx.Response) -> DetailedResponse[str]:
    return DetailedResponse(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse(client, response),
    )


def sync_detailed(task_type: str, *, client: Client) -> DetailedResponse[str]:
    """As ``sync``, with status, headers and raw body around the result."""
    return _detailed(client, client.send(**_request(task_type)))


def sync(task_type: str, *, client: Client) -> str:
    """Put the pending tasks of a type back into the queue and return their number.

    POST /api/tasks/queue/requeue/{task_type}

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(client, client.send(**_request(task_type)))


async def asyncio_detailed(task_type: str, *, client: Client) -> DetailedResponse[str]:
    """As ``asyncio``, with status, headers and raw body around the result."""
    return _detailed(client, await client.send_async(**_request(task_type)))


async def asyncio(task_type: str, *, client: Client) -> str:
    """Put the pending tasks of a type back into the queue and return their number.

    POST /api/tasks/queue/requeue/{task_type}

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(client, await client.send_async(**_request(task_type)))
