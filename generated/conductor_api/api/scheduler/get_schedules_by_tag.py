# Generated from openapi/openapi.json by `make regen`; do not edit.
from typing import Any

import httpx

from ...client import Client
from ...models.workflow_schedule_model import WorkflowScheduleModel
from ...types import DetailedResponse, read_models


def _request(*, tag: str) -> dict[str, Any]:
    return {"method": "GET", "path": "/api/scheduler/schedules/tags", "params": {"tag": tag}}


def _parse(client: Client, response: httpx.Response) -> list[WorkflowScheduleModel]:
    if response.status_code == 200:
        return read_models(WorkflowScheduleModel, client.read_json_as(list, response))
    raise client.unexpected(response)


def _detailed(client: Client, response: httpx.Response) -> DetailedResponse[list[WorkflowScheduleModel]]:
    return DetailedResponse(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse(client, response),
    )


def sync_detailed(*, client: Client, tag: str) -> DetailedResponse[list[WorkflowScheduleModel]]:
    """As ``sync``, with status, headers and raw body around the result."""
    return _detailed(client, client.send(**_request(tag=tag)))


def sync(*, client: Client, tag: str) -> list[WorkflowScheduleModel]:
    """List the schedules with a tag.

    GET /api/scheduler/schedules/tags

    Orkes only: Conductor OSS answers 404.

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(client, client.send(**_request(tag=tag)))


async def asyncio_detailed(*, client: Client, tag: str) -> DetailedResponse[list[WorkflowScheduleModel]]:
    """As ``asyncio``, with status, headers and raw body around the result."""
    return _detailed(client, await client.send_async(**_request(tag=tag)))


async def asyncio(*, client: Client, tag: str) -> list[WorkflowScheduleModel]:
    """List the schedules with a tag.

    GET /api/scheduler/schedules/tags

    Orkes only: Conductor OSS answers 404.

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(client, await client.send_async(**_request(tag=tag)))
