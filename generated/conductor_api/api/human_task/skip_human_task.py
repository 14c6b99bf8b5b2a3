# Generated from openapi/openapi.json by `make regen`; do not edit.
from typing import Any

import httpx

from ...client import Client
from ...types import DetailedResponse


def _request(task_id: str, *, reason: str | None = None) -> dict[str, Any]:
    return {
        "method": "POST",
        "path": "/api/human/tasks/{task_id}/skip",
        "path_params": {"task_id": task_id},
        "params": {"reason": reason},
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


def sync_detailed(task_id: str, *, client: Client, reason: str | None = None) -> DetailedResponse[None]:
    """As ``sync``, with status, headers and raw body around the result."""
    return _detailed(client, client.send(**_request(task_id, reason=reason)))


def sync(task_id: str, *, client: Client, reason: str | None = None) -> None:
    """Skip a human task, on request with a reason.

    POST /api/human/tasks/{task_id}/skip

    Orkes only: Conductor OSS answers 404.

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    _parse(client, client.send(**_request(task_id, reason=reason)))


async def asyncio_detailed(task_id: str, *, client: Client, reason: str | None = None) -> DetailedResponse[None]:
    """As ``asyncio``, with status, headers and raw body around the result."""
    return _detailed(client, await client.send_async(**_request(task_id, reason=reason)))


async def asyncio(task_id: str, *, client: Client, reason: str | None = None) -> None:
    """Skip a human task, on request with a reason.

    POST /api/human/tasks/{task_id}/skip

    Orkes only: Conductor OSS answers 404.

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    _parse(client, await client.send_async(**_request(task_id, reason=reason)))
