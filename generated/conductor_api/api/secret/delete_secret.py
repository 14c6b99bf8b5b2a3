# Generated from openapi/openapi.json by `make regen`; do not edit.
from typing import Any

import httpx

from ...client import Client
from ...types import DetailedResponse


def _request(key: str) -> dict[str, Any]:
    return {"method": "DELETE", "path": "/api/secrets/{key}", "path_params": {"key": key}}


def _parse(client: Client, response: httpx.Response) -> Any:
    if response.status_code == 200:
        return client.read_any(response)
    raise client.unexpected(response)


def _detailed(client: Client, response: httpx.Response) -> DetailedResponse[Any]:
    return DetailedResponse(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse(client, response),
    )


def sync_detailed(key: str, *, client: Client) -> DetailedResponse[Any]:
    """As ``sync``, with status, headers and raw body around the result."""
    return _detailed(client, client.send(**_request(key)))


def sync(key: str, *, client: Client) -> Any:
    """Delete a secret.

    DELETE /api/secrets/{key}

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(client, client.send(**_request(key)))


async def asyncio_detailed(key: str, *, client: Client) -> DetailedResponse[Any]:
    """As ``asyncio``, with status, headers and raw body around the result."""
    return _detailed(client, await client.send_async(**_request(key)))


async def asyncio(key: str, *, client: Client) -> Any:
    """Delete a secret.

    DELETE /api/secrets/{key}

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(client, await client.send_async(**_request(key)))
