# Generated from openapi/openapi.json by `make regen`; do not edit.
from typing import Any

import httpx

from ...client import Client
from ...models.workflow_run import WorkflowRun
from ...models.workflow_state_update import WorkflowStateUpdate
from ...types import DetailedResponse


def _request(
    workflow_id: str,
    *,
    body: WorkflowStateUpdate,
    request_id: str,
    wait_until_task_ref: str | None = None,
    wait_for_seconds: int | None = None,
) -> dict[str, Any]:
    return {
        "method": "POST",
        "path": "/api/workflow/{workflow_id}/state",
        "path_params": {"workflow_id": workflow_id},
        "params": {
            "requestId": request_id,
            "waitUntilTaskRef": wait_until_task_ref,
            "waitForSeconds": wait_for_seconds,
        },
        "model": body,
    }


def _parse(client: Client, response: httpx.Response) -> WorkflowRun:
    if response.status_code == 200:
        return WorkflowRun.from_dict(client.read_json_as(dict, response))
    raise client.unexpected(response)


def _detailed(client: Client, response: httpx.Response) -> DetailedResponse[WorkflowRun]:
    return DetailedResponse(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse(client, response),
    )


def sync_detailed(
    workflow_id: str,
    *,
    client: Client,
    body: WorkflowStateUpdate,
    request_id: str,
    wait_until_task_ref: str | None = None,
    wait_for_seconds: int | None = None,
) -> DetailedResponse[WorkflowRun]:
    """As ``sync``, with status, headers and raw body around the result."""
    return _detailed(
        client,
        client.send(
            **_request(
                workflow_id,
                body=body,
                request_id=request_id,
                wait_until_task_ref=wait_until_task_ref,
                wait_for_seconds=wait_for_seconds,
            )
        ),
    )


def sync(
    workflow_id: str,
    *,
    client: Client,
    body: WorkflowStateUpdate,
    request_id: str,
    wait_until_task_ref: str | None = None,
    wait_for_seconds: int | None = None,
) -> WorkflowRun:
    """Set variables and complete a task in one call, then wait and return the run.

    POST /api/workflow/{workflow_id}/state

    Orkes only: Conductor OSS answers 404.

    Args:
        wait_for_seconds: the server takes 10 when it is left out

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(
        client,
        client.send(
            **_request(
                workflow_id,
                body=body,
                request_id=request_id,
                wait_until_task_ref=wait_until_task_ref,
                wait_for_seconds=wait_for_seconds,
            )
        ),
    )


async def asyncio_detailed(
    workflow_id: str,
    *,
    client: Client,
    body: WorkflowStateUpdate,
    request_id: str,
    wait_until_task_ref: str | None = None,
    wait_for_seconds: int | None = None,
) -> DetailedResponse[WorkflowRun]:
    """As ``asyncio``, with status, headers and raw body around the result."""
    return _detailed(
        client,
        await client.send_async(
            **_request(
                workflow_id,
                body=body,
                request_id=request_id,
                wait_until_task_ref=wait_until_task_ref,
                wait_for_seconds=wait_for_seconds,
            )
        ),
    )


async def asyncio(
    workflow_id: str,
    *,
    client: Client,
    body: WorkflowStateUpdate,
    request_id: str,
    wait_until_task_ref: str | None = None,
    wait_for_seconds: int | None = None,
) -> WorkflowRun:
    """Set variables and complete a task in one call, then wait and return the run.

    POST /api/workflow/{workflow_id}/state

    Orkes only: Conductor OSS answers 404.

    Args:
        wait_for_seconds: the server takes 10 when it is left out

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(
        client,
        await client.send_async(
            **_request(
                workflow_id,
                body=body,
                request_id=request_id,
                wait_until_task_ref=wait_until_task_ref,
                wait_for_seconds=wait_for_seconds,
            )
        ),
    )
