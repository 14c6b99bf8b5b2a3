"""What a manager says of itself in the log when it starts."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING

from conductor._async._edition import edition_of
from conductor._net.retry import without_retries
from conductor_api.api.health import get_version

if TYPE_CHECKING:
    from conductor._worker.log import WorkerLog
    from conductor_api import Client

_LIMIT_S = 3.0


async def announce(log: WorkerLog, api: Client, server_url: str, workers: str, variables: Sequence[str]) -> None:
    """Write one line: the server with its edition and version, the workers, and what came from the environment.

    The server is only asked when somebody reads the line; workers do not wait for its answer.
    """
    if not log.shows_info:
        return
    server = await _server_text(api)
    environment = f"; from the environment: {', '.join(variables)}" if variables else ""
    log.info("workers start on %s at %s: %s%s", server, server_url, workers, environment)


async def _server_text(api: Client) -> str:
    try:
        async with asyncio.timeout(_LIMIT_S):
            with without_retries():
                version, edition = await asyncio.gather(get_version.asyncio(client=api), edition_of(api))
    except Exception:  # noqa: BLE001 - whatever a transport raises, the polls tell it
        return "a server that does not answer yet"
    return f"Conductor {edition} {version.strip()}"
