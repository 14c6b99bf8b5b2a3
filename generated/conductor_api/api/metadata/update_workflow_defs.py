# Generated from openapi/openapi.json by `make regen`; do not edit.
from typing import Any

import httpx

from ...client import Client
from ...models.bulk_response_string import BulkResponseString
from ...models.workflow_def import WorkflowDef
from ...types import DetailedResponse


def _request(
    *, body: list[WorkflowDef], overwrite: bool | None = None, new_version: bool | None = None
) -> dict[str, Any]:
    return {
        "method": "PUT",
        "path": "/api/metadata/workflow",
        "params": {"overwrite": overwrite, "newVersion": new_version},
        "model": body,
    }


def _parse(client: Client, response: httpx.Response) -> BulkResponseString:
    if response.status_code == 200:
        return BulkResponseString.from_dict(client.read_json_as(dict, response))
    raise client.unexpected(response)


def _detailed(client: Client, response: httpx.Response) -> DetailedResponse[BulkResponseString]:
    return DetailedResponse(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse(client, response),
    )


def sync_detailed(
    *, client: Client, body: list[WorkflowDef], overwrite: bool | None = None, new_version: bool | None = None
) -> DetailedResponse[BulkResponseString]:
    """As ``sync``, with status, headers and raw body around the result."""
    return _detailed(client, client.send(**_request(body=body, overwrite=overwrite, new_version=new_version)))


def sync(
    *, client: Client, body: list[WorkflowDef], overwrite: bool | None = None, new_version: bool | None = None
) -> BulkResponseString:
    """Create or update several workflow definitions and report each.

    PUT /api/metadata/workflow

    Args:
        overwrite: the server takes True when it is left out
        new_version: the server takes False when it is left out

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(client, client.send(**_request(body=body, overwrite=overwrite, new_version=new_version)))


async def asyncio_detailed(
    *, client: Client, body: list[WorkflowDef], overwrite: bool | None = None, new_version: bool | None = None
) -> DetailedResponse[BulkResponseString]:
    """As ``asyncio``, with status, headers and raw body around the result."""
    return _detailed(
        client, await client.send_async(**_request(body=body, overwrite=overwrite, new_version=new_version))
    )


async def asyncio(
    *, client: Client, body: list[WorkflowDef], overwrite: bool | None = None, new_version: bool | None = None
) -> BulkResponseString:
    """Create or update several workflow definitions and report each.

    PUT /api/metadata/workflow

    Args:
        overwrite: the server takes True when it is left out
        new_version: the server takes False when it is left out

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(client, await client.send_async(**_request(body=body, overwrite=overwrite, new_version=new_version)))
