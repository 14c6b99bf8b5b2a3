# Generated from openapi/openapi.json by `make regen`; do not edit.
from typing import Any

import httpx

from ...client import Client
from ...models.human_task_search import HumanTaskSearch
from ...models.human_task_search_result import HumanTaskSearchResult
from ...types import DetailedResponse


def _request(*, body: HumanTaskSearch) -> dict[str, Any]:
    return {"method": "POST", "path": "/api/human/tasks/search", "model": body}


def _parse(client: Client, response: httpx.Response) -> HumanTaskSearchResult:
    if response.status_code == 200:
        return HumanTaskSearchResult.from_dict(client.read_json_as(dict, response))
    raise client.unexpected(response)


def _detailed(client: Client, response: httpx.Response) -> DetailedResponse[HumanTaskSearchResult]:
    return DetailedResponse(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse(client, response),
    )


def sync_detailed(*, client: Client, body: HumanTaskSearch) -> DetailedResponse[HumanTaskSearchResult]:
    """As ``sync``, with status, headers and raw body around the result."""
    return _detailed(client, client.send(**_request(body=body)))


def sync(*, client: Client, body: HumanTaskSearch) -> HumanTaskSearchResult:
    """Search human tasks by state, assignee, claimant, workflow and text.

    POST /api/human/tasks/search

    Orkes only: Conductor OSS answers 404.

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(client, client.send(**_request(body=body)))


async def asyncio_detailed(*, client: Client, body: HumanTaskSearch) -> DetailedResponse[HumanTaskSearchResult]:
    """As ``asyncio``, with status, headers and raw body around the result."""
    return _detailed(client, await client.send_async(**_request(body=body)))


async def asyncio(*, client: Client, body: HumanTaskSearch) -> HumanTaskSearchResult:
    """Search human tasks by state, assignee, claimant, workflow and text.

    POST /api/human/tasks/search

    Orkes only: Conductor OSS answers 404.

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(client, await client.send_async(**_request(body=body)))
