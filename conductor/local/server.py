"""LocalServer: an embedded Conductor server as one object."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING, Self

from . import registry
from .app import App
from .clocks import Clock, WallClock
from .driver import Driver
from .engine.engine import Engine
from .engine.expressions import Surroundings
from .engine.runtime import Runtime
from .listener import Listener
from .scripting import LocalScripts
from .transport import LocalTransport

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from types import TracebackType

SECRET_PREFIX = "CONDUCTOR_SECRET_"  # noqa: S105 - the name of variables, not a secret
ENVIRONMENT_PREFIX = "CONDUCTOR_ENV_"


class LocalServer:
    """A Conductor server inside this process; use it as a context manager or call close().

    Secrets and environment values are read from CONDUCTOR_SECRET_* and CONDUCTOR_ENV_*. The rest of
    the process environment is readable from workflows only with `allow_env`, and python expressions
    run only with `allow_python`, as both reach beyond the workflow.

    A client of this process gets at it by `server_url=server`, or by its address, `local://` and its name.
    """

    def __init__(
        self,
        *,
        name: str | None = None,
        clock: Clock | None = None,
        allow_env: bool = False,
        allow_python: bool = False,
        environ: Mapping[str, str] | None = None,
    ) -> None:
        variables = os.environ if environ is None else environ
        surroundings = surroundings_of(variables, allow_env=allow_env)
        runtime = Runtime(scripts=LocalScripts(allow_python=allow_python), surroundings=surroundings)
        self.driver = Driver(App(Engine(runtime)), clock or WallClock())
        self._listener: Listener | None = None
        self.name = registry.add(self, name)

    @property
    def url(self) -> str:
        """The address for clients inside this process; only our transports understand it."""
        return f"{registry.SCHEME}{self.name}"

    def transport(self) -> LocalTransport:
        """A transport for httpx.Client and httpx.AsyncClient that leads into this server."""
        return LocalTransport(self.driver)

    def async_transport(self) -> LocalTransport:
        """The same, under the name that says what it is for."""
        return self.transport()

    def listen(self, *, host: str = "127.0.0.1", port: int = 0) -> str:
        """Serve HTTP too, on a thread of its own; gives the URL (port 0 lets the system choose)."""
        if self._listener is not None:
            raise RuntimeError(f"this server listens on {self._listener.url} already")
        self._listener = Listener(self.driver, host, port)
        return self._listener.url

    @property
    def now_ms(self) -> int:
        """The time on the server's clock, as epoch milliseconds."""
        return self.driver.clock.now_ms()

    def sleep(self, seconds: float) -> None:
        """Let a time pass on the server's clock; a skipping clock jumps over it."""
        self.driver.sleep(seconds)

    def without_skipping(self) -> AbstractContextManager[None]:
        """A block in which a skipping clock stands still."""
        return self.driver.without_skipping()

    def close(self) -> None:
        """Stop the server; what it holds is gone."""
        registry.remove(self)
        if self._listener is not None:
            self._listener.close()
        self.driver.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def surroundings_of(variables: Mapping[str, str], *, allow_env: bool) -> Surroundings:
    """What workflows may see of the environment variables."""
    return Surroundings(
        secrets=_with_prefix(variables, SECRET_PREFIX),
        environment=_with_prefix(variables, ENVIRONMENT_PREFIX),
        process=dict(variables) if allow_env else {},
    )


def _with_prefix(variables: Mapping[str, str], prefix: str) -> dict[str, str]:
    return {name[len(prefix) :]: value for name, value in variables.items() if name.startswith(prefix)}
