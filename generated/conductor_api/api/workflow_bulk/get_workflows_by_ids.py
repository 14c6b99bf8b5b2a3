# Generated from openapi/openapi.json by `make regen`; do not edit.
from typing import Any

import httpx

from ...client import Client
from ...models.bulk_response_workflow_model import BulkResponseWorkflowModel
from ...types import DetailedResponse


def _request(*, body: list[str], include_tasks: bool | None = None) -> dict[str, Any]:
    return {
        "method": "POST",
        "path": "/api/workflow/bulk/search",
        "params": {"includeTasks": include_tasks},
        "json": body,
    }


def _parse(client: Client, response: httpx.Response) -> BulkResponseWorkflowModel:
    if response.status_code == 200:
        return BulkResponseWorkflowModel.from_dict(client.read_json_as(dict, response))
    raise client.unexpected(response)


def _detailed(client: Client, response: httpx.Response) -> DetailedResponse[BulkResponseWorkflowModel]:
    return DetailedResponse(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse(client, response),
    )


def sync_detailed(
    *, client: Client, body: list[str], include_tasks: bool | None = None
) -> DetailedResponse[BulkResponseWorkflowModel]:
    """As ``sync``, with status, headers and raw body around the result."""
    return _detailed(client, client.send(**_request(body=body, include_tasks=include_tasks)))


def sync(*, client: Client, body: list[str], include_tasks: bool | None = None) -> BulkResponseWorkflowModel:
    """Get several workflow executions by their ids.

    POST /api/workflow/bulk/search

    Args:
        include_tasks: the server takes True when it is left out

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(client, client.send(**_request(body=body, include_tasks=include_tasks)))


async def asyncio_detailed(
    *, client: Client, body: list[str], include_tasks: bool | None = None
) -> DetailedResponse[BulkResponseWorkflowModel]:
    """As ``asyncio``, with status, headers and raw body around the result."""
    return _detailed(client, await client.send_async(**_request(body=body, include_tasks=include_tasks)))


async def asyncio(*, client: Client, body: list[str], include_tasks: bool | None = None) -> BulkResponseWorkflowModel:
    """Get several workflow executions by their ids.

    POST /api/workflow/bulk/search

    Args:
        include_tasks: the server takes True when it is left out

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(client, await client.send_async(**_request(body=body, include_tasks=include_tasks)))
