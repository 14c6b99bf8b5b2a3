# Generated from openapi/openapi.json by `make regen`; do not edit.
from typing import Any

import httpx

from ...client import Client
from ...types import DetailedResponse


def _request(*, claims: bool | None = None) -> dict[str, Any]:
    return {"method": "GET", "path": "/api/token/userInfo", "params": {"claims": claims}}


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


def sync_detailed(*, client: Client, claims: bool | None = None) -> DetailedResponse[Any]:
    """As ``sync``, with status, headers and raw body around the result."""
    return _detailed(client, client.send(**_request(claims=claims)))


def sync(*, client: Client, claims: bool | None = None) -> Any:
    """Get the user to whom the token belongs, on request with the claims.

    GET /api/token/userInfo

    Orkes only: Conductor OSS answers 404.

    Args:
        claims: the server takes False when it is left out

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(client, client.send(**_request(claims=claims)))


async def asyncio_detailed(*, client: Client, claims: bool | None = None) -> DetailedResponse[Any]:
    """As ``asyncio``, with status, headers and raw body around the result."""
    return _detailed(client, await client.send_async(**_request(claims=claims)))


async def asyncio(*, client: Client, claims: bool | None = None) -> Any:
    """Get the user to whom the token belongs, on request with the claims.

    GET /api/token/userInfo

    Orkes only: Conductor OSS answers 404.

    Args:
        claims: the server takes False when it is left out

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(client, await client.send_async(**_request(claims=claims)))
