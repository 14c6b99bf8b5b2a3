# Generated from openapi/openapi.json by `make regen`; do not edit.
from typing import Any

import httpx

from ...client import Client
from ...models.conductor_user import ConductorUser
from ...types import DetailedResponse, read_models


def _request(*, apps: bool | None = None) -> dict[str, Any]:
    return {"method": "GET", "path": "/api/users", "params": {"apps": apps}}


def _parse(client: Client, response: httpx.Response) -> list[ConductorUser]:
    if response.status_code == 200:
        return read_models(ConductorUser, client.read_json_as(list, response))
    raise client.unexpected(response)


def _detailed(client: Client, response: httpx.Response) -> DetailedResponse[list[ConductorUser]]:
    return DetailedResponse(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse(client, response),
    )


def sync_detailed(*, client: Client, apps: bool | None = None) -> DetailedResponse[list[ConductorUser]]:
    """As ``sync``, with status, headers and raw body around the result."""
    return _detailed(client, client.send(**_request(apps=apps)))


def sync(*, client: Client, apps: bool | None = None) -> list[ConductorUser]:
    """List the users, on request with the users behind applications.

    GET /api/users

    Orkes only: Conductor OSS answers 404.

    Args:
        apps: the server takes False when it is left out

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(client, client.send(**_request(apps=apps)))


async def asyncio_detailed(*, client: Client, apps: bool | None = None) -> DetailedResponse[list[ConductorUser]]:
    """As ``asyncio``, with status, headers and raw body around the result."""
    return _detailed(client, await client.send_async(**_request(apps=apps)))


async def asyncio(*, client: Client, apps: bool | None = None) -> list[ConductorUser]:
    """List the users, on request with the users behind applications.

    GET /api/users

    Orkes only: Conductor OSS answers 404.

    Args:
        apps: the server takes False when it is left out

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(client, await client.send_async(**_request(apps=apps)))
