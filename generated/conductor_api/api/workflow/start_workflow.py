# Generated from openapi/openapi.json by `make regen`; do not edit.
from typing import Any

import httpx

from ...client import Client
from ...models.start_workflow_request import StartWorkflowRequest
from ...types import DetailedResponse


def _request(*, body: StartWorkflowRequest) -> dict[str, Any]:
    return {"method": "POST", "path": "/api/workflow", "model": body}


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


def sync_detailed(*, client: Client, body: StartWorkflowRequest) -> DetailedResponse[str]:
    """As ``sync``, with status, headers and raw body around the result."""
    return _detailed(client, client.send(**_request(body=body)))


def sync(*, client: Client, body: StartWorkflowRequest) -> str:
    """Start a workflow and return its id.

    POST /api/workflow

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(client, client.send(**_request(body=body)))


async def asyncio_detailed(*, client: Client, body: StartWorkflowRequest) -> DetailedResponse[str]:
    """As ``asyncio``, with status, headers and raw body around the result."""
    return _detailed(client, await client.send_async(**_request(body=body)))


async def asyncio(*, client: Client, body: StartWorkflowRequest) -> str:
    """Start a workflow and return its id.

    POST /api/workflow

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(client, await client.send_async(**_request(body=body)))
