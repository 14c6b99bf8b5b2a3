"""How clients share the embedded server that an address names."""

from __future__ import annotations

from . import registry
from .server import LocalServer
from .transport import LocalTransport


class SharedTransport(LocalTransport):
    """Leads into a server that many may use; closing the last transport to it closes a server that was made here."""

    def __init__(self, server: LocalServer, users: set[SharedTransport] | None) -> None:
        super().__init__(server.driver)
        self._server = server
        self._users = users
        if users is not None:
            users.add(self)

    def close(self) -> None:
        """Use the server no more."""
        with registry.lock:
            if self._users is not None and self in self._users:
                self._users.remove(self)
                if not self._users:
                    self._server.close()

    async def aclose(self) -> None:
        """Use the server no more."""
        self.close()


class MadeServer(LocalServer):
    """A server that lives as long as somebody uses it."""

    def __init__(self, name: str) -> None:
        super().__init__(name=name)
        self.users: set[SharedTransport] = set()


def connect(url: str) -> SharedTransport:
    """Give a transport into the embedded server of this address, which is made if there is none.

    A server that was made here lives until the last of its transports is closed; one that is there already, and was
    made otherwise, is never closed from here.
    """
    name = url.removeprefix(registry.SCHEME)
    with registry.lock:
        server = registry.find(name) or MadeServer(name)
        return SharedTransport(server, server.users if isinstance(server, MadeServer) else None)
