# Generated from openapi/openapi.json by `make regen`; do not edit.
from typing import Any

import httpx

from ...client import Client
from ...models.task import Task
from ...types import DetailedResponse


def _request(task_id: str) -> dict[str, Any]:
    return {"method": "GET", "path": "/api/tasks/{task_id}", "path_params": {"task_id": task_id}}


def _parse(client: Client, response: httpx.Response) -> Task:
    if response.status_code == 200:
        return Task.from_dict(client.read_json_as(dict, response))
    raise client.unexpected(response)


def _detailed(client: Client, response: httpx.Response) -> DetailedResponse[Task]:
    return DetailedResponse(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse(client, response),
    )


def sync_detailed(task_id: str, *, client: Client) -> DetailedResponse[Task]:
    """As ``sync``, with status, headers and raw body around the result."""
    return _detailed(client, client.send(**_request(task_id)))


def sync(task_id: str, *, client: Client) -> Task:
    """Get a task by its id.

    GET /api/tasks/{task_id}

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(client, client.send(**_request(task_id)))


async def asyncio_detailed(task_id: str, *, client: Client) -> DetailedResponse[Task]:
    """As ``asyncio``, with status, headers and raw body around the result."""
    return _detailed(client, await client.send_async(**_request(task_id)))


async def asyncio(task_id: str, *, client: Client) -> Task:
    """Get a task by its id.

    GET /api/tasks/{task_id}

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(client, await client.send_async(**_request(task_id)))
