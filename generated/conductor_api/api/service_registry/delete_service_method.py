# Generated from openapi/openapi.json by `make regen`; do not edit.
from typing import Any

import httpx

from ...client import Client
from ...types import DetailedResponse


def _request(registry_name: str, *, service_name: str, method: str, method_type: str) -> dict[str, Any]:
    return {
        "method": "DELETE",
        "path": "/api/registry/service/{registry_name}/methods",
        "path_params": {"registry_name": registry_name},
        "params": {"serviceName": service_name, "method": method, "methodType": method_type},
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


def sync_detailed(
    registry_name: str, *, client: Client, service_name: str, method: str, method_type: str
) -> DetailedResponse[None]:
    """As ``sync``, with status, headers and raw body around the result."""
    return _detailed(
        client,
        client.send(**_request(registry_name, service_name=service_name, method=method, method_type=method_type)),
    )


def sync(registry_name: str, *, client: Client, service_name: str, method: str, method_type: str) -> None:
    """Remove a method from a registered service.

    DELETE /api/registry/service/{registry_name}/methods

    Orkes only: Conductor OSS answers 404.

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    _parse(
        client,
        client.send(**_request(registry_name, service_name=service_name, method=method, method_type=method_type)),
    )


async def asyncio_detailed(
    registry_name: str, *, client: Client, service_name: str, method: str, method_type: str
) -> DetailedResponse[None]:
    """As ``asyncio``, with status, headers and raw body around the result."""
    return _detailed(
        client,
        await client.send_async(
            **_request(registry_name, service_name=service_name, method=method, method_type=method_type)
        ),
    )


async def asyncio(registry_name: str, *, client: Client, service_name: str, method: str, method_type: str) -> None:
    """Remove a method from a registered service.

    DELETE /api/registry/service/{registry_name}/methods

    Orkes only: Conductor OSS answers 404.

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    _parse(
        client,
        await client.send_async(
            **_request(registry_name, service_name=service_name, method=method, method_type=method_type)
        ),
    )
