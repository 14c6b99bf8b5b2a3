# Generated from openapi/openapi.json by `make regen`; do not edit.
from typing import Any

import httpx

from ...client import Client
from ...models.idempotency_strategy import IdempotencyStrategy
from ...types import DetailedResponse


def _request(
    name: str,
    version: int,
    *,
    body: dict[str, Any],
    correlation_id: str | None = None,
    priority: int | None = None,
    x_idempotency_key: str | None = None,
    x_on_conflict: IdempotencyStrategy | None = None,
) -> dict[str, Any]:
    return {
        "method": "POST",
        "path": "/api/workflow/start/{name}/{version}",
        "path_params": {"name": name, "version": version},
        "params": {"correlationId": correlation_id, "priority": priority},
        "headers": {"X-Idempotency-key": x_idempotency_key, "X-on-conflict": x_on_conflict},
        "json": body,
    }


def _parse(client: Client, response: httpx.Response) -> str:
    if response.status_code == 200:
        return client.read_text(response)
    raise client.unexpected(response)


def _detailed(client: Client, response: httpx.Response) -> DetailedResponse[str]:
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
    body: dict[str, Any],
    correlation_id: str | None = None,
    priority: int | None = None,
    x_idempotency_key: str | None = None,
    x_on_conflict: IdempotencyStrategy | None = None,
) -> DetailedResponse[str]:
    """As ``sync``, with status, headers and raw body around the result."""
    return _detailed(
        client,
        client.send(
            **_request(
                name,
                version,
                body=body,
                correlation_id=correlation_id,
                priority=priority,
                x_idempotency_key=x_idempotency_key,
                x_on_conflict=x_on_conflict,
            )
        ),
    )


def sync(
    name: str,
    version: int,
    *,
    client: Client,
    body: dict[str, Any],
    correlation_id: str | None = None,
    priority: int | None = None,
    x_idempotency_key: str | None = None,
    x_on_conflict: IdempotencyStrategy | None = None,
) -> str:
    """Start one version of a workflow with the body as its input and return its id.

    POST /api/workflow/start/{name}/{version}

    Orkes only: Conductor OSS answers 404.

    Args:
        priority: the server takes 0 when it is left out

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
                correlation_id=correlation_id,
                priority=priority,
                x_idempotency_key=x_idempotency_key,
                x_on_conflict=x_on_conflict,
            )
        ),
    )


async def asyncio_detailed(
    name: str,
    version: int,
    *,
    client: Client,
    body: dict[str, Any],
    correlation_id: str | None = None,
    priority: int | None = None,
    x_idempotency_key: str | None = None,
    x_on_conflict: IdempotencyStrategy | None = None,
) -> DetailedResponse[str]:
    """As ``asyncio``, with status, headers and raw body around the result."""
    return _detailed(
        client,
        await client.send_async(
            **_request(
                name,
                version,
                body=body,
                correlation_id=correlation_id,
                priority=priority,
                x_idempotency_key=x_idempotency_key,
                x_on_conflict=x_on_conflict,
            )
        ),
    )


async def asyncio(
    name: str,
    version: int,
    *,
    client: Client,
    body: dict[str, Any],
    correlation_id: str | None = None,
    priority: int | None = None,
    x_idempotency_key: str | None = None,
    x_on_conflict: IdempotencyStrategy | None = None,
) -> str:
    """Start one version of a workflow with the body as its input and return its id.

    POST /api/workflow/start/{name}/{version}

    Orkes only: Conductor OSS answers 404.

    Args:
        priority: the server takes 0 when it is left out

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
                correlation_id=correlation_id,
                priority=priority,
                x_idempotency_key=x_idempotency_key,
                x_on_conflict=x_on_conflict,
            )
        ),
    )
