# Generated from openapi/openapi.json by `make regen`; do not edit.
from typing import Any

import httpx

from ...client import Client
from ...models.tag import Tag
from ...types import DetailedResponse


def _request(id: str, *, body: list[Tag]) -> dict[str, Any]:
    return {"method": "DELETE", "path": "/api/metadata/webhook/{id}/tags", "path_params": {"id": id}, "model": body}


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


def sync_detailed(id: str, *, client: Client, body: list[Tag]) -> DetailedResponse[None]:
    """As ``sync``, with status, headers and raw body around the result."""
    return _detailed(client, client.send(**_request(id, body=body)))


def sync(id: str, *, client: Client, body: list[Tag]) -> None:
    """Delete tags of a webhook.

    DELETE /api/metadata/webhook/{id}/tags

    Orkes only: Conductor OSS answers 404.

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    _parse(client, client.send(**_request(id, body=body)))


async def asyncio_detailed(id: str, *, client: Client, body: list[Tag]) -> DetailedResponse[None]:
    """As ``asyncio``, with status, headers and raw body around the result."""
    return _detailed(client, await client.send_async(**_request(id, body=body)))


async def asyncio(id: str, *, client: Client, body: list[Tag]) -> None:
    """Delete tags of a webhook.

    DELETE /api/metadata/webhook/{id}/tags

    Orkes only: Conductor OSS answers 404.

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    _parse(client, await client.send_async(**_request(id, body=body)))
