# Generated from openapi/openapi.json by `make regen`; do not edit.
from typing import Any

import httpx

from ...client import Client
from ...models.schema_def import SchemaDef
from ...types import DetailedResponse


def _request(*, body: list[SchemaDef], new_version: bool | None = None) -> dict[str, Any]:
    return {"method": "POST", "path": "/api/global_schema", "params": {"newVersion": new_version}, "model": body}


def _parse(client: Client, response: httpx.Response) -> None:
    if response.status_code == 200:
        client.refuse_html(response)
        return
    raise client.unexpected(response)


def _detailed(client: Client, response: httpx.Response) -> DetailedResponse[None]:
    _parse(client, response)
    return DetailedResponse(
        status_code=response.status_code, content=response.content, headers=response.headers, parsed=None
    )


def sync_detailed(*, client: Client, body: list[SchemaDef], new_version: bool | None = None) -> DetailedResponse[None]:
    """As ``sync``, with status, headers and raw body around the result."""
    return _detailed(client, client.send(**_request(body=body, new_version=new_version)))


def sync(*, client: Client, body: list[SchemaDef], new_version: bool | None = None) -> None:
    """Create or replace schemas of the whole cluster.

    POST /api/global_schema

    Orkes only: Conductor OSS answers 404.

    Args:
        new_version: the server takes False when it is left out

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    _parse(client, client.send(**_request(body=body, new_version=new_version)))


async def asyncio_detailed(
    *, client: Client, body: list[SchemaDef], new_version: bool | None = None
) -> DetailedResponse[None]:
    """As ``asyncio``, with status, headers and raw body around the result."""
    return _detailed(client, await client.send_async(**_request(body=body, new_version=new_version)))


async def asyncio(*, client: Client, body: list[SchemaDef], new_version: bool | None = None) -> None:
    """Create or replace schemas of the whole cluster.

    POST /api/global_schema

    Orkes only: Conductor OSS answers 404.

    Args:
        new_version: the server takes False when it is left out

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    _parse(client, await client.send_async(**_request(body=body, new_version=new_version)))
