# Generated from openapi/openapi.json by `make regen`; do not edit.
from typing import Any

import httpx

from ...client import Client
from ...models.tag import Tag
from ...types import DetailedResponse, read_models


def _request(name: str) -> dict[str, Any]:
    return {"method": "GET", "path": "/api/environment/{name}/tags", "path_params": {"name": name}}


def _parse(client: Client, response: httpx.Response) -> list[Tag]:
    if response.status_code == 200:
        return read_models(Tag, client.read_json_as(list, response))
    raise client.unexpected(response)


def _detailed(client: Client, response: httpx.Response) -> DetailedResponse[list[Tag]]:
    return DetailedResponse(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse(client, response),
    )


def sync_detailed(name: str, *, client: Client) -> DetailedResponse[list[Tag]]:
    """As ``sync``, with status, headers and raw body around the result."""
    return _detailed(client, client.send(**_request(name)))


def sync(name: str, *, client: Client) -> list[Tag]:
    """List the tags of an environment variable.

    GET /api/environment/{name}/tags

    Orkes only: Conductor OSS answers 404.

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(client, client.send(**_request(name)))


async def asyncio_detailed(name: str, *, client: Client) -> DetailedResponse[list[Tag]]:
    """As ``asyncio``, with status, headers and raw body around the result."""
    return _detailed(client, await client.send_async(**_request(name)))


async def asyncio(name: str, *, client: Client) -> list[Tag]:
    """List the tags of an environment variable.

    GET /api/environment/{name}/tags

    Orkes only: Conductor OSS answers 404.

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(client, await client.send_async(**_request(name)))
