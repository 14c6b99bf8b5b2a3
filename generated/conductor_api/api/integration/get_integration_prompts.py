# Generated from openapi/openapi.json by `make regen`; do not edit.
from typing import Any

import httpx

from ...client import Client
from ...models.message_template import MessageTemplate
from ...types import DetailedResponse, read_models


def _request(integration_provider: str, integration_name: str) -> dict[str, Any]:
    return {
        "method": "GET",
        "path": "/api/integrations/provider/{integration_provider}/integration/{integration_name}/prompt",
        "path_params": {"integration_provider": integration_provider, "integration_name": integration_name},
    }


def _parse(client: Client, response: httpx.Response) -> list[MessageTemplate]:
    if response.status_code == 200:
        return read_models(MessageTemplate, client.read_json_as(list, response))
    raise client.unexpected(response)


def _detailed(client: Client, response: httpx.Response) -> DetailedResponse[list[MessageTemplate]]:
    return DetailedResponse(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse(client, response),
    )


def sync_detailed(
    integration_provider: str, integration_name: str, *, client: Client
) -> DetailedResponse[list[MessageTemplate]]:
    """As ``sync``, with status, headers and raw body around the result."""
    return _detailed(client, client.send(**_request(integration_provider, integration_name)))


def sync(integration_provider: str, integration_name: str, *, client: Client) -> list[MessageTemplate]:
    """List the prompts that a model may use.

    GET /api/integrations/provider/{integration_provider}/integration/{integration_name}/prompt

    Orkes only: Conductor OSS answers 404.

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(client, client.send(**_request(integration_provider, integration_name)))


async def asyncio_detailed(
    integration_provider: str, integration_name: str, *, client: Client
) -> DetailedResponse[list[MessageTemplate]]:
    """As ``asyncio``, with status, headers and raw body around the result."""
    return _detailed(client, await client.send_async(**_request(integration_provider, integration_name)))


async def asyncio(integration_provider: str, integration_name: str, *, client: Client) -> list[MessageTemplate]:
    """List the prompts that a model may use.

    GET /api/integrations/provider/{integration_provider}/integration/{integration_name}/prompt

    Orkes only: Conductor OSS answers 404.

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(client, await client.send_async(**_request(integration_provider, integration_name)))
