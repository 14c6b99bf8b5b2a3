# Generated from openapi/openapi.json by `make regen`; do not edit.
from typing import Any

import httpx

from ...client import Client
from ...models.external_storage_location import ExternalStorageLocation
from ...types import DetailedResponse


def _request(*, path: str, operation: str, payload_type: str) -> dict[str, Any]:
    return {
        "method": "GET",
        "path": "/api/tasks/external-storage-location",
        "params": {"path": path, "operation": operation, "payloadType": payload_type},
    }


def _parse(client: Client, response: httpx.Response) -> ExternalStorageLocation:
    if response.status_code == 200:
        return ExternalStorageLocation.from_dict(client.read_json_as(dict, response))
    raise client.unexpected(response)


def _detailed(client: Client, response: httpx.Response) -> DetailedResponse[ExternalStorageLocation]:
    return DetailedResponse(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse(client, response),
    )


def sync_detailed(
    *, client: Client, path: str, operation: str, payload_type: str
) -> DetailedResponse[ExternalStorageLocation]:
    """As ``sync``, with status, headers and raw body around the result."""
    return _detailed(client, client.send(**_request(path=path, operation=operation, payload_type=payload_type)))


def sync(*, client: Client, path: str, operation: str, payload_type: str) -> ExternalStorageLocation:
    """Get the place for a large task payload, by the dashed path.

    GET /api/tasks/external-storage-location

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(client, client.send(**_request(path=path, operation=operation, payload_type=payload_type)))


async def asyncio_detailed(
    *, client: Client, path: str, operation: str, payload_type: str
) -> DetailedResponse[ExternalStorageLocation]:
    """As ``asyncio``, with status, headers and raw body around the result."""
    return _detailed(
        client, await client.send_async(**_request(path=path, operation=operation, payload_type=payload_type))
    )


async def asyncio(*, client: Client, path: str, operation: str, payload_type: str) -> ExternalStorageLocation:
    """Get the place for a large task payload, by the dashed path.

    GET /api/tasks/external-storage-location

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(
        client, await client.send_async(**_request(path=path, operation=operation, payload_type=payload_type))
    )
