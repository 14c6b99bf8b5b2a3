# Generated from openapi/openapi.json by `make regen`; do not edit.
from typing import Any

import httpx

from ...client import Client
from ...types import DetailedResponse


def _request(
    name: str,
    *,
    body: str,
    description: str,
    models: list[str] | None = None,
    version: int | None = None,
    auto_increment: bool | None = None,
) -> dict[str, Any]:
    return {
        "method": "POST",
        "path": "/api/prompts/{name}",
        "path_params": {"name": name},
        "params": {"description": description, "models": models, "version": version, "autoIncrement": auto_increment},
        "json": body,
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
    name: str,
    *,
    client: Client,
    body: str,
    description: str,
    models: list[str] | None = None,
    version: int | None = None,
    auto_increment: bool | None = None,
) -> DetailedResponse[None]:
    """As ``sync``, with status, headers and raw body around the result."""
    return _detailed(
        client,
        client.send(
            **_request(
                name, body=body, description=description, models=models, version=version, auto_increment=auto_increment
            )
        ),
    )


def sync(
    name: str,
    *,
    client: Client,
    body: str,
    description: str,
    models: list[str] | None = None,
    version: int | None = None,
    auto_increment: bool | None = None,
) -> None:
    """Create a prompt or a further version of it.

    POST /api/prompts/{name}

    Orkes only: Conductor OSS answers 404.

    Args:
        auto_increment: the server takes False when it is left out

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    _parse(
        client,
        client.send(
            **_request(
                name, body=body, description=description, models=models, version=version, auto_increment=auto_increment
            )
        ),
    )


async def asyncio_detailed(
    name: str,
    *,
    client: Client,
    body: str,
    description: str,
    models: list[str] | None = None,
    version: int | None = None,
    auto_increment: bool | None = None,
) -> DetailedResponse[None]:
    """As ``asyncio``, with status, headers and raw body around the result."""
    return _detailed(
        client,
        await client.send_async(
            **_request(
                name, body=body, description=description, models=models, version=version, auto_increment=auto_increment
            )
        ),
    )


async def asyncio(
    name: str,
    *,
    client: Client,
    body: str,
    description: str,
    models: list[str] | None = None,
    version: int | None = None,
    auto_increment: bool | None = None,
) -> None:
    """Create a prompt or a further version of it.

    POST /api/prompts/{name}

    Orkes only: Conductor OSS answers 404.

    Args:
        auto_increment: the server takes False when it is left out

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    _parse(
        client,
        await client.send_async(
            **_request(
                name, body=body, description=description, models=models, version=version, auto_increment=auto_increment
            )
        ),
    )
