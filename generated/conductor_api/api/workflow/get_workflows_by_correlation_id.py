# Generated from openapi/openapi.json by `make regen`; do not edit.
from typing import Any

import httpx

from ...client import Client
from ...models.workflow import Workflow
from ...types import DetailedResponse, read_models


def _request(
    name: str, correlation_id: str, *, include_closed: bool | None = None, include_tasks: bool | None = None
) -> dict[str, Any]:
    return {
        "method": "GET",
        "path": "/api/workflow/{name}/correlated/{correlation_id}",
        "path_params": {"name": name, "correlation_id": correlation_id},
        "params": {"includeClosed": include_closed, "includeTasks": include_tasks},
    }


def _parse(client: Client, response: httpx.Response) -> list[Workflow]:
    if response.status_code == 200:
        return read_models(Workflow, client.read_json_as(list, response))
    raise client.unexpected(response)


def _detailed(client: Client, response: httpx.Response) -> DetailedResponse[list[Workflow]]:
    return DetailedResponse(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse(client, response),
    )


def sync_detailed(
    name: str,
    correlation_id: str,
    *,
    client: Client,
    include_closed: bool | None = None,
    include_tasks: bool | None = None,
) -> DetailedResponse[list[Workflow]]:
    """As ``sync``, with status, headers and raw body around the result."""
    return _detailed(
        client,
        client.send(**_request(name, correlation_id, include_closed=include_closed, include_tasks=include_tasks)),
    )


def sync(
    name: str,
    correlation_id: str,
    *,
    client: Client,
    include_closed: bool | None = None,
    include_tasks: bool | None = None,
) -> list[Workflow]:
    """List the executions of a workflow with this correlation id.

    GET /api/workflow/{name}/correlated/{correlation_id}

    Args:
        include_closed: the server takes False when it is left out
        include_tasks: the server takes False when it is left out

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(
        client,
        client.send(**_request(name, correlation_id, include_closed=include_closed, include_tasks=include_tasks)),
    )


async def asyncio_detailed(
    name: str,
    correlation_id: str,
    *,
    client: Client,
    include_closed: bool | None = None,
    include_tasks: bool | None = None,
) -> DetailedResponse[list[Workflow]]:
    """As ``asyncio``, with status, headers and raw body around the result."""
    return _detailed(
        client,
        await client.send_async(
            **_request(name, correlation_id, include_closed=include_closed, include_tasks=include_tasks)
        ),
    )


async def asyncio(
    name: str,
    correlation_id: str,
    *,
    client: Client,
    include_closed: bool | None = None,
    include_tasks: bool | None = None,
) -> list[Workflow]:
    """List the executions of a workflow with this correlation id.

    GET /api/workflow/{name}/correlated/{correlation_id}

    Args:
        include_closed: the server takes False when it is left out
        include_tasks: the server takes False when it is left out

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(
        client,
        await client.send_async(
            **_request(name, correlation_id, include_closed=include_closed, include_tasks=include_tasks)
        ),
    )
