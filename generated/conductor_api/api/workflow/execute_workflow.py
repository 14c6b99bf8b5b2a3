# Generated from openapi/openapi.json by `make regen`; do not edit.
from typing import Any

import httpx

from ...client import Client
from ...models.return_strategy import ReturnStrategy
from ...models.signal_response import SignalResponse
from ...models.start_workflow_request import StartWorkflowRequest
from ...types import DetailedResponse, write_value


def _request(
    name: str,
    version: int,
    *,
    body: StartWorkflowRequest,
    request_id: str | None = None,
    wait_until_task_ref: str | None = None,
    wait_for_seconds: int | None = None,
    consistency: str | None = None,
    return_strategy: ReturnStrategy | None = None,
) -> dict[str, Any]:
    return {
        "method": "POST",
        "path": "/api/workflow/execute/{name}/{version}",
        "path_params": {"name": name, "version": version},
        "params": {
            "requestId": request_id,
            "waitUntilTaskRef": wait_until_task_ref,
            "waitForSeconds": wait_for_seconds,
            "consistency": consistency,
            "returnStrategy": write_value(return_strategy),
        },
        "model": body,
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
    name: str,
    version: int,
    *,
    client: Client,
    body: StartWorkflowRequest,
    request_id: str | None = None,
    wait_until_task_ref: str | None = None,
    wait_for_seconds: int | None = None,
    consistency: str | None = None,
    return_strategy: ReturnStrategy | None = None,
) -> DetailedResponse[SignalResponse]:
    """As ``sync``, with status, headers and raw body around the result."""
    return _detailed(
        client,
        client.send(
            **_request(
                name,
                version,
                body=body,
                request_id=request_id,
                wait_until_task_ref=wait_until_task_ref,
                wait_for_seconds=wait_for_seconds,
                consistency=consistency,
                return_strategy=return_strategy,
            )
        ),
    )


def sync(
    name: str,
    version: int,
    *,
    client: Client,
    body: StartWorkflowRequest,
    request_id: str | None = None,
    wait_until_task_ref: str | None = None,
    wait_for_seconds: int | None = None,
    consistency: str | None = None,
    return_strategy: ReturnStrategy | None = None,
) -> SignalResponse:
    """Start a workflow, wait for it or for one of its tasks, and return what was reached.

    POST /api/workflow/execute/{name}/{version}

    Args:
        wait_for_seconds: the server takes 10 when it is left out
        consistency: the server takes 'DURABLE' when it is left out
        return_strategy: the server takes ReturnStrategy.TARGET_WORKFLOW when it is left out

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(
        client,
        client.send(
            **_request(
                name,
                version,
                body=body,
                request_id=request_id,
                wait_until_task_ref=wait_until_task_ref,
                wait_for_seconds=wait_for_seconds,
                consistency=consistency,
                return_strategy=return_strategy,
            )
        ),
    )


async def asyncio_detailed(
    name: str,
    version: int,
    *,
    client: Client,
    body: StartWorkflowRequest,
    request_id: str | None = None,
    wait_until_task_ref: str | None = None,
    wait_for_seconds: int | None = None,
    consistency: str | None = None,
    return_strategy: ReturnStrategy | None = None,
) -> DetailedResponse[SignalResponse]:
    """As ``asyncio``, with status, headers and raw body around the result."""
    return _detailed(
        client,
        await client.send_async(
            **_request(
                name,
                version,
                body=body,
                request_id=request_id,
                wait_until_task_ref=wait_until_task_ref,
                wait_for_seconds=wait_for_seconds,
                consistency=consistency,
                return_strategy=return_strategy,
            )
        ),
    )


async def asyncio(
    name: str,
    version: int,
    *,
    client: Client,
    body: StartWorkflowRequest,
    request_id: str | None = None,
    wait_until_task_ref: str | None = None,
    wait_for_seconds: int | None = None,
    consistency: str | None = None,
    return_strategy: ReturnStrategy | None = None,
) -> SignalResponse:
    """Start a workflow, wait for it or for one of its tasks, and return what was reached.

    POST /api/workflow/execute/{name}/{version}

    Args:
        wait_for_seconds: the server takes 10 when it is left out
        consistency: the server takes 'DURABLE' when it is left out
        return_strategy: the server takes ReturnStrategy.TARGET_WORKFLOW when it is left out

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(
        client,
        await client.send_async(
            **_request(
                name,
                version,
                body=body,
                request_id=request_id,
                wait_until_task_ref=wait_until_task_ref,
                wait_for_seconds=wait_for_seconds,
                consistency=consistency,
                return_strategy=return_strategy,
            )
        ),
    )
