# Generated from openapi/openapi.json by `make regen`; do not edit.
from typing import Any

import httpx

from ...client import Client
from ...models.permission_target import PermissionTarget
from ...models.subject_ref import SubjectRef
from ...types import DetailedResponse, read_map, read_models


def _request(type: PermissionTarget, id: str) -> dict[str, Any]:
    return {"method": "GET", "path": "/api/auth/authorization/{type}/{id}", "path_params": {"type": type, "id": id}}


def _parse(client: Client, response: httpx.Response) -> dict[str, list[SubjectRef]]:
    if response.status_code == 200:
        return read_map(lambda value: read_models(SubjectRef, value), client.read_json_as(dict, response))
    raise client.unexpected(response)


def _detailed(client: Client, response: httpx.Response) -> DetailedResponse[dict[str, list[SubjectRef]]]:
    return DetailedResponse(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse(client, response),
    )


def sync_detailed(type: PermissionTarget, id: str, *, client: Client) -> DetailedResponse[dict[str, list[SubjectRef]]]:
    """As ``sync``, with status, headers and raw body around the result."""
    return _detailed(client, client.send(**_request(type, id)))


def sync(type: PermissionTarget, id: str, *, client: Client) -> dict[str, list[SubjectRef]]:
    """List who has which access to a target.

    GET /api/auth/authorization/{type}/{id}

    Orkes only: Conductor OSS answers 404.

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(client, client.send(**_request(type, id)))


async def asyncio_detailed(
    type: PermissionTarget, id: str, *, client: Client
) -> DetailedResponse[dict[str, list[SubjectRef]]]:
    """As ``asyncio``, with status, headers and raw body around the result."""
    return _detailed(client, await client.send_async(**_request(type, id)))


async def asyncio(type: PermissionTarget, id: str, *, client: Client) -> dict[str, list[SubjectRef]]:
    """List who has which access to a target.

    GET /api/auth/authorization/{type}/{id}

    Orkes only: Conductor OSS answers 404.

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(client, await client.send_async(**_request(type, id)))
