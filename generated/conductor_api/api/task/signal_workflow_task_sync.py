# Generated from openapi/openapi.json by `make regen`; do not edit.
from typing import Any

import httpx

from ...client import Client
from ...models.return_strategy import ReturnStrategy
from ...models.signal_response import SignalResponse
from ...models.task_result_status import TaskResultStatus
from ...types import DetailedResponse, write_value


def _request(
    workflow_id: str,
    status: TaskResultStatus,
    *,
    body: dict[str, Any],
    return_strategy: ReturnStrategy | None = None,
    timeout_millis: int | None = None,
) -> dict[str, Any]:
    return {
        "method": "POST",
        "path": "/api/tasks/{workflow_id}/{status}/signal/sync",
        "path_params": {"workflow_id": workflow_id, "status": status},
        "params": {"returnStrategy": write_value(return_strategy), "timeoutMillis": timeout_millis},
        "json": body,
    }


def _parse(client: Client, response: httpx.Response) -> SignalResponse:
    if response.status_code == 200:
        return SignalResponse.from_dict(client.read_json_as(dict, response))
    raise client.unexpected(response)


def _detailed(client: Client, response: httpx.Response) -> DetailedResponse[SignalResponse]:
    return DetailedResponse(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse(client, response),
    )


def sync_detailed(
    workflow_id: str,
    status: TaskResultStatus,
    *,
    client: Client,
    body: dict[str, Any],
    return_strategy: ReturnStrategy | None = None,
    timeout_millis: int | None = None,
) -> DetailedResponse[SignalResponse]:
    """As ``sync``, with status, headers and raw body around the result."""
    return _detailed(
        client,
        client.send(
            **_request(workflow_id, status, body=body, return_strategy=return_strategy, timeout_millis=timeout_millis)
        ),
    )


def sync(
    workflow_id: str,
    status: TaskResultStatus,
    *,
    client: Client,
    body: dict[str, Any],
    return_strategy: ReturnStrategy | None = None,
    timeout_millis: int | None = None,
) -> SignalResponse:
    """Signal the task on which a workflow waits and return what it reached next.

    POST /api/tasks/{workflow_id}/{status}/signal/sync

    Args:
        return_strategy: the server takes ReturnStrategy.TARGET_WORKFLOW when it is left out
        timeout_millis: the server takes 5000 when it is left out

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(
        client,
        client.send(
            **_request(workflow_id, status, body=body, return_strategy=return_strategy, timeout_millis=timeout_millis)
        ),
    )


async def asyncio_detailed(
    workflow_id: str,
    status: TaskResultStatus,
    *,
    client: Client,
    body: dict[str, Any],
    return_strategy: ReturnStrategy | None = None,
    timeout_millis: int | None = None,
) -> DetailedResponse[SignalResponse]:
    """As ``asyncio``, with status, headers and raw body around the result."""
    return _detailed(
        client,
        await client.send_async(
            **_request(workflow_id, status, body=body, return_strategy=return_strategy, timeout_millis=timeout_millis)
        ),
    )


async def asyncio(
    workflow_id: str,
    status: TaskResultStatus,
    *,
    client: Client,
    body: dict[str, Any],
    return_strategy: ReturnStrategy | None = None,
    timeout_millis: int | None = None,
) -> SignalResponse:
    """Signal the task on which a workflow waits and return what it reached next.

    POST /api/tasks/{workflow_id}/{status}/signal/sync

    Args:
        return_strategy: the server takes ReturnStrategy.TARGET_WORKFLOW when it is left out
        timeout_millis: the server takes 5000 when it is left out

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(
        client,
        await client.send_async(
            **_request(workflow_id, status, body=body, return_strategy=return_strategy, timeout_millis=timeout_millis)
        ),
    )
