# Generated from openapi/openapi.json by `make regen`; do not edit.
from typing import Any

import httpx

from ...client import Client
from ...models.integration_api import IntegrationApi
from ...types import DetailedResponse, read_models


def _request(name: str, *, active_only: bool | None = None) -> dict[str, Any]:
    return {
        "method": "GET",
        "path": "/api/integrations/provider/{name}/integration",
        "path_params": {"name": name},
        "params": {"activeOnly": active_only},
    }


def _parse(client: Client, response: httpx.Response) -> list[IntegrationApi]:
    if response.status_code == 200:
        return read_models(IntegrationApi, client.read_json_as(list, response))
    raise client.unexpected(response)


def _detailed(client: Client, response: httpx.Response) -> DetailedResponse[list[IntegrationApi]]:
    return DetailedResponse(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse(client, response),
    )


def sync_detailed(
    name: str, *, client: Client, active_only: bool | None = None
) -> DetailedResponse[list[IntegrationApi]]:
    """As ``sync``, with status, headers and raw body around the result."""
    return _detailed(client, client.send(**_request(name, active_only=active_only)))


def sync(name: str, *, client: Client, active_only: bool | None = None) -> list[IntegrationApi]:
    """List the configured models and APIs of a provider.

    GET /api/integrations/provider/{name}/integration

    Orkes only: Conductor OSS answers 404.

    Args:
        active_only: the server takes True when it is left out

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(client, client.send(**_request(name, active_only=active_only)))


async def asyncio_detailed(
    name: str, *, client: Client, active_only: bool | None = None
) -> DetailedResponse[list[IntegrationApi]]:
    """As ``asyncio``, with status, headers and raw body around the result."""
    return _detailed(client, await client.send_async(**_request(name, active_only=active_only)))


async def asyncio(name: str, *, client: Client, active_only: bool | None = None) -> list[IntegrationApi]:
    """List the configured models and APIs of a provider.

    GET /api/integrations/provider/{name}/integration

    Orkes only: Conductor OSS answers 404.

    Args:
        active_only: the server takes True when it is left out

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(client, await client.send_async(**_request(name, active_only=active_only)))
