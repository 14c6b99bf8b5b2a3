# Generated from openapi/openapi.json by `make regen`; do not edit.
from typing import Any

import httpx

from ...client import Client
from ...models.human_task_template import HumanTaskTemplate
from ...types import DetailedResponse, read_models


def _request(*, name: str | None = None, version: int | None = None) -> dict[str, Any]:
    return {"method": "GET", "path": "/api/human/template", "params": {"name": name, "version": version}}


def _parse(client: Client, response: httpx.Response) -> list[HumanTaskTemplate]:
    if response.status_code == 200:
        return read_models(HumanTaskTemplate, client.read_json_as(list, response))
    raise client.unexpected(response)


def _detailed(client: Client, response: httpx.Response) -> DetailedResponse[list[HumanTaskTemplate]]:
    return DetailedResponse(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse(client, response),
    )


def sync_detailed(
    *, client: Client, name: str | None = None, version: int | None = None
) -> DetailedResponse[list[HumanTaskTemplate]]:
    """As ``sync``, with status, headers and raw body around the result."""
    return _detailed(client, client.send(**_request(name=name, version=version)))


def sync(*, client: Client, name: str | None = None, version: int | None = None) -> list[HumanTaskTemplate]:
    """List the form templates, on request by name and version.

    GET /api/human/template

    Orkes only: Conductor OSS answers 404.

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(client, client.send(**_request(name=name, version=version)))


async def asyncio_detailed(
    *, client: Client, name: str | None = None, version: int | None = None
) -> DetailedResponse[list[HumanTaskTemplate]]:
    """As ``asyncio``, with status, headers and raw body around the result."""
    return _detailed(client, await client.send_async(**_request(name=name, version=version)))


async def asyncio(*, client: Client, name: str | None = None, version: int | None = None) -> list[HumanTaskTemplate]:
    """List the form templates, on request by name and version.

    GET /api/human/template

    Orkes only: Conductor OSS answers 404.

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(client, await client.send_async(**_request(name=name, version=version)))
