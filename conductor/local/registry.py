"""The embedded servers of this process by name."""

from __future__ import annotations

import os
import re
import threading
import uuid
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .server import LocalServer

SCHEME = "local://"

lock = threading.RLock()
_servers: dict[str, LocalServer] = {}

# A forked child has the objects of its parent, but none of their threads.
if hasattr(os, "register_at_fork"):  # not on Windows, which has no fork
    os.register_at_fork(after_in_child=_servers.clear)


def add(server: LocalServer, name: str | None) -> str:
    """Enter a server, and give its name; without one it gets a name that no other has.

    Raises:
        ValueError: the name is taken, or cannot be part of an address.
    """
    if name is not None and not re.fullmatch(r"[A-Za-z0-9._-]+", name):
        raise ValueError(f"the name of an embedded server takes letters, digits and -._, not {name!r}")
    with lock:
        chosen = name or uuid.uuid4().hex[:8]
        if chosen in _servers:
            raise ValueError(f"there is an embedded server {chosen!r} in this process already")
        _servers[chosen] = server
        return chosen


def find(name: str) -> LocalServer | None:
    """Give the running server of this name."""
    with lock:
        return _servers.get(name)


def remove(server: LocalServer) -> None:
    """Strike a server off; its name is free again."""
    with lock:
        if _servers.get(server.name) is server:
            del _servers[server.name]
