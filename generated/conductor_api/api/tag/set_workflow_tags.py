# Generated from openapi/openapi.json by `make regen`; do not edit.
from typing import Any

import httpx

from ...client import Client
from ...models.tag import Tag
from ...types import DetailedResponse


def _request(name: str, *, body: list[Tag]) -> dict[str, Any]:
    return {"method": "PUT", "path": "/api/metadata/workflow/{name}/tags", "path_params": {"name": name}, "model": body}


def _parse(client: Client, response: httpx.Response) -> Any:
    if response.status_code == 200:
        return client.read_any(response)
    raise client.unexpected(response)


def _detailed(client: Client, response: httpx.Response) -> DetailedResponse[Any]:
    return DetailedResponse(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse(client, response),
    )


def sync_detailed(name: str, *, client: Client, body: list[Tag]) -> DetailedResponse[Any]:
    """As ``sync``, with status, headers and raw body around the result."""
    return _detailed(client, client.send(**_request(name, body=body)))


def sync(name: str, *, client: Client, body: list[Tag]) -> Any:
    """Replace the tags of a workflow definition.

    PUT /api/metadata/workflow/{name}/tags

    Orkes only: Conductor OSS answers 404.

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(client, client.send(**_request(name, body=body)))


async def asyncio_detailed(name: str, *, client: Client, body: list[Tag]) -> DetailedResponse[Any]:
    """As ``asyncio``, with status, headers and raw body around the result."""
    return _detailed(client, await client.send_async(**_request(name, body=body)))


async def asyncio(name: str, *, client: Client, body: list[Tag]) -> Any:
    """Replace the tags of a workflow definition.

    PUT /api/metadata/workflow/{name}/tags

    Orkes only: Conductor OSS answers 404.

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(client, await client.send_async(**_request(name, body=body)))
