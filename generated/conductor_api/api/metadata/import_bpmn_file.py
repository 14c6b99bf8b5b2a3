# Generated from openapi/openapi.json by `make regen`; do not edit.
from typing import Any

import httpx

from ...client import Client
from ...models.extended_workflow_def import ExtendedWorkflowDef
from ...models.incoming_bpmn_file import IncomingBpmnFile
from ...types import DetailedResponse, read_models


def _request(*, body: IncomingBpmnFile, overwrite: bool | None = None) -> dict[str, Any]:
    return {
        "method": "POST",
        "path": "/api/metadata/workflow-importer/import-bpm",
        "params": {"overwrite": overwrite},
        "model": body,
    }


def _parse(client: Client, response: httpx.Response) -> list[ExtendedWorkflowDef]:
    if response.status_code == 200:
        return read_models(ExtendedWorkflowDef, client.read_json_as(list, response))
    raise client.unexpected(response)


def _detailed(client: Client, response: httpx.Response) -> DetailedResponse[list[ExtendedWorkflowDef]]:
    return DetailedResponse(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse(client, response),
    )


def sync_detailed(
    *, client: Client, body: IncomingBpmnFile, overwrite: bool | None = None
) -> DetailedResponse[list[ExtendedWorkflowDef]]:
    """As ``sync``, with status, headers and raw body around the result."""
    return _detailed(client, client.send(**_request(body=body, overwrite=overwrite)))


def sync(*, client: Client, body: IncomingBpmnFile, overwrite: bool | None = None) -> list[ExtendedWorkflowDef]:
    """Turn a BPMN file into workflow definitions, store and return them.

    POST /api/metadata/workflow-importer/import-bpm

    Orkes only: Conductor OSS answers 404.

    Args:
        overwrite: the server takes True when it is left out

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(client, client.send(**_request(body=body, overwrite=overwrite)))


async def asyncio_detailed(
    *, client: Client, body: IncomingBpmnFile, overwrite: bool | None = None
) -> DetailedResponse[list[ExtendedWorkflowDef]]:
    """As ``asyncio``, with status, headers and raw body around the result."""
    return _detailed(client, await client.send_async(**_request(body=body, overwrite=overwrite)))


async def asyncio(
    *, client: Client, body: IncomingBpmnFile, overwrite: bool | None = None
) -> list[ExtendedWorkflowDef]:
    """Turn a BPMN file into workflow definitions, store and return them.

    POST /api/metadata/workflow-importer/import-bpm

    Orkes only: Conductor OSS answers 404.

    Args:
        overwrite: the server takes True when it is left out

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(client, await client.send_async(**_request(body=body, overwrite=overwrite)))
