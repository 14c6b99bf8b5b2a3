# Generated from openapi/openapi.json by `make regen`; do not edit.
from typing import Any

import httpx

from ...client import Client
from ...models.correlation_ids_search_request import CorrelationIdsSearchRequest
from ...models.workflow import Workflow
from ...types import DetailedResponse, read_map, read_models


def _request(
    *, body: CorrelationIdsSearchRequest, include_closed: bool | None = None, include_tasks: bool | None = None
) -> dict[str, Any]:
    return {
        "method": "POST",
        "path": "/api/workflow/correlated/batch",
        "params": {"includeClosed": include_closed, "includeTasks": include_tasks},
        "model": body,
    }


def _parse(client: Client, response: httpx.Response) -> dict[str, list[Workflow]]:
    if response.status_code == 200:
        return read_map(lambda value: read_models(Workflow, value), client.read_json_as(dict, response))
    raise client.unexpected(response)


def _detailed(client: Client, response: httpx.Response) -> DetailedResponse[dict[str, list[Workflow]]]:
    return DetailedResponse(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse(client, response),
    )


def sync_detailed(
    *,
    client: Client,
    body: CorrelationIdsSearchRequest,
    include_closed: bool | None = None,
    include_tasks: bool | None = None,
) -> DetailedResponse[dict[str, list[Workflow]]]:
    """As ``sync``, with status, headers and raw body around the result."""
    return _detailed(
        client, client.send(**_request(body=body, include_closed=include_closed, include_tasks=include_tasks))
    )


def sync(
    *,
    client: Client,
    body: CorrelationIdsSearchRequest,
    include_closed: bool | None = None,
    include_tasks: bool | None = None,
) -> dict[str, list[Workflow]]:
    """Look up executions by several workflow names and correlation ids.

    POST /api/workflow/correlated/batch

    Orkes only: Conductor OSS answers 404.

    Args:
        include_closed: the server takes False when it is left out
        include_tasks: the server takes False when it is left out

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(
        client, client.send(**_request(body=body, include_closed=include_closed, include_tasks=include_tasks))
    )


async def asyncio_detailed(
    *,
    client: Client,
    body: CorrelationIdsSearchRequest,
    include_closed: bool | None = None,
    include_tasks: bool | None = None,
) -> DetailedResponse[dict[str, list[Workflow]]]:
    """As ``asyncio``, with status, headers and raw body around the result."""
    return _detailed(
        client,
        await client.send_async(**_request(body=body, include_closed=include_closed, include_tasks=include_tasks)),
    )


async def asyncio(
    *,
    client: Client,
    body: CorrelationIdsSearchRequest,
    include_closed: bool | None = None,
    include_tasks: bool | None = None,
) -> dict[str, list[Workflow]]:
    """Look up executions by several workflow names and correlation ids.

    POST /api/workflow/correlated/batch

    Orkes only: Conductor OSS answers 404.

    Args:
        include_closed: the server takes False when it is left out
        include_tasks: the server takes False when it is left out

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(
        client,
        await client.send_async(**_request(body=body, include_closed=include_closed, include_tasks=include_tasks)),
    )
