# Generated from openapi/openapi.json by `make regen`; do not edit.
from typing import Any

import httpx

from ...client import Client
from ...models.task_result import TaskResult
from ...types import DetailedResponse


def _request(*, body: TaskResult) -> dict[str, Any]:
    return {"method": "POST", "path": "/api/tasks", "model": body}


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


def sync_detailed(*, client: Client, body: TaskResult) -> DetailedResponse[str]:
    """As ``sync``, with status, headers and raw body around the result."""
    return _detailed(client, client.send(**_request(body=body)))


def sync(*, client: Client, body: TaskResult) -> str:
    """Report the result of a task and return the task's id.

    POST /api/tasks

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(client, client.send(**_request(body=body)))


async def asyncio_detailed(*, client: Client, body: TaskResult) -> DetailedResponse[str]:
    """As ``asyncio``, with status, headers and raw body around the result."""
    return _detailed(client, await client.send_async(**_request(body=body)))


async def asyncio(*, client: Client, body: TaskResult) -> str:
    """Report the result of a task and return the task's id.

    POST /api/tasks

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(client, await client.send_async(**_request(body=body)))
