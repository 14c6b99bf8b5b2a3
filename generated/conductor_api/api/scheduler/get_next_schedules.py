# Generated from openapi/openapi.json by `make regen`; do not edit.
from typing import Any

import httpx

from ...client import Client
from ...types import DetailedResponse


def _request(
    *,
    cron_expression: str,
    schedule_start_time: int | None = None,
    schedule_end_time: int | None = None,
    limit: int | None = None,
) -> dict[str, Any]:
    return {
        "method": "GET",
        "path": "/api/scheduler/nextFewSchedules",
        "params": {
            "cronExpression": cron_expression,
            "scheduleStartTime": schedule_start_time,
            "scheduleEndTime": schedule_end_time,
            "limit": limit,
        },
    }


def _parse(client: Client, response: httpx.Response) -> list[int]:
    if response.status_code == 200:
        return client.read_json_as(list, response)
    raise client.unexpected(response)


def _detailed(client: Client, response: httpx.Response) -> DetailedResponse[list[int]]:
    return DetailedResponse(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse(client, response),
    )


def sync_detailed(
    *,
    client: Client,
    cron_expression: str,
    schedule_start_time: int | None = None,
    schedule_end_time: int | None = None,
    limit: int | None = None,
) -> DetailedResponse[list[int]]:
    """As ``sync``, with status, headers and raw body around the result."""
    return _detailed(
        client,
        client.send(
            **_request(
                cron_expression=cron_expression,
                schedule_start_time=schedule_start_time,
                schedule_end_time=schedule_end_time,
                limit=limit,
            )
        ),
    )


def sync(
    *,
    client: Client,
    cron_expression: str,
    schedule_start_time: int | None = None,
    schedule_end_time: int | None = None,
    limit: int | None = None,
) -> list[int]:
    """List the next times (epoch ms) of a cron expression.

    GET /api/scheduler/nextFewSchedules

    Args:
        limit: the server takes 5 when it is left out

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(
        client,
        client.send(
            **_request(
                cron_expression=cron_expression,
                schedule_start_time=schedule_start_time,
                schedule_end_time=schedule_end_time,
                limit=limit,
            )
        ),
    )


async def asyncio_detailed(
    *,
    client: Client,
    cron_expression: str,
    schedule_start_time: int | None = None,
    schedule_end_time: int | None = None,
    limit: int | None = None,
) -> DetailedResponse[list[int]]:
    """As ``asyncio``, with status, headers and raw body around the result."""
    return _detailed(
        client,
        await client.send_async(
            **_request(
                cron_expression=cron_expression,
                schedule_start_time=schedule_start_time,
                schedule_end_time=schedule_end_time,
                limit=limit,
            )
        ),
    )


async def asyncio(
    *,
    client: Client,
    cron_expression: str,
    schedule_start_time: int | None = None,
    schedule_end_time: int | None = None,
    limit: int | None = None,
) -> list[int]:
    """List the next times (epoch ms) of a cron expression.

    GET /api/scheduler/nextFewSchedules

    Args:
        limit: the server takes 5 when it is left out

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(
        client,
        await client.send_async(
            **_request(
                cron_expression=cron_expression,
                schedule_start_time=schedule_start_time,
                schedule_end_time=schedule_end_time,
                limit=limit,
            )
        ),
    )
