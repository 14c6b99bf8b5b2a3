# Generated from openapi/openapi.json by `make regen`; do not edit.
from typing import Any

import httpx

from ...client import Client
from ...models.workflow import Workflow
from ...types import DetailedResponse


def _request(workflow_id: str, *, include_tasks: bool | None = None, summarize: bool | None = None) -> dict[str, Any]:
    return {
        "method": "GET",
        "path": "/api/workflow/{workflow_id}",
        "path_params": {"workflow_id": workflow_id},
        "params": {"includeTasks": include_tasks, "summarize": summarize},
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
    workflow_id: str, *, client: Client, include_tasks: bool | None = None, summarize: bool | None = None
) -> DetailedResponse[Workflow]:
    """As ``sync``, with status, headers and raw body around the result."""
    return _detailed(client, client.send(**_request(workflow_id, include_tasks=include_tasks, summarize=summarize)))


def sync(
    workflow_id: str, *, client: Client, include_tasks: bool | None = None, summarize: bool | None = None
) -> Workflow:
    """Get a workflow execution, with its tasks unless told otherwise.

    GET /api/workflow/{workflow_id}

    Args:
        include_tasks: the server takes True when it is left out
        summarize: the server takes False when it is left out

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(client, client.send(**_request(workflow_id, include_tasks=include_tasks, summarize=summarize)))


async def asyncio_detailed(
    workflow_id: str, *, client: Client, include_tasks: bool | None = None, summarize: bool | None = None
) -> DetailedResponse[Workflow]:
    """As ``asyncio``, with status, headers and raw body around the result."""
    return _detailed(
        client, await client.send_async(**_request(workflow_id, include_tasks=include_tasks, summarize=summarize))
    )


async def asyncio(
    workflow_id: str, *, client: Client, include_tasks: bool | None = None, summarize: bool | None = None
) -> Workflow:
    """Get a workflow execution, with its tasks unless told otherwise.

    GET /api/workflow/{workflow_id}

    Args:
        include_tasks: the server takes True when it is left out
        summarize: the server takes False when it is left out

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(
        client, await client.send_async(**_request(workflow_id, include_tasks=include_tasks, summarize=summarize))
    )
