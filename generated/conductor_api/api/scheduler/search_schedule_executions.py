# Generated from openapi/openapi.json by `make regen`; do not edit.
from typing import Any

import httpx

from ...client import Client
from ...models.search_result_workflow_schedule_execution_model import SearchResultWorkflowScheduleExecutionModel
from ...types import DetailedResponse


def _request(
    *,
    query: str | None = None,
    free_text: str | None = None,
    start: int | None = None,
    size: int | None = None,
    sort: str | None = None,
) -> dict[str, Any]:
    return {
        "method": "GET",
        "path": "/api/scheduler/search/executions",
        "params": {"query": query, "freeText": free_text, "start": start, "size": size, "sort": sort},
    }


def _parse(client: Client, response: httpx.Response) -> SearchResultWorkflowScheduleExecutionModel:
    if response.status_code == 200:
        return SearchResultWorkflowScheduleExecutionModel.from_dict(client.read_json_as(dict, response))
    raise client.unexpected(response)


def _detailed(client: Client, response: httpx.Response) -> DetailedResponse[SearchResultWorkflowScheduleExecutionModel]:
    return DetailedResponse(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse(client, response),
    )


def sync_detailed(
    *,
    client: Client,
    query: str | None = None,
    free_text: str | None = None,
    start: int | None = None,
    size: int | None = None,
    sort: str | None = None,
) -> DetailedResponse[SearchResultWorkflowScheduleExecutionModel]:
    """As ``sync``, with status, headers and raw body around the result."""
    return _detailed(
        client, client.send(**_request(query=query, free_text=free_text, start=start, size=size, sort=sort))
    )


def sync(
    *,
    client: Client,
    query: str | None = None,
    free_text: str | None = None,
    start: int | None = None,
    size: int | None = None,
    sort: str | None = None,
) -> SearchResultWorkflowScheduleExecutionModel:
    """Search the executions that schedules have started.

    GET /api/scheduler/search/executions

    Args:
        free_text: the server takes '*' when it is left out
        start: the server takes 0 when it is left out
        size: the server takes 100 when it is left out

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(client, client.send(**_request(query=query, free_text=free_text, start=start, size=size, sort=sort)))


async def asyncio_detailed(
    *,
    client: Client,
    query: str | None = None,
    free_text: str | None = None,
    start: int | None = None,
    size: int | None = None,
    sort: str | None = None,
) -> DetailedResponse[SearchResultWorkflowScheduleExecutionModel]:
    """As ``asyncio``, with status, headers and raw body around the result."""
    return _detailed(
        client, await client.send_async(**_request(query=query, free_text=free_text, start=start, size=size, sort=sort))
    )


async def asyncio(
    *,
    client: Client,
    query: str | None = None,
    free_text: str | None = None,
    start: int | None = None,
    size: int | None = None,
    sort: str | None = None,
) -> SearchResultWorkflowScheduleExecutionModel:
    """Search the executions that schedules have started.

    GET /api/scheduler/search/executions

    Args:
        free_text: the server takes '*' when it is left out
        start: the server takes 0 when it is left out
        size: the server takes 100 when it is left out

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(
        client, await client.send_async(**_request(query=query, free_text=free_text, start=start, size=size, sort=sort))
    )
