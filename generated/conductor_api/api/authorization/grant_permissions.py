# Generated from openapi/openapi.json by `make regen`; do not edit.
from typing import Any

import httpx

from ...client import Client
from ...models.authorization_request import AuthorizationRequest
from ...types import DetailedResponse


def _request(*, body: AuthorizationRequest) -> dict[str, Any]:
    return {"method": "POST", "path": "/api/auth/authorization", "model": body}


def _parse(client: Client, response: httpx.Response) -> dict[str, Any]:
    if response.status_code == 200:
        return client.read_json_as(dict, response)
    raise client.unexpected(response)


def _detailed(client: Client, response: httpx.Response) -> DetailedResponse[dict[str, Any]]:
    return DetailedResponse(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse(client, response),
    )


def sync_detailed(*, client: Client, body: AuthorizationRequest) -> DetailedResponse[dict[str, Any]]:
    """As ``sync``, with status, headers and raw body around the result."""
    return _detailed(client, client.send(**_request(body=body)))


def sync(*, client: Client, body: AuthorizationRequest) -> dict[str, Any]:
    """Grant a user, role or group access to a target.

    POST /api/auth/authorization

    Orkes only: Conductor OSS answers 404.

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(client, client.send(**_request(body=body)))


async def asyncio_detailed(*, client: Client, body: AuthorizationRequest) -> DetailedResponse[dict[str, Any]]:
    """As ``asyncio``, with status, headers and raw body around the result."""
    return _detailed(client, await client.send_async(**_request(body=body)))


async def asyncio(*, client: Client, body: AuthorizationRequest) -> dict[str, Any]:
    """Grant a user, role or group access to a target.

    POST /api/auth/authorization

    Orkes only: Conductor OSS answers 404.

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(client, await client.send_async(**_request(body=body)))
