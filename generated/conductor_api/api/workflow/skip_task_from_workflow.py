# Generated from openapi/openapi.json by `make regen`; do not edit.
from typing import Any

import httpx

from ...client import Client
from ...models.skip_task_request import SkipTaskRequest
from ...types import DetailedResponse


def _request(workflow_id: str, task_reference_name: str, *, body: SkipTaskRequest | None = None) -> dict[str, Any]:
    return {
        "method": "PUT",
        "path": "/api/workflow/{workflow_id}/skiptask/{task_reference_name}",
        "path_params": {"workflow_id": workflow_id, "task_reference_name": task_reference_name},
        **({"model": body} if body is not None else {}),
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
    workflow_id: str, task_reference_name: str, *, client: Client, body: SkipTaskRequest | None = None
) -> DetailedResponse[None]:
    """As ``sync``, with status, headers and raw body around the result."""
    return _detailed(client, client.send(**_request(workflow_id, task_reference_name, body=body)))


def sync(workflow_id: str, task_reference_name: str, *, client: Client, body: SkipTaskRequest | None = None) -> None:
    """Skip a task of a running workflow that has not been scheduled yet.

    PUT /api/workflow/{workflow_id}/skiptask/{task_reference_name}

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    _parse(client, client.send(**_request(workflow_id, task_reference_name, body=body)))


async def asyncio_detailed(
    workflow_id: str, task_reference_name: str, *, client: Client, body: SkipTaskRequest | None = None
) -> DetailedResponse[None]:
    """As ``asyncio``, with status, headers and raw body around the result."""
    return _detailed(client, await client.send_async(**_request(workflow_id, task_reference_name, body=body)))


async def asyncio(
    workflow_id: str, task_reference_name: str, *, client: Client, body: SkipTaskRequest | None = None
) -> None:
    """Skip a task of a running workflow that has not been scheduled yet.

    PUT /api/workflow/{workflow_id}/skiptask/{task_reference_name}

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    _parse(client, await client.send_async(**_request(workflow_id, task_reference_name, body=body)))
