# Generated from openapi/openapi.json by `make regen`; do not edit.
from typing import Any

import httpx

from ...client import Client
from ...types import DetailedResponse


def _request(task_def_name: str) -> dict[str, Any]:
    return {
        "method": "POST",
        "path": "/api/admin/cache/clear/{task_def_name}",
        "path_params": {"task_def_name": task_def_name},
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


def sync_detailed(task_def_name: str, *, client: Client) -> DetailedResponse[None]:
    """As ``sync``, with status, headers and raw body around the result."""
    return _detailed(client, client.send(**_request(task_def_name)))


def sync(task_def_name: str, *, client: Client) -> None:
    """Drop the cached results of a task definition.

    POST /api/admin/cache/clear/{task_def_name}

    Orkes only: Conductor OSS answers 404.

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    _parse(client, client.send(**_request(task_def_name)))


async def asyncio_detailed(task_def_name: str, *, client: Client) -> DetailedResponse[None]:
    """As ``asyncio``, with status, headers and raw body around the result."""
    return _detailed(client, await client.send_async(**_request(task_def_name)))


async def asyncio(task_def_name: str, *, client: Client) -> None:
    """Drop the cached results of a task definition.

    POST /api/admin/cache/clear/{task_def_name}

    Orkes only: Conductor OSS answers 404.

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    _parse(client, await client.send_async(**_request(task_def_name)))
