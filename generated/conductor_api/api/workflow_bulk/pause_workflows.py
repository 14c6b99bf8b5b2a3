# Generated from openapi/openapi.json by `make regen`; do not edit.
from typing import Any

import httpx

from ...client import Client
from ...models.bulk_response_string import BulkResponseString
from ...types import DetailedResponse


def _request(*, body: list[str]) -> dict[str, Any]:
    return {"method": "PUT", "path": "/api/workflow/bulk/pause", "json": body}


def _parse(client: Client, response: httpx.Response) -> BulkResponseString:
    if response.status_code == 200:
        return BulkResponseString.from_dict(client.read_json_as(dict, response))
    raise client.unexpected(response)


def _detailed(client: Client, response: httpx.Response) -> DetailedResponse[BulkResponseString]:
    return DetailedResponse(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse(client, response),
    )


def sync_detailed(*, client: Client, body: list[str]) -> DetailedResponse[BulkResponseString]:
    """As ``sync``, with status, headers and raw body around the result."""
    return _detailed(client, client.send(**_request(body=body)))


def sync(*, client: Client, body: list[str]) -> BulkResponseString:
    """Pause several workflows and report success or error for each.

    PUT /api/workflow/bulk/pause

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(client, client.send(**_request(body=body)))


async def asyncio_detailed(*, client: Client, body: list[str]) -> DetailedResponse[BulkResponseString]:
    """As ``asyncio``, with status, headers and raw body around the result."""
    return _detailed(client, await client.send_async(**_request(body=body)))


async def asyncio(*, client: Client, body: list[str]) -> BulkResponseString:
    """Pause several workflows and report success or error for each.

    PUT /api/workflow/bulk/pause

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(client, await client.send_async(**_request(body=body)))
