# Generated from openapi/openapi.json by `make regen`; do not edit.
from typing import Any

import httpx

from ...client import Client
from ...models.workflow_schedule import WorkflowSchedule
from ...types import DetailedResponse, read_models


def _request(*, workflow_name: str | None = None) -> dict[str, Any]:
    return {"method": "GET", "path": "/api/scheduler/schedules", "params": {"workflowName": workflow_name}}


def _parse(client: Client, response: httpx.Response) -> list[WorkflowSchedule]:
    if response.status_code == 200:
        return read_models(WorkflowSchedule, client.read_json_as(list, response))
    raise client.unexpected(response)


def _detailed(client: Client, response: httpx.Response) -> DetailedResponse[list[WorkflowSchedule]]:
    return DetailedResponse(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse(client, response),
    )


def sync_detailed(*, client: Client, workflow_name: str | None = None) -> DetailedResponse[list[WorkflowSchedule]]:
    """As ``sync``, with status, headers and raw body around the result."""
    return _detailed(client, client.send(**_request(workflow_name=workflow_name)))


def sync(*, client: Client, workflow_name: str | None = None) -> list[WorkflowSchedule]:
    """List the schedules, on request those of one workflow.

    GET /api/scheduler/schedules

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(client, client.send(**_request(workflow_name=workflow_name)))


async def asyncio_detailed(
    *, client: Client, workflow_name: str | None = None
) -> DetailedResponse[list[WorkflowSchedule]]:
    """As ``asyncio``, with status, headers and raw body around the result."""
    return _detailed(client, await client.send_async(**_request(workflow_name=workflow_name)))


async def asyncio(*, client: Client, workflow_name: str | None = None) -> list[WorkflowSchedule]:
    """List the schedules, on request those of one workflow.

    GET /api/scheduler/schedules

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(client, await client.send_async(**_request(workflow_name=workflow_name)))
