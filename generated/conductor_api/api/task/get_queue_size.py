# Generated from openapi/openapi.json by `make regen`; do not edit.
from typing import Any

import httpx

from ...client import Client
from ...types import DetailedResponse


def _request(
    *,
    task_type: str,
    domain: str | None = None,
    isolation_group_id: str | None = None,
    execution_namespace: str | None = None,
) -> dict[str, Any]:
    return {
        "method": "GET",
        "path": "/api/tasks/queue/size",
        "params": {
            "taskType": task_type,
            "domain": domain,
            "isolationGroupId": isolation_group_id,
            "executionNamespace": execution_namespace,
        },
    }


def _parse(client: Client, response: httpx.Response) -> int:
    if response.status_code == 200:
        return client.read_json_as(int, response)
    raise client.unexpected(response)


def _detailed(client: Client, response: httpx.Response) -> DetailedResponse[int]:
    return DetailedResponse(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse(client, response),
    )


def sync_detailed(
    *,
    client: Client,
    task_type: str,
    domain: str | None = None,
    isolation_group_id: str | None = None,
    execution_namespace: str | None = None,
) -> DetailedResponse[int]:
    """As ``sync``, with status, headers and raw body around the result."""
    return _detailed(
        client,
        client.send(
            **_request(
                task_type=task_type,
                domain=domain,
                isolation_group_id=isolation_group_id,
                execution_namespace=execution_namespace,
            )
        ),
    )


def sync(
    *,
    client: Client,
    task_type: str,
    domain: str | None = None,
    isolation_group_id: str | None = None,
    execution_namespace: str | None = None,
) -> int:
    """Count the queued tasks of one type, domain and isolation group.

    GET /api/tasks/queue/size

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(
        client,
        client.send(
            **_request(
                task_type=task_type,
                domain=domain,
                isolation_group_id=isolation_group_id,
                execution_namespace=execution_namespace,
            )
        ),
    )


async def asyncio_detailed(
    *,
    client: Client,
    task_type: str,
    domain: str | None = None,
    isolation_group_id: str | None = None,
    execution_namespace: str | None = None,
) -> DetailedResponse[int]:
    """As ``asyncio``, with status, headers and raw body around the result."""
    return _detailed(
        client,
        await client.send_async(
            **_request(
                task_type=task_type,
                domain=domain,
                isolation_group_id=isolation_group_id,
                execution_namespace=execution_namespace,
            )
        ),
    )


async def asyncio(
    *,
    client: Client,
    task_type: str,
    domain: str | None = None,
    isolation_group_id: str | None = None,
    execution_namespace: str | None = None,
) -> int:
    """Count the queued tasks of one type, domain and isolation group.

    GET /api/tasks/queue/size

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(
        client,
        await client.send_async(
            **_request(
                task_type=task_type,
                domain=domain,
                isolation_group_id=isolation_group_id,
                execution_namespace=execution_namespace,
            )
        ),
    )
