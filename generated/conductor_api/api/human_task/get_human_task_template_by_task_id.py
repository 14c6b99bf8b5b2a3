# Generated from openapi/openapi.json by `make regen`; do not edit.
from typing import Any

import httpx

from ...client import Client
from ...models.human_task_template import HumanTaskTemplate
from ...types import DetailedResponse


def _request(human_task_id: str) -> dict[str, Any]:
    return {
        "method": "GET",
        "path": "/api/human/template/{human_task_id}",
        "path_params": {"human_task_id": human_task_id},
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


def sync_detailed(human_task_id: str, *, client: Client) -> DetailedResponse[HumanTaskTemplate]:
    """As ``sync``, with status, headers and raw body around the result."""
    return _detailed(client, client.send(**_request(human_task_id)))


def sync(human_task_id: str, *, client: Client) -> HumanTaskTemplate:
    """Get the form template that a human task uses.

    GET /api/human/template/{human_task_id}

    Orkes only: Conductor OSS answers 404.

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(client, client.send(**_request(human_task_id)))


async def asyncio_detailed(human_task_id: str, *, client: Client) -> DetailedResponse[HumanTaskTemplate]:
    """As ``asyncio``, with status, headers and raw body around the result."""
    return _detailed(client, await client.send_async(**_request(human_task_id)))


async def asyncio(human_task_id: str, *, client: Client) -> HumanTaskTemplate:
    """Get the form template that a human task uses.

    GET /api/human/template/{human_task_id}

    Orkes only: Conductor OSS answers 404.

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(client, await client.send_async(**_request(human_task_id)))
