# Generated from openapi/openapi.json by `make regen`; do not edit.
from typing import Any

import httpx

from ...client import Client
from ...models.human_task_template import HumanTaskTemplate
from ...types import DetailedResponse, read_models


def _request(*, body: list[HumanTaskTemplate], new_version: bool | None = None) -> dict[str, Any]:
    return {"method": "POST", "path": "/api/human/template/bulk", "params": {"newVersion": new_version}, "model": body}


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
    *, client: Client, body: list[HumanTaskTemplate], new_version: bool | None = None
) -> DetailedResponse[list[HumanTaskTemplate]]:
    """As ``sync``, with status, headers and raw body around the result."""
    return _detailed(client, client.send(**_request(body=body, new_version=new_version)))


def sync(*, client: Client, body: list[HumanTaskTemplate], new_version: bool | None = None) -> list[HumanTaskTemplate]:
    """Create or replace several form templates.

    POST /api/human/template/bulk

    Orkes only: Conductor OSS answers 404.

    Args:
        new_version: the server takes False when it is left out

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(client, client.send(**_request(body=body, new_version=new_version)))


async def asyncio_detailed(
    *, client: Client, body: list[HumanTaskTemplate], new_version: bool | None = None
) -> DetailedResponse[list[HumanTaskTemplate]]:
    """As ``asyncio``, with status, headers and raw body around the result."""
    return _detailed(client, await client.send_async(**_request(body=body, new_version=new_version)))


async def asyncio(
    *, client: Client, body: list[HumanTaskTemplate], new_version: bool | None = None
) -> list[HumanTaskTemplate]:
    """Create or replace several form templates.

    POST /api/human/template/bulk

    Orkes only: Conductor OSS answers 404.

    Args:
        new_version: the server takes False when it is left out

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(client, await client.send_async(**_request(body=body, new_version=new_version)))
