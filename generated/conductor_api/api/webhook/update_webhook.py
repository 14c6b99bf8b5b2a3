# Generated from openapi/openapi.json by `make regen`; do not edit.
from typing import Any

import httpx

from ...client import Client
from ...models.webhook_config import WebhookConfig
from ...types import DetailedResponse


def _request(id: str, *, body: WebhookConfig) -> dict[str, Any]:
    return {"method": "PUT", "path": "/api/metadata/webhook/{id}", "path_params": {"id": id}, "model": body}


def _parse(client: Client, response: httpx.Response) -> WebhookConfig:
    if response.status_code == 200:
        return WebhookConfig.from_dict(client.read_json_as(dict, response))
    raise client.unexpected(response)


def _detailed(client: Client, response: httpx.Response) -> DetailedResponse[WebhookConfig]:
    return DetailedResponse(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse(client, response),
    )


def sync_detailed(id: str, *, client: Client, body: WebhookConfig) -> DetailedResponse[WebhookConfig]:
    """As ``sync``, with status, headers and raw body around the result."""
    return _detailed(client, client.send(**_request(id, body=body)))


def sync(id: str, *, client: Client, body: WebhookConfig) -> WebhookConfig:
    """Update a webhook.

    PUT /api/metadata/webhook/{id}

    Orkes only: Conductor OSS answers 404.

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(client, client.send(**_request(id, body=body)))


async def asyncio_detailed(id: str, *, client: Client, body: WebhookConfig) -> DetailedResponse[WebhookConfig]:
    """As ``asyncio``, with status, headers and raw body around the result."""
    return _detailed(client, await client.send_async(**_request(id, body=body)))


async def asyncio(id: str, *, client: Client, body: WebhookConfig) -> WebhookConfig:
    """Update a webhook.

    PUT /api/metadata/webhook/{id}

    Orkes only: Conductor OSS answers 404.

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(client, await client.send_async(**_request(id, body=body)))
