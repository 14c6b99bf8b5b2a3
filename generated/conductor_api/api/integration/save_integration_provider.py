# Generated from openapi/openapi.json by `make regen`; do not edit.
from typing import Any

import httpx

from ...client import Client
from ...models.integration_update import IntegrationUpdate
from ...types import DetailedResponse


def _request(name: str, *, body: IntegrationUpdate) -> dict[str, Any]:
    return {"method": "POST", "path": "/api/integrations/provider/{name}", "path_params": {"name": name}, "model": body}


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


def sync_detailed(name: str, *, client: Client, body: IntegrationUpdate) -> DetailedResponse[None]:
    """As ``sync``, with status, headers and raw body around the result."""
    return _detailed(client, client.send(**_request(name, body=body)))


def sync(name: str, *, client: Client, body: IntegrationUpdate) -> None:
    """Create or update an integration provider.

    POST /api/integrations/provider/{name}

    Orkes only: Conductor OSS answers 404.

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    _parse(client, client.send(**_request(name, body=body)))


async def asyncio_detailed(name: str, *, client: Client, body: IntegrationUpdate) -> DetailedResponse[None]:
    """As ``asyncio``, with status, headers and raw body around the result."""
    return _detailed(client, await client.send_async(**_request(name, body=body)))


async def asyncio(name: str, *, client: Client, body: IntegrationUpdate) -> None:
    """Create or update an integration provider.

    POST /api/integrations/provider/{name}

    Orkes only: Conductor OSS answers 404.

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    _parse(client, await client.send_async(**_request(name, body=body)))
