# Generated from openapi/openapi.json by `make regen`; do not edit.
from typing import Any

import httpx

from ...client import Client
from ...types import DetailedResponse


def _request(workflow_id: str) -> dict[str, Any]:
    return {
        "method": "POST",
        "path": "/api/admin/consistency/verifyAndRepair/{workflow_id}",
        "path_params": {"workflow_id": workflow_id},
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


def sync_detailed(workflow_id: str, *, client: Client) -> DetailedResponse[str]:
    """As ``sync``, with status, headers and raw body around the result."""
    return _detailed(client, client.send(**_request(workflow_id)))


def sync(workflow_id: str, *, client: Client) -> str:
    """Check that a workflow's tasks are queued as they should be, and repair it.

    POST /api/admin/consistency/verifyAndRepair/{workflow_id}

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(client, client.send(**_request(workflow_id)))


async def asyncio_detailed(workflow_id: str, *, client: Client) -> DetailedResponse[str]:
    """As ``asyncio``, with status, headers and raw body around the result."""
    return _detailed(client, await client.send_async(**_request(workflow_id)))


async def asyncio(workflow_id: str, *, client: Client) -> str:
    """Check that a workflow's tasks are queued as they should be, and repair it.

    POST /api/admin/consistency/verifyAndRepair/{workflow_id}

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(client, await client.send_async(**_request(workflow_id)))
