# Generated from openapi/openapi.json by `make regen`; do not edit.
from typing import Any

import httpx

from ...client import Client
from ...models.workflow_def import WorkflowDef
from ...types import DetailedResponse, read_models


def _request(
    *,
    classifier: str | None = None,
    access: str | None = None,
    metadata: bool | None = None,
    tag_key: str | None = None,
    tag_value: str | None = None,
    name: str | None = None,
    short: bool | None = None,
) -> dict[str, Any]:
    return {
        "method": "GET",
        "path": "/api/metadata/workflow",
        "params": {
            "classifier": classifier,
            "access": access,
            "metadata": metadata,
            "tagKey": tag_key,
            "tagValue": tag_value,
            "name": name,
            "short": short,
        },
    }


def _parse(client: Client, response: httpx.Response) -> list[WorkflowDef]:
    if response.status_code == 200:
        return read_models(WorkflowDef, client.read_json_as(list, response))
    raise client.unexpected(response)


def _detailed(client: Client, response: httpx.Response) -> DetailedResponse[list[WorkflowDef]]:
    return DetailedResponse(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse(client, response),
    )


def sync_detailed(
    *,
    client: Client,
    classifier: str | None = None,
    access: str | None = None,
    metadata: bool | None = None,
    tag_key: str | None = None,
    tag_value: str | None = None,
    name: str | None = None,
    short: bool | None = None,
) -> DetailedResponse[list[WorkflowDef]]:
    """As ``sync``, with status, headers and raw body around the result."""
    return _detailed(
        client,
        client.send(
            **_request(
                classifier=classifier,
                access=access,
                metadata=metadata,
                tag_key=tag_key,
                tag_value=tag_value,
                name=name,
                short=short,
            )
        ),
    )


def sync(
    *,
    client: Client,
    classifier: str | None = None,
    access: str | None = None,
    metadata: bool | None = None,
    tag_key: str | None = None,
    tag_value: str | None = None,
    name: str | None = None,
    short: bool | None = None,
) -> list[WorkflowDef]:
    """List the workflow definitions in all their versions.

    GET /api/metadata/workflow

    Args:
        access: the server takes 'READ' when it is left out
        metadata: the server takes False when it is left out
        short: the server takes False when it is left out

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(
        client,
        client.send(
            **_request(
                classifier=classifier,
                access=access,
                metadata=metadata,
                tag_key=tag_key,
                tag_value=tag_value,
                name=name,
                short=short,
            )
        ),
    )


async def asyncio_detailed(
    *,
    client: Client,
    classifier: str | None = None,
    access: str | None = None,
    metadata: bool | None = None,
    tag_key: str | None = None,
    tag_value: str | None = None,
    name: str | None = None,
    short: bool | None = None,
) -> DetailedResponse[list[WorkflowDef]]:
    """As ``asyncio``, with status, headers and raw body around the result."""
    return _detailed(
        client,
        await client.send_async(
            **_request(
                classifier=classifier,
                access=access,
                metadata=metadata,
                tag_key=tag_key,
                tag_value=tag_value,
                name=name,
                short=short,
            )
        ),
    )


async def asyncio(
    *,
    client: Client,
    classifier: str | None = None,
    access: str | None = None,
    metadata: bool | None = None,
    tag_key: str | None = None,
    tag_value: str | None = None,
    name: str | None = None,
    short: bool | None = None,
) -> list[WorkflowDef]:
    """List the workflow definitions in all their versions.

    GET /api/metadata/workflow

    Args:
        access: the server takes 'READ' when it is left out
        metadata: the server takes False when it is left out
        short: the server takes False when it is left out

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(
        client,
        await client.send_async(
            **_request(
                classifier=classifier,
                access=access,
                metadata=metadata,
                tag_key=tag_key,
                tag_value=tag_value,
                name=name,
                short=short,
            )
        ),
    )
