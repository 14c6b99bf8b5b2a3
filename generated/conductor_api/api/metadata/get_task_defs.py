# Generated from openapi/openapi.json by `make regen`; do not edit.
from typing import Any

import httpx

from ...client import Client
from ...models.task_def import TaskDef
from ...types import DetailedResponse, read_models


def _request(
    *, access: str | None = None, metadata: bool | None = None, tag_key: str | None = None, tag_value: str | None = None
) -> dict[str, Any]:
    return {
        "method": "GET",
        "path": "/api/metadata/taskdefs",
        "params": {"access": access, "metadata": metadata, "tagKey": tag_key, "tagValue": tag_value},
    }


def _parse(client: Client, response: httpx.Response) -> list[TaskDef]:
    if response.status_code == 200:
        return read_models(TaskDef, client.read_json_as(list, response))
    raise client.unexpected(response)


def _detailed(client: Client, response: httpx.Response) -> DetailedResponse[list[TaskDef]]:
    return DetailedResponse(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse(client, response),
    )


def sync_detailed(
    *,
    client: Client,
    access: str | None = None,
    metadata: bool | None = None,
    tag_key: str | None = None,
    tag_value: str | None = None,
) -> DetailedResponse[list[TaskDef]]:
    """As ``sync``, with status, headers and raw body around the result."""
    return _detailed(
        client, client.send(**_request(access=access, metadata=metadata, tag_key=tag_key, tag_value=tag_value))
    )


def sync(
    *,
    client: Client,
    access: str | None = None,
    metadata: bool | None = None,
    tag_key: str | None = None,
    tag_value: str | None = None,
) -> list[TaskDef]:
    """List the task definitions.

    GET /api/metadata/taskdefs

    Args:
        access: the server takes 'READ' when it is left out
        metadata: the server takes False when it is left out

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(
        client, client.send(**_request(access=access, metadata=metadata, tag_key=tag_key, tag_value=tag_value))
    )


async def asyncio_detailed(
    *,
    client: Client,
    access: str | None = None,
    metadata: bool | None = None,
    tag_key: str | None = None,
    tag_value: str | None = None,
) -> DetailedResponse[list[TaskDef]]:
    """As ``asyncio``, with status, headers and raw body around the result."""
    return _detailed(
        client,
        await client.send_async(**_request(access=access, metadata=metadata, tag_key=tag_key, tag_value=tag_value)),
    )


async def asyncio(
    *,
    client: Client,
    access: str | None = None,
    metadata: bool | None = None,
    tag_key: str | None = None,
    tag_value: str | None = None,
) -> list[TaskDef]:
    """List the task definitions.

    GET /api/metadata/taskdefs

    Args:
        access: the server takes 'READ' when it is left out
        metadata: the server takes False when it is left out

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(
        client,
        await client.send_async(**_request(access=access, metadata=metadata, tag_key=tag_key, tag_value=tag_value)),
    )
