# Generated from openapi/openapi.json by `make regen`; do not edit.
from typing import Any

import httpx

from ...client import Client
from ...models.upgrade_workflow_request import UpgradeWorkflowRequest
from ...types import DetailedResponse


def _request(workflow_id: str, *, body: UpgradeWorkflowRequest) -> dict[str, Any]:
    return {
        "method": "POST",
        "path": "/api/workflow/{workflow_id}/upgrade",
        "path_params": {"workflow_id": workflow_id},
        "model": body,
    }


def _parse(client: Client, response: httpx.Response) -> None:
    if response.status_code == 200:
        client.refuse_html(response)
        return
    raise client.unexpected(response)


def _detailed(client: Client, response: httpx.Response) -> DetailedResponse[None]:
    _parse(client, response)
    return DetailedResponse(
        status_code=response.status_code, content=response.content, headers=response.headers, parsed=None
    )


def sync_detailed(workflow_id: str, *, client: Client, body: UpgradeWorkflowRequest) -> DetailedResponse[None]:
    """As ``sync``, with status, headers and raw body around the result."""
    return _detailed(client, client.send(**_request(workflow_id, body=body)))


def sync(workflow_id: str, *, client: Client, body: UpgradeWorkflowRequest) -> None:
    """Move a running workflow to another version of its definition.

    POST /api/workflow/{workflow_id}/upgrade

    Orkes only: Conductor OSS answers 404.

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    _parse(client, client.send(**_request(workflow_id, body=body)))


async def asyncio_detailed(workflow_id: str, *, client: Client, body: UpgradeWorkflowRequest) -> DetailedResponse[None]:
    """As ``asyncio``, with status, headers and raw body around the result."""
    return _detailed(client, await client.send_async(**_request(workflow_id, body=body)))


async def asyncio(workflow_id: str, *, client: Client, body: UpgradeWorkflowRequest) -> None:
    """Move a running workflow to another version of its definition.

    POST /api/workflow/{workflow_id}/upgrade

    Orkes only: Conductor OSS answers 404.

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    _parse(client, await client.send_async(**_request(workflow_id, body=body)))
