# Generated from openapi/openapi.json by `make regen`; do not edit.
from typing import Any

import httpx

from ...client import Client
from ...types import DetailedResponse


def _request(
    workflow_id: str, *, reason: str | None = None, trigger_failure_workflow: bool | None = None
) -> dict[str, Any]:
    return {
        "method": "DELETE",
        "path": "/api/workflow/{workflow_id}",
        "path_params": {"workflow_id": workflow_id},
        "params": {"reason": reason, "triggerFailureWorkflow": trigger_failure_workflow},
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


def sync_detailed(
    workflow_id: str, *, client: Client, reason: str | None = None, trigger_failure_workflow: bool | None = None
) -> DetailedResponse[None]:
    """As ``sync``, with status, headers and raw body around the result."""
    return _detailed(
        client, client.send(**_request(workflow_id, reason=reason, trigger_failure_workflow=trigger_failure_workflow))
    )


def sync(
    workflow_id: str, *, client: Client, reason: str | None = None, trigger_failure_workflow: bool | None = None
) -> None:
    """Terminate a running workflow and cancel its open tasks.

    DELETE /api/workflow/{workflow_id}

    Args:
        trigger_failure_workflow: the server takes False when it is left out

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    _parse(
        client, client.send(**_request(workflow_id, reason=reason, trigger_failure_workflow=trigger_failure_workflow))
    )


async def asyncio_detailed(
    workflow_id: str, *, client: Client, reason: str | None = None, trigger_failure_workflow: bool | None = None
) -> DetailedResponse[None]:
    """As ``asyncio``, with status, headers and raw body around the result."""
    return _detailed(
        client,
        await client.send_async(
            **_request(workflow_id, reason=reason, trigger_failure_workflow=trigger_failure_workflow)
        ),
    )


async def asyncio(
    workflow_id: str, *, client: Client, reason: str | None = None, trigger_failure_workflow: bool | None = None
) -> None:
    """Terminate a running workflow and cancel its open tasks.

    DELETE /api/workflow/{workflow_id}

    Args:
        trigger_failure_workflow: the server takes False when it is left out

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    _parse(
        client,
        await client.send_async(
            **_request(workflow_id, reason=reason, trigger_failure_workflow=trigger_failure_workflow)
        ),
    )
