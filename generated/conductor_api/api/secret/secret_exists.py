# Generated from openapi/openapi.json by `make regen`; do not edit.
from typing import Any

import httpx

from ...client import Client
from ...types import DetailedResponse


def _request(key: str) -> dict[str, Any]:
    return {"method": "GET", "path": "/api/secrets/{key}/exists", "path_params": {"key": key}}


def _parse(client: Client, response: httpx.Response) -> bool:
    if response.status_code == 200:
        return client.read_json_as(bool, response)
    raise client.unexpected(response)


def _detailed(client: Client, response: httpx.Response) -> DetailedResponse[bool]:
    return DetailedResponse(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse(client, response),
    )


def sync_detailed(key: str, *, client: Client) -> DetailedResponse[bool]:
    """As ``sync``, with status, headers and raw body around the result."""
    return _detailed(client, client.send(**_request(key)))


def sync(key: str, *, client: Client) -> bool:
    """Tell whether a secret exists.

    GET /api/secrets/{key}/exists

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(client, client.send(**_request(key)))


async def asyncio_detailed(key: str, *, client: Client) -> DetailedResponse[bool]:
    """As ``asyncio``, with status, headers and raw body around the result."""
    return _detailed(client, await client.send_async(**_request(key)))


async def asyncio(key: str, *, client: Client) -> bool:
    """Tell whether a secret exists.

    GET /api/secrets/{key}/exists

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(client, await client.send_async(**_request(key)))
