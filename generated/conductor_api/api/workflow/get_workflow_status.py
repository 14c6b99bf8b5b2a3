# Generated from openapi/openapi.json by `make regen`; do not edit.
from typing import Any

import httpx

from ...client import Client
from ...models.workflow_status import WorkflowStatus
from ...types import DetailedResponse


def _request(
    workflow_id: str, *, include_output: bool | None = None, include_variables: bool | None = None
) -> dict[str, Any]:
    return {
        "method": "GET",
        "path": "/api/workflow/{workflow_id}/status",
        "path_params": {"workflow_id": workflow_id},
        "params": {"includeOutput": include_output, "includeVariables": include_variables},
    }


def _parse(client: Client, response: httpx.Response) -> WorkflowStatus:
    if response.status_code == 200:
        return WorkflowStatus.from_dict(client.read_json_as(dict, response))
    raise client.unexpected(response)


def _detailed(client: Client, response: httpx.Response) -> DetailedResponse[WorkflowStatus]:
    return DetailedResponse(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse(client, response),
    )


def sync_detailed(
    workflow_id: str, *, client: Client, include_output: bool | None = None, include_variables: bool | None = None
) -> DetailedResponse[WorkflowStatus]:
    """As ``sync``, with status, headers and raw body around the result."""
    return _detailed(
        client, client.send(**_request(workflow_id, include_output=include_output, include_variables=include_variables))
    )


def sync(
    workflow_id: str, *, client: Client, include_output: bool | None = None, include_variables: bool | None = None
) -> WorkflowStatus:
    """Get the status of a workflow, on request with output and variables.

    GET /api/workflow/{workflow_id}/status

    Args:
        include_output: the server takes False when it is left out
        include_variables: the server takes False when it is left out

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(
        client, client.send(**_request(workflow_id, include_output=include_output, include_variables=include_variables))
    )


async def asyncio_detailed(
    workflow_id: str, *, client: Client, include_output: bool | None = None, include_variables: bool | None = None
) -> DetailedResponse[WorkflowStatus]:
    """As ``asyncio``, with status, headers and raw body around the result."""
    return _detailed(
        client,
        await client.send_async(
            **_request(workflow_id, include_output=include_output, include_variables=include_variables)
        ),
    )


async def asyncio(
    workflow_id: str, *, client: Client, include_output: bool | None = None, include_variables: bool | None = None
) -> WorkflowStatus:
    """Get the status of a workflow, on request with output and variables.

    GET /api/workflow/{workflow_id}/status

    Args:
        include_output: the server takes False when it is left out
        include_variables: the server takes False when it is left out

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(
        client,
        await client.send_async(
            **_request(workflow_id, include_output=include_output, include_variables=include_variables)
        ),
    )
