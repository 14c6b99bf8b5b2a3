# Generated from openapi/openapi.json by `make regen`; do not edit.
from typing import Any

import httpx

from ...client import Client
from ...types import DetailedResponse


def _request(
    workflow_id: str,
    task_reference_name_path: str,
    *,
    body: dict[str, Any],
    task_reference_name_query: str | None = None,
) -> dict[str, Any]:
    return {
        "method": "POST",
        "path": "/api/workflow/{workflow_id}/jump/{task_reference_name_path}",
        "path_params": {"workflow_id": workflow_id, "task_reference_name_path": task_reference_name_path},
        "params": {"taskReferenceName": task_reference_name_query},
        "json": body,
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
    workflow_id: str,
    task_reference_name_path: str,
    *,
    client: Client,
    body: dict[str, Any],
    task_reference_name_query: str | None = None,
) -> DetailedResponse[None]:
    """As ``sync``, with status, headers and raw body around the result."""
    return _detailed(
        client,
        client.send(
            **_request(
                workflow_id, task_reference_name_path, body=body, task_reference_name_query=task_reference_name_query
            )
        ),
    )


def sync(
    workflow_id: str,
    task_reference_name_path: str,
    *,
    client: Client,
    body: dict[str, Any],
    task_reference_name_query: str | None = None,
) -> None:
    """Continue a running workflow at another task, with new input for it.

    POST /api/workflow/{workflow_id}/jump/{task_reference_name_path}

    Orkes only: Conductor OSS answers 404.

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    _parse(
        client,
        client.send(
            **_request(
                workflow_id, task_reference_name_path, body=body, task_reference_name_query=task_reference_name_query
            )
        ),
    )


async def asyncio_detailed(
    workflow_id: str,
    task_reference_name_path: str,
    *,
    client: Client,
    body: dict[str, Any],
    task_reference_name_query: str | None = None,
) -> DetailedResponse[None]:
    """As ``asyncio``, with status, headers and raw body around the result."""
    return _detailed(
        client,
        await client.send_async(
            **_request(
                workflow_id, task_reference_name_path, body=body, task_reference_name_query=task_reference_name_query
            )
        ),
    )


async def asyncio(
    workflow_id: str,
    task_reference_name_path: str,
    *,
    client: Client,
    body: dict[str, Any],
    task_reference_name_query: str | None = None,
) -> None:
    """Continue a running workflow at another task, with new input for it.

    POST /api/workflow/{workflow_id}/jump/{task_reference_name_path}

    Orkes only: Conductor OSS answers 404.

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    _parse(
        client,
        await client.send_async(
            **_request(
                workflow_id, task_reference_name_path, body=body, task_reference_name_query=task_reference_name_query
            )
        ),
    )
