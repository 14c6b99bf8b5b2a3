# Generated from openapi/openapi.json by `make regen`; do not edit.
from typing import Any

import httpx

from ...client import Client
from ...models.task import Task
from ...types import DetailedResponse, read_models


def _request(tasktype: str, *, start: int | None = None, count: int | None = None) -> dict[str, Any]:
    return {
        "method": "GET",
        "path": "/api/admin/task/{tasktype}",
        "path_params": {"tasktype": tasktype},
        "params": {"start": start, "count": count},
    }


def _parse(client: Client, response: httpx.Response) -> list[Task]:
    if response.status_code == 200:
        return read_models(Task, client.read_json_as(list, response))
    raise client.unexpected(response)


def _detailed(client: Client, response: httpx.Response) -> DetailedResponse[list[Task]]:
    return DetailedResponse(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse(client, response),
    )


def sync_detailed(
    tasktype: str, *, client: Client, start: int | None = None, count: int | None = None
) -> DetailedResponse[list[Task]]:
    """As ``sync``, with status, headers and raw body around the result."""
    return _detailed(client, client.send(**_request(tasktype, start=start, count=count)))


def sync(tasktype: str, *, client: Client, start: int | None = None, count: int | None = None) -> list[Task]:
    """List the tasks of a type that are not done yet, page by page.

    GET /api/admin/task/{tasktype}

    Args:
        start: the server takes 0 when it is left out
        count: the server takes 100 when it is left out

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(client, client.send(**_request(tasktype, start=start, count=count)))


async def asyncio_detailed(
    tasktype: str, *, client: Client, start: int | None = None, count: int | None = None
) -> DetailedResponse[list[Task]]:
    """As ``asyncio``, with status, headers and raw body around the result."""
    return _detailed(client, await client.send_async(**_request(tasktype, start=start, count=count)))


async def asyncio(tasktype: str, *, client: Client, start: int | None = None, count: int | None = None) -> list[Task]:
    """List the tasks of a type that are not done yet, page by page.

    GET /api/admin/task/{tasktype}

    Args:
        start: the server takes 0 when it is left out
        count: the server takes 100 when it is left out

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(client, await client.send_async(**_request(tasktype, start=start, count=count)))
