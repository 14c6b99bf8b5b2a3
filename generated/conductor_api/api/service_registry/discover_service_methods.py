# Generated from openapi/openapi.json by `make regen`; do not edit.
from typing import Any

import httpx

from ...client import Client
from ...models.service_method import ServiceMethod
from ...types import DetailedResponse, read_models


def _request(name: str, *, create: bool | None = None) -> dict[str, Any]:
    return {
        "method": "GET",
        "path": "/api/registry/service/{name}/discover",
        "path_params": {"name": name},
        "params": {"create": create},
    }


def _parse(client: Client, response: httpx.Response) -> list[ServiceMethod]:
    if response.status_code == 200:
        return read_models(ServiceMethod, client.read_json_as(list, response))
    raise client.unexpected(response)


def _detailed(client: Client, response: httpx.Response) -> DetailedResponse[list[ServiceMethod]]:
    return DetailedResponse(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse(client, response),
    )


def sync_detailed(name: str, *, client: Client, create: bool | None = None) -> DetailedResponse[list[ServiceMethod]]:
    """As ``sync``, with status, headers and raw body around the result."""
    return _detailed(client, client.send(**_request(name, create=create)))


def sync(name: str, *, client: Client, create: bool | None = None) -> list[ServiceMethod]:
    """Ask a service for its methods, on request storing them.

    GET /api/registry/service/{name}/discover

    Orkes only: Conductor OSS answers 404.

    Args:
        create: the server takes False when it is left out

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(client, client.send(**_request(name, create=create)))


async def asyncio_detailed(
    name: str, *, client: Client, create: bool | None = None
) -> DetailedResponse[list[ServiceMethod]]:
    """As ``asyncio``, with status, headers and raw body around the result."""
    return _detailed(client, await client.send_async(**_request(name, create=create)))


async def asyncio(name: str, *, client: Client, create: bool | None = None) -> list[ServiceMethod]:
    """Ask a service for its methods, on request storing them.

    GET /api/registry/service/{name}/discover

    Orkes only: Conductor OSS answers 404.

    Args:
        create: the server takes False when it is left out

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(client, await client.send_async(**_request(name, create=create)))
