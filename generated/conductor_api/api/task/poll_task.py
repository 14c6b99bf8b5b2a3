# Generated from openapi/openapi.json by `make regen`; do not edit.
from typing import Any

import httpx

from ...client import Client
from ...models.task import Task
from ...types import DetailedResponse


def _request(tasktype: str, *, workerid: str | None = None, domain: str | None = None) -> dict[str, Any]:
    return {
        "method": "GET",
        "path": "/api/tasks/poll/{tasktype}",
        "path_params": {"tasktype": tasktype},
        "params": {"workerid": workerid, "domain": domain},
    }


def _parse(client: Client, response: httpx.Response) -> Task | None:
    if response.status_code == 200:
        return Task.from_dict(client.read_json_as(dict, response))
    if response.status_code == 204:
        return None
    raise client.unexpected(response)


def _detailed(client: Client, response: httpx.Response) -> DetailedResponse[Task | None]:
    return DetailedResponse(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse(client, response),
    )


def sync_detailed(
    tasktype: str, *, client: Client, workerid: str | None = None, domain: str | None = None
) -> DetailedResponse[Task | None]:
    """As ``sync``, with status, headers and raw body around the result."""
    return _detailed(client, client.send(**_request(tasktype, workerid=workerid, domain=domain)))


def sync(tasktype: str, *, client: Client, workerid: str | None = None, domain: str | None = None) -> Task | None:
    """Take one task of a type from its queue; nothing when the queue is empty.

    GET /api/tasks/poll/{tasktype}

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(client, client.send(**_request(tasktype, workerid=workerid, domain=domain)))


async def asyncio_detailed(
    tasktype: str, *, client: Client, workerid: str | None = None, domain: str | None = None
) -> DetailedResponse[Task | None]:
    """As ``asyncio``, with status, headers and raw body around the result."""
    return _detailed(client, await client.send_async(**_request(tasktype, workerid=workerid, domain=domain)))


async def asyncio(
    tasktype: str, *, client: Client, workerid: str | None = None, domain: str | None = None
) -> Task | None:
    """Take one task of a type from its queue; nothing when the queue is empty.

    GET /api/tasks/poll/{tasktype}

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(client, await client.send_async(**_request(tasktype, workerid=workerid, domain=domain)))
