# Generated from openapi/openapi.json by `make regen`; do not edit.
from typing import Any

import httpx

from ...client import Client
from ...models.extended_secret import ExtendedSecret
from ...types import DetailedResponse, read_models


def _request() -> dict[str, Any]:
    return {"method": "GET", "path": "/api/secrets-v2"}


def _parse(client: Client, response: httpx.Response) -> list[ExtendedSecret]:
    if response.status_code == 200:
        return read_models(ExtendedSecret, client.read_json_as(list, response))
    raise client.unexpected(response)


def _detailed(client: Client, response: httpx.Response) -> DetailedResponse[list[ExtendedSecret]]:
    return DetailedResponse(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse(client, response),
    )


def sync_detailed(*, client: Client) -> DetailedResponse[list[ExtendedSecret]]:
    """As ``sync``, with status, headers and raw body around the result."""
    return _detailed(client, client.send(**_request()))


def sync(*, client: Client) -> list[ExtendedSecret]:
    """List the secrets to which the user can grant access, with their tags.

    GET /api/secrets-v2

    Orkes only: Conductor OSS answers 404.

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(client, client.send(**_request()))


async def asyncio_detailed(*, client: Client) -> DetailedResponse[list[ExtendedSecret]]:
    """As ``asyncio``, with status, headers and raw body around the result."""
    return _detailed(client, await client.send_async(**_request()))


async def asyncio(*, client: Client) -> list[ExtendedSecret]:
    """List the secrets to which the user can grant access, with their tags.

    GET /api/secrets-v2

    Orkes only: Conductor OSS answers 404.

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(client, await client.send_async(**_request()))
