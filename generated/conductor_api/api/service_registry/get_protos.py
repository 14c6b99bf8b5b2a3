# Generated from openapi/openapi.json by `make regen`; do not edit.
from typing import Any

import httpx

from ...client import Client
from ...models.proto_registry_entry import ProtoRegistryEntry
from ...types import DetailedResponse, read_models


def _request(registry_name: str) -> dict[str, Any]:
    return {
        "method": "GET",
        "path": "/api/registry/service/protos/{registry_name}",
        "path_params": {"registry_name": registry_name},
    }


def _parse(client: Client, response: httpx.Response) -> list[ProtoRegistryEntry]:
    if response.status_code == 200:
        return read_models(ProtoRegistryEntry, client.read_json_as(list, response))
    raise client.unexpected(response)


def _detailed(client: Client, response: httpx.Response) -> DetailedResponse[list[ProtoRegistryEntry]]:
    return DetailedResponse(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse(client, response),
    )


def sync_detailed(registry_name: str, *, client: Client) -> DetailedResponse[list[ProtoRegistryEntry]]:
    """As ``sync``, with status, headers and raw body around the result."""
    return _detailed(client, client.send(**_request(registry_name)))


def sync(registry_name: str, *, client: Client) -> list[ProtoRegistryEntry]:
    """List the proto files of a registered gRPC service.

    GET /api/registry/service/protos/{registry_name}

    Orkes only: Conductor OSS answers 404.

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(client, client.send(**_request(registry_name)))


async def asyncio_detailed(registry_name: str, *, client: Client) -> DetailedResponse[list[ProtoRegistryEntry]]:
    """As ``asyncio``, with status, headers and raw body around the result."""
    return _detailed(client, await client.send_async(**_request(registry_name)))


async def asyncio(registry_name: str, *, client: Client) -> list[ProtoRegistryEntry]:
    """List the proto files of a registered gRPC service.

    GET /api/registry/service/protos/{registry_name}

    Orkes only: Conductor OSS answers 404.

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(client, await client.send_async(**_request(registry_name)))
