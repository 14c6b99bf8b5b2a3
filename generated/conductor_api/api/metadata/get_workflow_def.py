# Generated from openapi/openapi.json by `make regen`; do not edit.
from typing import Any

import httpx

from ...client import Client
from ...models.workflow_def import WorkflowDef
from ...types import DetailedResponse


def _request(name: str, *, version: int | None = None, metadata: bool | None = None) -> dict[str, Any]:
    return {
        "method": "GET",
        "path": "/api/metadata/workflow/{name}",
        "path_params": {"name": name},
        "params": {"version": version, "metadata": metadata},
    }


def _parse(client: Client, response: httpx.Response) -> WorkflowDef:
    if response.status_code == 200:
        return WorkflowDef.from_dict(client.read_json_as(dict, response))
    raise client.unexpected(response)


def _detailed(client: Client, response: httpx.Response) -> DetailedResponse[WorkflowDef]:
    return DetailedResponse(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse(client, response),
    )


def sync_detailed(
    name: str, *, client: Client, version: int | None = None, metadata: bool | None = None
) -> DetailedResponse[WorkflowDef]:
    """As ``sync``, with status, headers and raw body around the result."""
    return _detailed(client, client.send(**_request(name, version=version, metadata=metadata)))


def sync(name: str, *, client: Client, version: int | None = None, metadata: bool | None = None) -> WorkflowDef:
    """Get a workflow definition, its highest version unless told otherwise.

    GET /api/metadata/workflow/{name}

    Args:
        metadata: the server takes False when it is left out

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(client, client.send(**_request(name, version=version, metadata=metadata)))


async def asyncio_detailed(
    name: str, *, client: Client, version: int | None = None, metadata: bool | None = None
) -> DetailedResponse[WorkflowDef]:
    """As ``asyncio``, with status, headers and raw body around the result."""
    return _detailed(client, await client.send_async(**_request(name, version=version, metadata=metadata)))


async def asyncio(
    name: str, *, client: Client, version: int | None = None, metadata: bool | None = None
) -> WorkflowDef:
    """Get a workflow definition, its highest version unless told otherwise.

    GET /api/metadata/workflow/{name}

    Args:
        metadata: the server takes False when it is left out

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(client, await client.send_async(**_request(name, version=version, metadata=metadata)))
