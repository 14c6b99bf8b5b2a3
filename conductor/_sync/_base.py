# Derived from conductor/_async/_base.py by scripts/unasync.py; do not edit.
"""What all clients of the facade share."""

from __future__ import annotations

from conductor._sync.client import ConductorClient
from conductor._shared.inputs import refuse_other


class ClientBase:
    """Holds no state beside the connection: make as many as you like.

    Any call may raise an ``ApiError``. What cannot be sent, such as a name with a slash or an input that is no JSON, is
    a ``ConfigurationError`` before anything is sent.
    """

    def __init__(self, client: ConductorClient) -> None:
        refuse_other(ConductorClient, client, type(self).__name__)
        self.client = client
