# Generated from openapi/openapi.json by `make regen`; do not edit.
from typing import Any

import httpx

from ...client import Client
from ...models.task_result_status import TaskResultStatus
from ...models.workflow import Workflow
from ...types import DetailedResponse


def _request(
    workflow_id: str, task_ref_name: str, status: TaskResultStatus, *, body: dict[str, Any], workerid: str | None = None
) -> dict[str, Any]:
    return {
        "method": "POST",
        "path": "/api/tasks/{workflow_id}/{task_ref_name}/{status}/sync",
        "path_params": {"workflow_id": workflow_id, "task_ref_name": task_ref_name, "status": status},
        "params": {"workerid": workerid},
        "json": body,
    }


def _parse(client: Client, response: httpx.Response) -> Workflow:
    if response.status_code == 200:
        return Workflow.from_dict(client.read_json_as(dict, response))
    raise client.unexpected(response)


def _detailed(client: Client, response: httpx.Response) -> DetailedResponse[Workflow]:
    return DetailedResponse(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse(client, response),
    )


def sync_detailed(
    workflow_id: str,
    task_ref_name: str,
    status: TaskResultStatus,
    *,
    client: Client,
    body: dict[str, Any],
    workerid: str | None = None,
) -> DetailedResponse[Workflow]:
    """As ``sync``, with status, headers and raw body around the result."""
    return _detailed(client, client.send(**_request(workflow_id, task_ref_name, status, body=body, workerid=workerid)))


def sync(
    workflow_id: str,
    task_ref_name: str,
    status: TaskResultStatus,
    *,
    client: Client,
    body: dict[str, Any],
    workerid: str | None = None,
) -> Workflow:
    """Update an open task by its reference name and return the workflow after it.

    POST /api/tasks/{workflow_id}/{task_ref_name}/{status}/sync

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(client, client.send(**_request(workflow_id, task_ref_name, status, body=body, workerid=workerid)))


async def asyncio_detailed(
    workflow_id: str,
    task_ref_name: str,
    status: TaskResultStatus,
    *,
    client: Client,
    body: dict[str, Any],
    workerid: str | None = None,
) -> DetailedResponse[Workflow]:
    """As ``asyncio``, with status, headers and raw body around the result."""
    return _detailed(
        client, await client.send_async(**_request(workflow_id, task_ref_name, status, body=body, workerid=workerid))
    )


async def asyncio(
    workflow_id: str,
    task_ref_name: str,
    status: TaskResultStatus,
    *,
    client: Client,
    body: dict[str, Any],
    workerid: str | None = None,
) -> Workflow:
    """Update an open task by its reference name and return the workflow after it.

    POST /api/tasks/{workflow_id}/{task_ref_name}/{status}/sync

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(
        client, await client.send_async(**_request(workflow_id, task_ref_name, status, body=body, workerid=workerid))
    )
