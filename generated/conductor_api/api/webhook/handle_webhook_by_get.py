# Generated from openapi/openapi.json by `make regen`; do not edit.
from typing import Any

import httpx

from ...client import Client
from ...types import DetailedResponse


def _request(id: str, *, request_params: dict[str, Any]) -> dict[str, Any]:
    return {"method": "GET", "path": "/webhook/{id}", "path_params": {"id": id}, "params": {**request_params}}


def _parse(client: Client, response: httpx.Response) -> str:
    if response.status_code == 200:
        return client.read_json_as(str, response)
    raise client.unexpected(response)


def _detailed(client: Client, response: httpx.Response) -> DetailedResponse[str]:
    return DetailedResponse(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse(client, response),
    )


def sync_detailed(id: str, *, client: Client, request_params: dict[str, Any]) -> DetailedResponse[str]:
    """As ``sync``, with status, headers and raw body around the result."""
    return _detailed(client, client.send(**_request(id, request_params=request_params)))


def sync(id: str, *, client: Client, request_params: dict[str, Any]) -> str:
    """Answer the check that an outside service makes before it sends events.

    GET /webhook/{id}

    Orkes only: Conductor OSS answers 404.

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(client, client.send(**_request(id, request_params=request_params)))


async def asyncio_detailed(id: str, *, client: Client, request_params: dict[str, Any]) -> DetailedResponse[str]:
    """As ``asyncio``, with status, headers and raw body around the result."""
    return _detailed(client, await client.send_async(**_request(id, request_params=request_params)))


async def asyncio(id: str, *, client: Client, request_params: dict[str, Any]) -> str:
    """Answer the check that an outside service makes before it sends events.

    GET /webhook/{id}

    Orkes only: Conductor OSS answers 404.

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(client, await client.send_async(**_request(id, request_params=request_params)))
