# Generated from openapi/openapi.json by `make regen`; do not edit.
from typing import Any

import httpx

from ...client import Client
from ...models.idempotency_strategy import IdempotencyStrategy
from ...types import DetailedResponse


def _request(
    name: str,
    *,
    version: int | None = None,
    request_id: str | None = None,
    wait_until_task_ref: str | None = None,
    wait_for_seconds: int | None = None,
    x_idempotency_key: str | None = None,
    x_on_conflict: IdempotencyStrategy | None = None,
) -> dict[str, Any]:
    return {
        "method": "GET",
        "path": "/api/workflow/execute/{name}",
        "path_params": {"name": name},
        "params": {"version": version},
        "headers": {
            "requestId": request_id,
            "waitUntilTaskRef": wait_until_task_ref,
            "waitForSeconds": wait_for_seconds,
            "X-Idempotency-key": x_idempotency_key,
            "X-on-conflict": x_on_conflict,
        },
    }


def _parse(client: Client, response: httpx.Response) -> dict[str, Any]:
    if response.status_code == 200:
        return client.read_json_as(dict, response)
    raise client.unexpected(response)


def _detailed(client: Client, response: httpx.Response) -> DetailedResponse[dict[str, Any]]:
    return DetailedResponse(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse(client, response),
    )


def sync_detailed(
    name: str,
    *,
    client: Client,
    version: int | None = None,
    request_id: str | None = None,
    wait_until_task_ref: str | None = None,
    wait_for_seconds: int | None = None,
    x_idempotency_key: str | None = None,
    x_on_conflict: IdempotencyStrategy | None = None,
) -> DetailedResponse[dict[str, Any]]:
    """As ``sync``, with status, headers and raw body around the result."""
    return _detailed(
        client,
        client.send(
            **_request(
                name,
                version=version,
                request_id=request_id,
                wait_until_task_ref=wait_until_task_ref,
                wait_for_seconds=wait_for_seconds,
                x_idempotency_key=x_idempotency_key,
                x_on_conflict=x_on_conflict,
            )
        ),
    )


def sync(
    name: str,
    *,
    client: Client,
    version: int | None = None,
    request_id: str | None = None,
    wait_until_task_ref: str | None = None,
    wait_for_seconds: int | None = None,
    x_idempotency_key: str | None = None,
    x_on_conflict: IdempotencyStrategy | None = None,
) -> dict[str, Any]:
    """Run a workflow as a GET endpoint without input and return its output.

    GET /api/workflow/execute/{name}

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
                name,
                version=version,
                request_id=request_id,
                wait_until_task_ref=wait_until_task_ref,
                wait_for_seconds=wait_for_seconds,
                x_idempotency_key=x_idempotency_key,
                x_on_conflict=x_on_conflict,
            )
        ),
    )


async def asyncio_detailed(
    name: str,
    *,
    client: Client,
    version: int | None = None,
    request_id: str | None = None,
    wait_until_task_ref: str | None = None,
    wait_for_seconds: int | None = None,
    x_idempotency_key: str | None = None,
    x_on_conflict: IdempotencyStrategy | None = None,
) -> DetailedResponse[dict[str, Any]]:
    """As ``asyncio``, with status, headers and raw body around the result."""
    return _detailed(
        client,
        await client.send_async(
            **_request(
                name,
                version=version,
                request_id=request_id,
                wait_until_task_ref=wait_until_task_ref,
                wait_for_seconds=wait_for_seconds,
                x_idempotency_key=x_idempotency_key,
                x_on_conflict=x_on_conflict,
            )
        ),
    )


async def asyncio(
    name: str,
    *,
    client: Client,
    version: int | None = None,
    request_id: str | None = None,
    wait_until_task_ref: str | None = None,
    wait_for_seconds: int | None = None,
    x_idempotency_key: str | None = None,
    x_on_conflict: IdempotencyStrategy | None = None,
) -> dict[str, Any]:
    """Run a workflow as a GET endpoint without input and return its output.

    GET /api/workflow/execute/{name}

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
                name,
                version=version,
                request_id=request_id,
                wait_until_task_ref=wait_until_task_ref,
                wait_for_seconds=wait_for_seconds,
                x_idempotency_key=x_idempotency_key,
                x_on_conflict=x_on_conflict,
            )
        ),
    )
