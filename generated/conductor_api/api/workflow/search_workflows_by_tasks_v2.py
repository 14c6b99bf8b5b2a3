# Generated from openapi/openapi.json by `make regen`; do not edit.
from typing import Any

import httpx

from ...client import Client
from ...models.search_result_workflow import SearchResultWorkflow
from ...types import DetailedResponse


def _request(
    *,
    start: int | None = None,
    size: int | None = None,
    sort: str | None = None,
    free_text: str | None = None,
    query: str | None = None,
) -> dict[str, Any]:
    return {
        "method": "GET",
        "path": "/api/workflow/search-by-tasks-v2",
        "params": {"start": start, "size": size, "sort": sort, "freeText": free_text, "query": query},
    }


def _parse(client: Client, response: httpx.Response) -> SearchResultWorkflow:
    if response.status_code == 200:
        return SearchResultWorkflow.from_dict(client.read_json_as(dict, response))
    raise client.unexpected(response)


def _detailed(client: Client, response: httpx.Response) -> DetailedResponse[SearchResultWorkflow]:
    return DetailedResponse(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse(client, response),
    )


def sync_detailed(
    *,
    client: Client,
    start: int | None = None,
    size: int | None = None,
    sort: str | None = None,
    free_text: str | None = None,
    query: str | None = None,
) -> DetailedResponse[SearchResultWorkflow]:
    """As ``sync``, with status, headers and raw body around the result."""
    return _detailed(
        client, client.send(**_request(start=start, size=size, sort=sort, free_text=free_text, query=query))
    )


def sync(
    *,
    client: Client,
    start: int | None = None,
    size: int | None = None,
    sort: str | None = None,
    free_text: str | None = None,
    query: str | None = None,
) -> SearchResultWorkflow:
    """Search workflows by properties of their tasks and return whole executions.

    GET /api/workflow/search-by-tasks-v2

    Args:
        start: the server takes 0 when it is left out
        size: the server takes 100 when it is left out
        free_text: the server takes '*' when it is left out

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(client, client.send(**_request(start=start, size=size, sort=sort, free_text=free_text, query=query)))


async def asyncio_detailed(
    *,
    client: Client,
    start: int | None = None,
    size: int | None = None,
    sort: str | None = None,
    free_text: str | None = None,
    query: str | None = None,
) -> DetailedResponse[SearchResultWorkflow]:
    """As ``asyncio``, with status, headers and raw body around the result."""
    return _detailed(
        client, await client.send_async(**_request(start=start, size=size, sort=sort, free_text=free_text, query=query))
    )


async def asyncio(
    *,
    client: Client,
    start: int | None = None,
    size: int | None = None,
    sort: str | None = None,
    free_text: str | None = None,
    query: str | None = None,
) -> SearchResultWorkflow:
    """Search workflows by properties of their tasks and return whole executions.

    GET /api/workflow/search-by-tasks-v2

    Args:
        start: the server takes 0 when it is left out
        size: the server takes 100 when it is left out
        free_text: the server takes '*' when it is left out

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(
        client, await client.send_async(**_request(start=start, size=size, sort=sort, free_text=free_text, query=query))
    )
