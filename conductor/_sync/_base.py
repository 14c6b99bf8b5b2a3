# Derived from conductor/_async/_base.py by scripts/unasync.py; do not edit.
"""What all clients of the facade share."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from conductor._sync.client import ConductorClient


class ClientBase:
    """Holds no state beside the connection: make as many as you like.

    Any call may raise an ``ApiError``. What cannot be sent, such as a name with a slash or an input that is no JSON, is
    a ``ConfigurationError`` before anything is sent.
    """

    def __init__(self, client: ConductorClient) -> None:
        self.client = client
