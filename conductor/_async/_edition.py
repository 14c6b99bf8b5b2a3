# Async source: scripts/unasync.py derives conductor/_sync/_edition.py from it, line by line.
"""Which Conductor a server is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from conductor.errors import AuthenticationError, NotFoundError, NotSupportedByServer, PermissionDeniedError
from conductor_api.api.token import get_token_user_info

if TYPE_CHECKING:
    from conductor_api import Client


async def edition_of(api: Client) -> str:
    """Give ``OSS`` or ``Orkes``: only Orkes has users, whoever asks and whether or not it lets them in.

    Raises:
        ConductorError: it does not answer, or with an error that does not tell
    """
    try:
        await get_token_user_info.asyncio(client=api)
    except (NotFoundError, NotSupportedByServer):
        return "OSS"
    except (AuthenticationError, PermissionDeniedError):
        return "Orkes"
    return "Orkes"
