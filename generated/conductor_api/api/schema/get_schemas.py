# Generated from openapi/openapi.json by `make regen`; do not edit.
from typing import Any

import httpx

from ...client import Client
from ...models.schema_def import SchemaDef
from ...types import DetailedResponse, read_models


def _request(*, short: bool | None = None) -> dict[str, Any]:
    return {"method": "GET", "path": "/api/schema", "params": {"short": short}}


def _parse(client: Client, response: httpx.Response) -> list[SchemaDef]:
    if response.status_code == 200:
        return read_models(SchemaDef, client.read_json_as(list, response))
    raise client.unexpected(response)


def _detailed(client: Client, response: httpx.Response) -> DetailedResponse[list[SchemaDef]]:
    return DetailedResponse(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse(client, response),
    )


def sync_detailed(*, client: Client, short: bool | None = None) -> DetailedResponse[list[SchemaDef]]:
    """As ``sync``, with status, headers and raw body around the result."""
    return _detailed(client, client.send(**_request(short=short)))


def sync(*, client: Client, short: bool | None = None) -> list[SchemaDef]:
    """List the schemas, on request only name and version.

    GET /api/schema

    Orkes only: Conductor OSS answers 404.

    Args:
        short: the server takes False when it is left out

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(client, client.send(**_request(short=short)))


async def asyncio_detailed(*, client: Client, short: bool | None = None) -> DetailedResponse[list[SchemaDef]]:
    """As ``asyncio``, with status, headers and raw body around the result."""
    return _detailed(client, await client.send_async(**_request(short=short)))


async def asyncio(*, client: Client, short: bool | None = None) -> list[SchemaDef]:
    """List the schemas, on request only name and version.

    GET /api/schema

    Orkes only: Conductor OSS answers 404.

    Args:
        short: the server takes False when it is left out

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(client, await client.send_async(**_request(short=short)))
