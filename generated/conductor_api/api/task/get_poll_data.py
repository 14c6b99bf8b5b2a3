# Generated from openapi/openapi.json by `make regen`; do not edit.
from typing import Any

import httpx

from ...client import Client
from ...models.poll_data import PollData
from ...types import DetailedResponse, read_models


def _request(*, task_type: str) -> dict[str, Any]:
    return {"method": "GET", "path": "/api/tasks/queue/polldata", "params": {"taskType": task_type}}


def _parse(client: Client, response: httpx.Response) -> list[PollData]:
    if response.status_code == 200:
        return read_models(PollData, client.read_json_as(list, response))
    raise client.unexpected(response)


def _detailed(client: Client, response: httpx.Response) -> DetailedResponse[list[PollData]]:
    return DetailedResponse(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse(client, response),
    )


def sync_detailed(*, client: Client, task_type: str) -> DetailedResponse[list[PollData]]:
    """As ``sync``, with status, headers and raw body around the result."""
    return _detailed(client, client.send(**_request(task_type=task_type)))


def sync(*, client: Client, task_type: str) -> list[PollData]:
    """Show when and by which worker a task type was last polled.

    GET /api/tasks/queue/polldata

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(client, client.send(**_request(task_type=task_type)))


async def asyncio_detailed(*, client: Client, task_type: str) -> DetailedResponse[list[PollData]]:
    """As ``asyncio``, with status, headers and raw body around the result."""
    return _detailed(client, await client.send_async(**_request(task_type=task_type)))


async def asyncio(*, client: Client, task_type: str) -> list[PollData]:
    """Show when and by which worker a task type was last polled.

    GET /api/tasks/queue/polldata

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(client, await client.send_async(**_request(task_type=task_type)))
