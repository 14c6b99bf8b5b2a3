# Generated from openapi/openapi.json by `make regen`; do not edit.
from typing import Any

import httpx

from ...client import Client
from ...models.tag import Tag
from ...types import DetailedResponse


def _request(key: str, *, body: list[Tag]) -> dict[str, Any]:
    return {"method": "DELETE", "path": "/api/secrets/{key}/tags", "path_params": {"key": key}, "model": body}


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


def sync_detailed(key: str, *, client: Client, body: list[Tag]) -> DetailedResponse[None]:
    """As ``sync``, with status, headers and raw body around the result."""
    return _detailed(client, client.send(**_request(key, body=body)))


def sync(key: str, *, client: Client, body: list[Tag]) -> None:
    """Delete tags of a secret.

    DELETE /api/secrets/{key}/tags

    Orkes only: Conductor OSS answers 404.

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    _parse(client, client.send(**_request(key, body=body)))


async def asyncio_detailed(key: str, *, client: Client, body: list[Tag]) -> DetailedResponse[None]:
    """As ``asyncio``, with status, headers and raw body around the result."""
    return _detailed(client, await client.send_async(**_request(key, body=body)))


async def asyncio(key: str, *, client: Client, body: list[Tag]) -> None:
    """Delete tags of a secret.

    DELETE /api/secrets/{key}/tags

    Orkes only: Conductor OSS answers 404.

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    _parse(client, await client.send_async(**_request(key, body=body)))
