# Generated from openapi/openapi.json by `make regen`; do not edit.
from typing import Any

import httpx

from ...client import Client
from ...models.granted_access_response import GrantedAccessResponse
from ...types import DetailedResponse


def _request(group_id: str) -> dict[str, Any]:
    return {"method": "GET", "path": "/api/groups/{group_id}/permissions", "path_params": {"group_id": group_id}}


def _parse(client: Client, response: httpx.Response) -> GrantedAccessResponse:
    if response.status_code == 200:
        return GrantedAccessResponse.from_dict(client.read_json_as(dict, response))
    raise client.unexpected(response)


def _detailed(client: Client, response: httpx.Response) -> DetailedResponse[GrantedAccessResponse]:
    return DetailedResponse(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse(client, response),
    )


def sync_detailed(group_id: str, *, client: Client) -> DetailedResponse[GrantedAccessResponse]:
    """As ``sync``, with status, headers and raw body around the result."""
    return _detailed(client, client.send(**_request(group_id)))


def sync(group_id: str, *, client: Client) -> GrantedAccessResponse:
    """List the permissions granted to a group.

    GET /api/groups/{group_id}/permissions

    Orkes only: Conductor OSS answers 404.

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(client, client.send(**_request(group_id)))


async def asyncio_detailed(group_id: str, *, client: Client) -> DetailedResponse[GrantedAccessResponse]:
    """As ``asyncio``, with status, headers and raw body around the result."""
    return _detailed(client, await client.send_async(**_request(group_id)))


async def asyncio(group_id: str, *, client: Client) -> GrantedAccessResponse:
    """List the permissions granted to a group.

    GET /api/groups/{group_id}/permissions

    Orkes only: Conductor OSS answers 404.

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(client, await client.send_async(**_request(group_id)))
