# Async source: scripts/unasync.py derives conductor/_sync/_base.py from it, line by line.
"""What all clients of the facade share."""

from __future__ import annotations

from conductor._async.client import AsyncConductorClient
from conductor._shared.inputs import refuse_other


class AsyncClientBase:
    """Holds no state beside the connection: make as many as you like.

    Any call may raise an ``ApiError``. What cannot be sent, such as a name with a slash or an input that is no JSON, is
    a ``ConfigurationError`` before anything is sent.
    """

    def __init__(self, client: AsyncConductorClient) -> None:
        refuse_other(AsyncConductorClient, client, type(self).__name__)
        self.client = client
