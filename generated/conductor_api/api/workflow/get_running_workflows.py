# Generated from openapi/openapi.json by `make regen`; do not edit.
from typing import Any

import httpx

from ...client import Client
from ...types import DetailedResponse


def _request(
    name: str, *, version: int | None = None, start_time: int | None = None, end_time: int | None = None
) -> dict[str, Any]:
    return {
        "method": "GET",
        "path": "/api/workflow/running/{name}",
        "path_params": {"name": name},
        "params": {"version": version, "startTime": start_time, "endTime": end_time},
    }


def _parse(client: Client, response: httpx.Response) -> list[str]:
    if response.status_code == 200:
        return client.read_json_as(list, response)
    raise client.unexpected(response)


def _detailed(client: Client, response: httpx.Response) -> DetailedResponse[list[str]]:
    return DetailedResponse(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse(client, response),
    )


def sync_detailed(
    name: str, *, client: Client, version: int | None = None, start_time: int | None = None, end_time: int | None = None
) -> DetailedResponse[list[str]]:
    """As ``sync``, with status, headers and raw body around the result."""
    return _detailed(client, client.send(**_request(name, version=version, start_time=start_time, end_time=end_time)))


def sync(
    name: str, *, client: Client, version: int | None = None, start_time: int | None = None, end_time: int | None = None
) -> list[str]:
    """List the ids of the running workflows with this name and version.

    GET /api/workflow/running/{name}

    Args:
        version: the server takes 1 when it is left out

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(client, client.send(**_request(name, version=version, start_time=start_time, end_time=end_time)))


async def asyncio_detailed(
    name: str, *, client: Client, version: int | None = None, start_time: int | None = None, end_time: int | None = None
) -> DetailedResponse[list[str]]:
    """As ``asyncio``, with status, headers and raw body around the result."""
    return _detailed(
        client, await client.send_async(**_request(name, version=version, start_time=start_time, end_time=end_time))
    )


async def asyncio(
    name: str, *, client: Client, version: int | None = None, start_time: int | None = None, end_time: int | None = None
) -> list[str]:
    """List the ids of the running workflows with this name and version.

    GET /api/workflow/running/{name}

    Args:
        version: the server takes 1 when it is left out

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(
        client, await client.send_async(**_request(name, version=version, start_time=start_time, end_time=end_time))
    )
