# Generated from openapi/openapi.json by `make regen`; do not edit.
from typing import Any

import httpx

from ...client import Client
from ...models.workflow_schedule import WorkflowSchedule
from ...types import DetailedResponse


def _request(*, body: WorkflowSchedule) -> dict[str, Any]:
    return {"method": "POST", "path": "/api/scheduler/schedules", "model": body}


def _parse(client: Client, response: httpx.Response) -> WorkflowSchedule:
    if response.status_code == 200:
        return WorkflowSchedule.from_dict(client.read_json_as(dict, response))
    raise client.unexpected(response)


def _detailed(client: Client, response: httpx.Response) -> DetailedResponse[WorkflowSchedule]:
    return DetailedResponse(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse(client, response),
    )


def sync_detailed(*, client: Client, body: WorkflowSchedule) -> DetailedResponse[WorkflowSchedule]:
    """As ``sync``, with status, headers and raw body around the result."""
    return _detailed(client, client.send(**_request(body=body)))


def sync(*, client: Client, body: WorkflowSchedule) -> WorkflowSchedule:
    """Create or replace a schedule and return it.

    POST /api/scheduler/schedules

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(client, client.send(**_request(body=body)))


async def asyncio_detailed(*, client: Client, body: WorkflowSchedule) -> DetailedResponse[WorkflowSchedule]:
    """As ``asyncio``, with status, headers and raw body around the result."""
    return _detailed(client, await client.send_async(**_request(body=body)))


async def asyncio(*, client: Client, body: WorkflowSchedule) -> WorkflowSchedule:
    """Create or replace a schedule and return it.

    POST /api/scheduler/schedules

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(client, await client.send_async(**_request(body=body)))
