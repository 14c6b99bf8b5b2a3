# Generated from openapi/openapi.json by `make regen`; do not edit.
from typing import Any

import httpx

from ...client import Client
from ...models.rerun_workflow_request import RerunWorkflowRequest
from ...types import DetailedResponse


def _request(workflow_id: str, *, body: RerunWorkflowRequest) -> dict[str, Any]:
    return {
        "method": "POST",
        "path": "/api/workflow/{workflow_id}/rerun",
        "path_params": {"workflow_id": workflow_id},
        "model": body,
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


def sync_detailed(workflow_id: str, *, client: Client, body: RerunWorkflowRequest) -> DetailedResponse[str]:
    """As ``sync``, with status, headers and raw body around the result."""
    return _detailed(client, client.send(**_request(workflow_id, body=body)))


def sync(workflow_id: str, *, client: Client, body: RerunWorkflowRequest) -> str:
    """Run an ended workflow again from a chosen task or from the start.

    POST /api/workflow/{workflow_id}/rerun

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(client, client.send(**_request(workflow_id, body=body)))


async def asyncio_detailed(workflow_id: str, *, client: Client, body: RerunWorkflowRequest) -> DetailedResponse[str]:
    """As ``asyncio``, with status, headers and raw body around the result."""
    return _detailed(client, await client.send_async(**_request(workflow_id, body=body)))


async def asyncio(workflow_id: str, *, client: Client, body: RerunWorkflowRequest) -> str:
    """Run an ended workflow again from a chosen task or from the start.

    POST /api/workflow/{workflow_id}/rerun

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(client, await client.send_async(**_request(workflow_id, body=body)))
