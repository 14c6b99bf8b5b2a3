"""Tells whether a client may still be used."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from conductor.errors import UsageError

if TYPE_CHECKING:
    import asyncio


class Lifetime:
    """From the making of a client to its close, in the process that made it.

    Args:
        owns_connections: Whether the client has connections of its own, rather than a transport of the caller.
    """

    def __init__(self, *, owns_connections: bool) -> None:
        self.owns_connections = owns_connections
        self.is_closed = False
        self._process_id = os.getpid()

    @property
    def is_inherited(self) -> bool:
        """Whether this is a child process: it shares the sockets of its parent and must not touch them."""
        return os.getpid() != self._process_id

    def check(self) -> None:
        """Raise UsageError unless requests may be sent now and here."""
        if self.is_closed:
            raise UsageError("the client is closed: make a new one")
        if self.is_inherited:
            raise UsageError("the client was made before this process was forked: make a new one in this process")


class AsyncLifetime(Lifetime):
    """The same for an async client, whose connections live in the event loop of its first call."""

    _loop: asyncio.AbstractEventLoop | None = None

    def check(self) -> None:
        """Raise UsageError unless requests may be sent now and here."""
        # Imported here: a sync program can do without.
        import asyncio

        super().check()
        loop = asyncio.get_running_loop()
        if self._loop is None:
            self._loop = loop
        elif self._loop is not loop and self.owns_connections:
            raise UsageError("the client was used in another event loop before: make one in each loop")
