# Generated from openapi/openapi.json by `make regen`; do not edit.
from typing import Any

import httpx

from ...client import Client
from ...models.human_task_template import HumanTaskTemplate
from ...types import DetailedResponse


def _request(name: str, version: int) -> dict[str, Any]:
    return {
        "method": "GET",
        "path": "/api/human/template/{name}/{version}",
        "path_params": {"name": name, "version": version},
    }


def _parse(client: Client, response: httpx.Response) -> HumanTaskTemplate:
    if response.status_code == 200:
        return HumanTaskTemplate.from_dict(client.read_json_as(dict, response))
    raise client.unexpected(response)


def _detailed(client: Client, response: httpx.Response) -> DetailedResponse[HumanTaskTemplate]:
    return DetailedResponse(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse(client, response),
    )


def sync_detailed(name: str, version: int, *, client: Client) -> DetailedResponse[HumanTaskTemplate]:
    """As ``sync``, with status, headers and raw body around the result."""
    return _detailed(client, client.send(**_request(name, version)))


def sync(name: str, version: int, *, client: Client) -> HumanTaskTemplate:
    """Get one version of a form template.

    GET /api/human/template/{name}/{version}

    Orkes only: Conductor OSS answers 404.

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(client, client.send(**_request(name, version)))


async def asyncio_detailed(name: str, version: int, *, client: Client) -> DetailedResponse[HumanTaskTemplate]:
    """As ``asyncio``, with status, headers and raw body around the result."""
    return _detailed(client, await client.send_async(**_request(name, version)))


async def asyncio(name: str, version: int, *, client: Client) -> HumanTaskTemplate:
    """Get one version of a form template.

    GET /api/human/template/{name}/{version}

    Orkes only: Conductor OSS answers 404.

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(client, await client.send_async(**_request(name, version)))
