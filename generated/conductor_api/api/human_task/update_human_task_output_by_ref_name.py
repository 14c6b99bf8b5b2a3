# Generated from openapi/openapi.json by `make regen`; do not edit.
from typing import Any

import httpx

from ...client import Client
from ...types import DetailedResponse


def _request(
    *,
    body: dict[str, Any],
    workflow_id: str,
    task_ref_name: str,
    complete: bool | None = None,
    iteration: list[int] | None = None,
) -> dict[str, Any]:
    return {
        "method": "POST",
        "path": "/api/human/tasks/update/taskRef",
        "params": {
            "workflowId": workflow_id,
            "taskRefName": task_ref_name,
            "complete": complete,
            "iteration": iteration,
        },
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
    *,
    client: Client,
    body: dict[str, Any],
    workflow_id: str,
    task_ref_name: str,
    complete: bool | None = None,
    iteration: list[int] | None = None,
) -> DetailedResponse[None]:
    """As ``sync``, with status, headers and raw body around the result."""
    return _detailed(
        client,
        client.send(
            **_request(
                body=body, workflow_id=workflow_id, task_ref_name=task_ref_name, complete=complete, iteration=iteration
            )
        ),
    )


def sync(
    *,
    client: Client,
    body: dict[str, Any],
    workflow_id: str,
    task_ref_name: str,
    complete: bool | None = None,
    iteration: list[int] | None = None,
) -> None:
    """Store output of a human task by its reference name, on request completing it.

    POST /api/human/tasks/update/taskRef

    Orkes only: Conductor OSS answers 404.

    Args:
        complete: the server takes False when it is left out

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    _parse(
        client,
        client.send(
            **_request(
                body=body, workflow_id=workflow_id, task_ref_name=task_ref_name, complete=complete, iteration=iteration
            )
        ),
    )


async def asyncio_detailed(
    *,
    client: Client,
    body: dict[str, Any],
    workflow_id: str,
    task_ref_name: str,
    complete: bool | None = None,
    iteration: list[int] | None = None,
) -> DetailedResponse[None]:
    """As ``asyncio``, with status, headers and raw body around the result."""
    return _detailed(
        client,
        await client.send_async(
            **_request(
                body=body, workflow_id=workflow_id, task_ref_name=task_ref_name, complete=complete, iteration=iteration
            )
        ),
    )


async def asyncio(
    *,
    client: Client,
    body: dict[str, Any],
    workflow_id: str,
    task_ref_name: str,
    complete: bool | None = None,
    iteration: list[int] | None = None,
) -> None:
    """Store output of a human task by its reference name, on request completing it.

    POST /api/human/tasks/update/taskRef

    Orkes only: Conductor OSS answers 404.

    Args:
        complete: the server takes False when it is left out

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    _parse(
        client,
        await client.send_async(
            **_request(
                body=body, workflow_id=workflow_id, task_ref_name=task_ref_name, complete=complete, iteration=iteration
            )
        ),
    )
