# Generated from openapi/openapi.json by `make regen`; do not edit.
from typing import Any

import httpx

from ...client import Client
from ...types import DetailedResponse


def _request(registry_name: str, filename: str) -> dict[str, Any]:
    return {
        "method": "GET",
        "path": "/api/registry/service/protos/{registry_name}/{filename}",
        "path_params": {"registry_name": registry_name, "filename": filename},
    }


def _parse(client: Client, response: httpx.Response) -> bytes:
    if response.status_code == 200:
        client.refuse_html(response)
        return response.content
    raise client.unexpected(response)


def _detailed(client: Client, response: httpx.Response) -> DetailedResponse[bytes]:
    return DetailedResponse(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse(client, response),
    )


def sync_detailed(registry_name: str, filename: str, *, client: Client) -> DetailedResponse[bytes]:
    """As ``sync``, with status, headers and raw body around the result."""
    return _detailed(client, client.send(**_request(registry_name, filename)))


def sync(registry_name: str, filename: str, *, client: Client) -> bytes:
    """Download a compiled proto file of a gRPC service.

    GET /api/registry/service/protos/{registry_name}/{filename}

    Orkes only: Conductor OSS answers 404.

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(client, client.send(**_request(registry_name, filename)))


async def asyncio_detailed(registry_name: str, filename: str, *, client: Client) -> DetailedResponse[bytes]:
    """As ``asyncio``, with status, headers and raw body around the result."""
    return _detailed(client, await client.send_async(**_request(registry_name, filename)))


async def asyncio(registry_name: str, filename: str, *, client: Client) -> bytes:
    """Download a compiled proto file of a gRPC service.

    GET /api/registry/service/protos/{registry_name}/{filename}

    Orkes only: Conductor OSS answers 404.

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(client, await client.send_async(**_request(registry_name, filename)))
