# Generated from openapi/openapi.json by `make regen`; do not edit.
from typing import Any

import httpx

from ...client import Client
from ...models.task_def import TaskDef
from ...types import DetailedResponse


def _request(tasktype: str, *, metadata: bool | None = None) -> dict[str, Any]:
    return {
        "method": "GET",
        "path": "/api/metadata/taskdefs/{tasktype}",
        "path_params": {"tasktype": tasktype},
        "params": {"metadata": metadata},
    }


def _parse(client: Client, response: httpx.Response) -> TaskDef:
    if response.status_code == 200:
        return TaskDef.from_dict(client.read_json_as(dict, response))
    raise client.unexpected(response)


def _detailed(client: Client, response: httpx.Response) -> DetailedResponse[TaskDef]:
    return DetailedResponse(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse(client, response),
    )


def sync_detailed(tasktype: str, *, client: Client, metadata: bool | None = None) -> DetailedResponse[TaskDef]:
    """As ``sync``, with status, headers and raw body around the result."""
    return _detailed(client, client.send(**_request(tasktype, metadata=metadata)))


def sync(tasktype: str, *, client: Client, metadata: bool | None = None) -> TaskDef:
    """Get a task definition by its name.

    GET /api/metadata/taskdefs/{tasktype}

    Args:
        metadata: the server takes False when it is left out

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(client, client.send(**_request(tasktype, metadata=metadata)))


async def asyncio_detailed(tasktype: str, *, client: Client, metadata: bool | None = None) -> DetailedResponse[TaskDef]:
    """As ``asyncio``, with status, headers and raw body around the result."""
    return _detailed(client, await client.send_async(**_request(tasktype, metadata=metadata)))


async def asyncio(tasktype: str, *, client: Client, metadata: bool | None = None) -> TaskDef:
    """Get a task definition by its name.

    GET /api/metadata/taskdefs/{tasktype}

    Args:
        metadata: the server takes False when it is left out

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(client, await client.send_async(**_request(tasktype, metadata=metadata)))
