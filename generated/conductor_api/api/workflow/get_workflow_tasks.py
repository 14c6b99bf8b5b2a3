# Generated from openapi/openapi.json by `make regen`; do not edit.
from typing import Any

import httpx

from ...client import Client
from ...models.search_result_task import SearchResultTask
from ...types import DetailedResponse


def _request(
    workflow_id: str, *, start: int | None = None, count: int | None = None, status: list[str] | None = None
) -> dict[str, Any]:
    return {
        "method": "GET",
        "path": "/api/workflow/{workflow_id}/tasks",
        "path_params": {"workflow_id": workflow_id},
        "params": {"start": start, "count": count, "status": status},
    }


def _parse(client: Client, response: httpx.Response) -> SearchResultTask:
    if response.status_code == 200:
        return SearchResultTask.from_dict(client.read_json_as(dict, response))
    raise client.unexpected(response)


def _detailed(client: Client, response: httpx.Response) -> DetailedResponse[SearchResultTask]:
    return DetailedResponse(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse(client, response),
    )


def sync_detailed(
    workflow_id: str,
    *,
    client: Client,
    start: int | None = None,
    count: int | None = None,
    status: list[str] | None = None,
) -> DetailedResponse[SearchResultTask]:
    """As ``sync``, with status, headers and raw body around the result."""
    return _detailed(client, client.send(**_request(workflow_id, start=start, count=count, status=status)))


def sync(
    workflow_id: str,
    *,
    client: Client,
    start: int | None = None,
    count: int | None = None,
    status: list[str] | None = None,
) -> SearchResultTask:
    """List the tasks of a workflow page by page, on request by status.

    GET /api/workflow/{workflow_id}/tasks

    Args:
        start: the server takes 0 when it is left out
        count: the server takes 15 when it is left out

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(client, client.send(**_request(workflow_id, start=start, count=count, status=status)))


async def asyncio_detailed(
    workflow_id: str,
    *,
    client: Client,
    start: int | None = None,
    count: int | None = None,
    status: list[str] | None = None,
) -> DetailedResponse[SearchResultTask]:
    """As ``asyncio``, with status, headers and raw body around the result."""
    return _detailed(client, await client.send_async(**_request(workflow_id, start=start, count=count, status=status)))


async def asyncio(
    workflow_id: str,
    *,
    client: Client,
    start: int | None = None,
    count: int | None = None,
    status: list[str] | None = None,
) -> SearchResultTask:
    """List the tasks of a workflow page by page, on request by status.

    GET /api/workflow/{workflow_id}/tasks

    Args:
        start: the server takes 0 when it is left out
        count: the server takes 15 when it is left out

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(client, await client.send_async(**_request(workflow_id, start=start, count=count, status=status)))
