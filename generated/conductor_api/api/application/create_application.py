# Generated from openapi/openapi.json by `make regen`; do not edit.
from typing import Any

import httpx

from ...client import Client
from ...models.create_or_update_application_request import CreateOrUpdateApplicationRequest
from ...models.extended_conductor_application import ExtendedConductorApplication
from ...types import DetailedResponse


def _request(*, body: CreateOrUpdateApplicationRequest) -> dict[str, Any]:
    return {"method": "POST", "path": "/api/applications", "model": body}


def _parse(client: Client, response: httpx.Response) -> ExtendedConductorApplication:
    if response.status_code == 200:
        return ExtendedConductorApplication.from_dict(client.read_json_as(dict, response))
    raise client.unexpected(response)


def _detailed(client: Client, response: httpx.Response) -> DetailedResponse[ExtendedConductorApplication]:
    return DetailedResponse(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse(client, response),
    )


def sync_detailed(
    *, client: Client, body: CreateOrUpdateApplicationRequest
) -> DetailedResponse[ExtendedConductorApplication]:
    """As ``sync``, with status, headers and raw body around the result."""
    return _detailed(client, client.send(**_request(body=body)))


def sync(*, client: Client, body: CreateOrUpdateApplicationRequest) -> ExtendedConductorApplication:
    """Create an application.

    POST /api/applications

    Orkes only: Conductor OSS answers 404.

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(client, client.send(**_request(body=body)))


async def asyncio_detailed(
    *, client: Client, body: CreateOrUpdateApplicationRequest
) -> DetailedResponse[ExtendedConductorApplication]:
    """As ``asyncio``, with status, headers and raw body around the result."""
    return _detailed(client, await client.send_async(**_request(body=body)))


async def asyncio(*, client: Client, body: CreateOrUpdateApplicationRequest) -> ExtendedConductorApplication:
    """Create an application.

    POST /api/applications

    Orkes only: Conductor OSS answers 404.

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(client, await client.send_async(**_request(body=body)))
