# Generated from openapi/openapi.json by `make regen`; do not edit.
from typing import Any

import httpx

from ...client import Client
from ...models.workflow import Workflow
from ...types import DetailedResponse


def _request(workflow_id: str, *, body: dict[str, Any]) -> dict[str, Any]:
    return {
        "method": "POST",
        "path": "/api/workflow/{workflow_id}/variables",
        "path_params": {"workflow_id": workflow_id},
        "json": body,
    }


def _parse(client: Client, response: httpx.Response) -> Workflow:
    if response.status_code == 200:
        return Workflow.from_dict(client.read_json_as(dict, response))
    raise client.unexpected(response)


def _detailed(client: Client, response: httpx.Response) -> DetailedResponse[Workflow]:
    return DetailedResponse(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse(client, response),
    )


def sync_detailed(workflow_id: str, *, client: Client, body: dict[str, Any]) -> DetailedResponse[Workflow]:
    """As ``sync``, with status, headers and raw body around the result."""
    return _detailed(client, client.send(**_request(workflow_id, body=body)))


def sync(workflow_id: str, *, client: Client, body: dict[str, Any]) -> Workflow:
    """Set variables of a running workflow.

    POST /api/workflow/{workflow_id}/variables

    Orkes only: Conductor OSS answers 404.

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(client, client.send(**_request(workflow_id, body=body)))


async def asyncio_detailed(workflow_id: str, *, client: Client, body: dict[str, Any]) -> DetailedResponse[Workflow]:
    """As ``asyncio``, with status, headers and raw body around the result."""
    return _detailed(client, await client.send_async(**_request(workflow_id, body=body)))


async def asyncio(workflow_id: str, *, client: Client, body: dict[str, Any]) -> Workflow:
    """Set variables of a running workflow.

    POST /api/workflow/{workflow_id}/variables

    Orkes only: Conductor OSS answers 404.

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(client, await client.send_async(**_request(workflow_id, body=body)))
