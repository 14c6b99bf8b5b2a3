# Generated from openapi/openapi.json by `make regen`; do not edit.
from typing import Any

import httpx

from ...client import Client
from ...types import DetailedResponse


def _request(workflow_id: str, *, use_latest_definitions: bool | None = None) -> dict[str, Any]:
    return {
        "method": "POST",
        "path": "/api/workflow/{workflow_id}/restart",
        "path_params": {"workflow_id": workflow_id},
        "params": {"useLatestDefinitions": use_latest_definitions},
    }


def _parse(client: Client, response: httpx.Response) -> None:
    if response.status_code == 204:
        return
    raise client.unexpected(response)


def _detailed(client: Client, response: httpx.Response) -> DetailedResponse[None]:
    _parse(client, response)
    return DetailedResponse(
        status_code=response.status_code, content=response.content, headers=response.headers, parsed=None
    )


def sync_detailed(
    workflow_id: str, *, client: Client, use_latest_definitions: bool | None = None
) -> DetailedResponse[None]:
    """As ``sync``, with status, headers and raw body around the result."""
    return _detailed(client, client.send(**_request(workflow_id, use_latest_definitions=use_latest_definitions)))


def sync(workflow_id: str, *, client: Client, use_latest_definitions: bool | None = None) -> None:
    """Restart an ended workflow from its first task.

    POST /api/workflow/{workflow_id}/restart

    Args:
        use_latest_definitions: the server takes False when it is left out

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    _parse(client, client.send(**_request(workflow_id, use_latest_definitions=use_latest_definitions)))


async def asyncio_detailed(
    workflow_id: str, *, client: Client, use_latest_definitions: bool | None = None
) -> DetailedResponse[None]:
    """As ``asyncio``, with status, headers and raw body around the result."""
    return _detailed(
        client, await client.send_async(**_request(workflow_id, use_latest_definitions=use_latest_definitions))
    )


async def asyncio(workflow_id: str, *, client: Client, use_latest_definitions: bool | None = None) -> None:
    """Restart an ended workflow from its first task.

    POST /api/workflow/{workflow_id}/restart

    Args:
        use_latest_definitions: the server takes False when it is left out

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    _parse(client, await client.send_async(**_request(workflow_id, use_latest_definitions=use_latest_definitions)))
