# Generated from openapi/openapi.json by `make regen`; do not edit.
from typing import Any

import httpx

from ...client import Client
from ...models.service_method import ServiceMethod
from ...types import DetailedResponse


def _request(registry_name: str, *, body: ServiceMethod) -> dict[str, Any]:
    return {
        "method": "POST",
        "path": "/api/registry/service/{registry_name}/methods",
        "path_params": {"registry_name": registry_name},
        "model": body,
    }


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


def sync_detailed(registry_name: str, *, client: Client, body: ServiceMethod) -> DetailedResponse[None]:
    """As ``sync``, with status, headers and raw body around the result."""
    return _detailed(client, client.send(**_request(registry_name, body=body)))


def sync(registry_name: str, *, client: Client, body: ServiceMethod) -> None:
    """Add a method to a registered service or replace it.

    POST /api/registry/service/{registry_name}/methods

    Orkes only: Conductor OSS answers 404.

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    _parse(client, client.send(**_request(registry_name, body=body)))


async def asyncio_detailed(registry_name: str, *, client: Client, body: ServiceMethod) -> DetailedResponse[None]:
    """As ``asyncio``, with status, headers and raw body around the result."""
    return _detailed(client, await client.send_async(**_request(registry_name, body=body)))


async def asyncio(registry_name: str, *, client: Client, body: ServiceMethod) -> None:
    """Add a method to a registered service or replace it.

    POST /api/registry/service/{registry_name}/methods

    Orkes only: Conductor OSS answers 404.

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    _parse(client, await client.send_async(**_request(registry_name, body=body)))
