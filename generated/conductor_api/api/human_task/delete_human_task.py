# Generated from openapi/openapi.json by `make regen`; do not edit.
from typing import Any

import httpx

from ...client import Client
from ...types import DetailedResponse


def _request(task_id: str) -> dict[str, Any]:
    return {"method": "DELETE", "path": "/api/human/tasks/delete/{task_id}", "path_params": {"task_id": task_id}}


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


def sync_detailed(task_id: str, *, client: Client) -> DetailedResponse[None]:
    """As ``sync``, with status, headers and raw body around the result."""
    return _detailed(client, client.send(**_request(task_id)))


def sync(task_id: str, *, client: Client) -> None:
    """Delete a task from the records of human tasks.

    DELETE /api/human/tasks/delete/{task_id}

    Orkes only: Conductor OSS answers 404.

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    _parse(client, client.send(**_request(task_id)))


async def asyncio_detailed(task_id: str, *, client: Client) -> DetailedResponse[None]:
    """As ``asyncio``, with status, headers and raw body around the result."""
    return _detailed(client, await client.send_async(**_request(task_id)))


async def asyncio(task_id: str, *, client: Client) -> None:
    """Delete a task from the records of human tasks.

    DELETE /api/human/tasks/delete/{task_id}

    Orkes only: Conductor OSS answers 404.

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    _parse(client, await client.send_async(**_request(task_id)))
