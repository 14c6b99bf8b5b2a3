# Generated from openapi/openapi.json by `make regen`; do not edit.
from typing import Any

import httpx

from ...client import Client
from ...models.human_search_type import HumanSearchType
from ...types import DetailedResponse, write_value


def _request(*, search_type: HumanSearchType) -> dict[str, Any]:
    return {
        "method": "GET",
        "path": "/api/human/tasks/getTaskDisplayNames",
        "params": {"searchType": write_value(search_type)},
    }


def _parse(client: Client, response: httpx.Response) -> list[str]:
    if response.status_code == 200:
        return client.read_json_as(list, response)
    raise client.unexpected(response)


def _detailed(client: Client, response: httpx.Response) -> DetailedResponse[list[str]]:
    return DetailedResponse(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse(client, response),
    )


def sync_detailed(*, client: Client, search_type: HumanSearchType) -> DetailedResponse[list[str]]:
    """As ``sync``, with status, headers and raw body around the result."""
    return _detailed(client, client.send(**_request(search_type=search_type)))


def sync(*, client: Client, search_type: HumanSearchType) -> list[str]:
    """List the display names of the human tasks that the user can see.

    GET /api/human/tasks/getTaskDisplayNames

    Orkes only: Conductor OSS answers 404.

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(client, client.send(**_request(search_type=search_type)))


async def asyncio_detailed(*, client: Client, search_type: HumanSearchType) -> DetailedResponse[list[str]]:
    """As ``asyncio``, with status, headers and raw body around the result."""
    return _detailed(client, await client.send_async(**_request(search_type=search_type)))


async def asyncio(*, client: Client, search_type: HumanSearchType) -> list[str]:
    """List the display names of the human tasks that the user can see.

    GET /api/human/tasks/getTaskDisplayNames

    Orkes only: Conductor OSS answers 404.

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(client, await client.send_async(**_request(search_type=search_type)))
