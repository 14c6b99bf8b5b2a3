# Derived from conductor/_async/_edition.py by scripts/unasync.py; do not edit.
"""Which Conductor a server is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from conductor.errors import AuthenticationError, NotFoundError, NotSupportedByServer, PermissionDeniedError
from conductor_api.api.token import get_token_user_info

if TYPE_CHECKING:
    from conductor_api import Client


def edition_of(api: Client) -> str:
    """Give ``OSS`` or ``Orkes``: only Orkes has users, whoever asks and whether or not it lets them in.

    Raises:
        ConductorError: it does not answer, or with an error that does not tell
    """
    try:
        get_token_user_info.sync(client=api)
    except (NotFoundError, NotSupportedByServer):
        return "OSS"
    except (AuthenticationError, PermissionDeniedError):
        return "Orkes"
    return "Orkes"
