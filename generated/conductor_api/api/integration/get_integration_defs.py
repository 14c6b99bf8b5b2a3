# Generated from openapi/openapi.json by `make regen`; do not edit.
from typing import Any

import httpx

from ...client import Client
from ...models.integration_def import IntegrationDef
from ...types import DetailedResponse, read_models


def _request() -> dict[str, Any]:
    return {"method": "GET", "path": "/api/integrations/def"}


def _parse(client: Client, response: httpx.Response) -> list[IntegrationDef]:
    if response.status_code == 200:
        return read_models(IntegrationDef, client.read_json_as(list, response))
    raise client.unexpected(response)


def _detailed(client: Client, response: httpx.Response) -> DetailedResponse[list[IntegrationDef]]:
    return DetailedResponse(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse(client, response),
    )


def sync_detailed(*, client: Client) -> DetailedResponse[list[IntegrationDef]]:
    """As ``sync``, with status, headers and raw body around the result."""
    return _detailed(client, client.send(**_request()))


def sync(*, client: Client) -> list[IntegrationDef]:
    """List the kinds of integrations that the server knows.

    GET /api/integrations/def

    Orkes only: Conductor OSS answers 404.

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(client, client.send(**_request()))


async def asyncio_detailed(*, client: Client) -> DetailedResponse[list[IntegrationDef]]:
    """As ``asyncio``, with status, headers and raw body around the result."""
    return _detailed(client, await client.send_async(**_request()))


async def asyncio(*, client: Client) -> list[IntegrationDef]:
    """List the kinds of integrations that the server knows.

    GET /api/integrations/def

    Orkes only: Conductor OSS answers 404.

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(client, await client.send_async(**_request()))
