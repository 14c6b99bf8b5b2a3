# Generated from openapi/openapi.json by `make regen`; do not edit.
from typing import Any

import httpx

from ...client import Client
from ...models.comparison import Comparison
from ...types import DetailedResponse, write_value


def _request(
    *,
    worker_size: int | None = None,
    worker_opt: Comparison | None = None,
    queue_size: int | None = None,
    queue_opt: Comparison | None = None,
    last_poll_time_size: int | None = None,
    last_poll_time_opt: Comparison | None = None,
) -> dict[str, Any]:
    return {
        "method": "GET",
        "path": "/api/tasks/queue/polldata/all",
        "params": {
            "workerSize": worker_size,
            "workerOpt": write_value(worker_opt),
            "queueSize": queue_size,
            "queueOpt": write_value(queue_opt),
            "lastPollTimeSize": last_poll_time_size,
            "lastPollTimeOpt": write_value(last_poll_time_opt),
        },
    }


def _parse(client: Client, response: httpx.Response) -> Any:
    if response.status_code == 200:
        return client.read_any(response)
    raise client.unexpected(response)


def _detailed(client: Client, response: httpx.Response) -> DetailedResponse[Any]:
    return DetailedResponse(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse(client, response),
    )


def sync_detailed(
    *,
    client: Client,
    worker_size: int | None = None,
    worker_opt: Comparison | None = None,
    queue_size: int | None = None,
    queue_opt: Comparison | None = None,
    last_poll_time_size: int | None = None,
    last_poll_time_opt: Comparison | None = None,
) -> DetailedResponse[Any]:
    """As ``sync``, with status, headers and raw body around the result."""
    return _detailed(
        client,
        client.send(
            **_request(
                worker_size=worker_size,
                worker_opt=worker_opt,
                queue_size=queue_size,
                queue_opt=queue_opt,
                last_poll_time_size=last_poll_time_size,
                last_poll_time_opt=last_poll_time_opt,
            )
        ),
    )


def sync(
    *,
    client: Client,
    worker_size: int | None = None,
    worker_opt: Comparison | None = None,
    queue_size: int | None = None,
    queue_opt: Comparison | None = None,
    last_poll_time_size: int | None = None,
    last_poll_time_opt: Comparison | None = None,
) -> Any:
    """Show when and by which worker each task type was last polled.

    GET /api/tasks/queue/polldata/all

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(
        client,
        client.send(
            **_request(
                worker_size=worker_size,
                worker_opt=worker_opt,
                queue_size=queue_size,
                queue_opt=queue_opt,
                last_poll_time_size=last_poll_time_size,
                last_poll_time_opt=last_poll_time_opt,
            )
        ),
    )


async def asyncio_detailed(
    *,
    client: Client,
    worker_size: int | None = None,
    worker_opt: Comparison | None = None,
    queue_size: int | None = None,
    queue_opt: Comparison | None = None,
    last_poll_time_size: int | None = None,
    last_poll_time_opt: Comparison | None = None,
) -> DetailedResponse[Any]:
    """As ``asyncio``, with status, headers and raw body around the result."""
    return _detailed(
        client,
        await client.send_async(
            **_request(
                worker_size=worker_size,
                worker_opt=worker_opt,
                queue_size=queue_size,
                queue_opt=queue_opt,
                last_poll_time_size=last_poll_time_size,
                last_poll_time_opt=last_poll_time_opt,
            )
        ),
    )


async def asyncio(
    *,
    client: Client,
    worker_size: int | None = None,
    worker_opt: Comparison | None = None,
    queue_size: int | None = None,
    queue_opt: Comparison | None = None,
    last_poll_time_size: int | None = None,
    last_poll_time_opt: Comparison | None = None,
) -> Any:
    """Show when and by which worker each task type was last polled.

    GET /api/tasks/queue/polldata/all

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(
        client,
        await client.send_async(
            **_request(
                worker_size=worker_size,
                worker_opt=worker_opt,
                queue_size=queue_size,
                queue_opt=queue_opt,
                last_poll_time_size=last_poll_time_size,
                last_poll_time_opt=last_poll_time_opt,
            )
        ),
    )
