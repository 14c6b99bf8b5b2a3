# Generated from openapi/openapi.json by `make regen`; do not edit.
from typing import Any

import httpx

from ...client import Client
from ...models.task_exec_log import TaskExecLog
from ...types import DetailedResponse, read_models


def _request(task_id: str) -> dict[str, Any]:
    return {"method": "GET", "path": "/api/tasks/{task_id}/log", "path_params": {"task_id": task_id}}


def _parse(client: Client, response: httpx.Response) -> list[TaskExecLog] | None:
    if response.status_code == 200:
        return read_models(TaskExecLog, client.read_json_as(list, response))
    if response.status_code == 204:
        return None
    raise client.unexpected(response)


def _detailed(client: Client, response: httpx.Response) -> DetailedResponse[list[TaskExecLog] | None]:
    return DetailedResponse(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse(client, response),
    )


def sync_detailed(task_id: str, *, client: Client) -> DetailedResponse[list[TaskExecLog] | None]:
    """As ``sync``, with status, headers and raw body around the result."""
    return _detailed(client, client.send(**_request(task_id)))


def sync(task_id: str, *, client: Client) -> list[TaskExecLog] | None:
    """List the log lines of a task.

    GET /api/tasks/{task_id}/log

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(client, client.send(**_request(task_id)))


async def asyncio_detailed(task_id: str, *, client: Client) -> DetailedResponse[list[TaskExecLog] | None]:
    """As ``asyncio``, with status, headers and raw body around the result."""
    return _detailed(client, await client.send_async(**_request(task_id)))


async def asyncio(task_id: str, *, client: Client) -> list[TaskExecLog] | None:
    """List the log lines of a task.

    GET /api/tasks/{task_id}/log

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(client, await client.send_async(**_request(task_id)))
