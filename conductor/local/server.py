"""LocalServer: an embedded Conductor server as one object."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Self

from . import patience, registry
from .api.http import Reply, Request
from .app import App
from .clocks import Clock, WallClock
from .driver import Driver
from .engine.engine import Engine
from .engine.expressions import Surroundings
from .engine.keeping import StoreError
from .engine.retention import Retention
from .engine.runtime import OSS, Runtime
from .engine.script_calls import ScriptRunner
from .engine.script_memo import MemoisedScripts
from .http_server import Respond, responder
from .listener import Listener
from .scripting.limits import ScriptLimits
from .scripting.scripts import SandboxedScripts

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from types import TracebackType

    from .engine.outlook import Outlook
    from .orkes import OrkesEdition
    from .store import SqliteStore
    from .transport import LocalTransport

SECRET_PREFIX = "CONDUCTOR_SECRET_"  # noqa: S105 - the name of variables, not a secret
ENVIRONMENT_PREFIX = "CONDUCTOR_ENV_"


class LocalServer:
    """A Conductor server inside this process; use it as a context manager or call close().

    Secrets and environment values are read from CONDUCTOR_SECRET_* and CONDUCTOR_ENV_*. The rest of
    the process environment is readable from workflows only with `allow_env`, and python expressions
    run only with `allow_python`, as both reach beyond the workflow. Scripts run in processes of their own;
    `script_limits` says how much time and memory one may use.

    With `db`, the path of an SQLite file, everything is kept in that file, and a server that is started on it later
    goes on from there. Ended executions are kept for ever, or the last `keep` of them, or those of `keep_hours`.

    With `edition="orkes"` it has what only Orkes has, too. Then `keys` (secrets by key id) has every request need a
    token, which is valid for `token_lifetime_s` on the server's clock; without keys nobody is refused.

    Over HTTP it answers requests to loopback names, to the address it listens on, and to `allowed_hosts` (names without
    a port). Requests that a page of another origin makes a browser send are refused.

    A client of this process gets at it by `server_url=server`, or by its address, `local://` and its name.
    """

    def __init__(  # noqa: PLR0913 - options, by keyword only
        self,
        *,
        name: str | None = None,
        clock: Clock | None = None,
        allow_env: bool = False,
        allow_python: bool = False,
        script_limits: ScriptLimits | None = None,
        environ: Mapping[str, str] | None = None,
        db: str | os.PathLike[str] | None = None,
        keep: int | None = None,
        keep_hours: float | None = None,
        edition: str = OSS,
        keys: Mapping[str, str] | None = None,
        token_lifetime_s: float = 3600.0,
        allowed_hosts: Iterable[str] = (),
    ) -> None:
        orkes = _edition(edition, keys, token_lifetime_s)
        variables = os.environ if environ is None else environ
        surroundings = surroundings_of(variables, allow_env=allow_env)
        self._scripts = SandboxedScripts(
            limits=script_limits, allow_python=allow_python, environment=surroundings.process
        )
        runtime = runtime_with(self._scripts, surroundings)
        retention = _retention(keep, keep_hours)
        self._store = None if db is None else _open_store(db)
        engine = Engine(runtime, self._store, retention)
        clock = clock or WallClock()
        self._restore(engine, clock)
        self.driver = Driver(App(engine, orkes), clock, self._scripts)
        self._allowed_hosts = tuple(allowed_hosts)
        self._listener: Listener | None = None
        self.name = registry.add(self, name)

    def _restore(self, engine: Engine, clock: Clock) -> None:
        try:
            engine.restore(clock.now_ms())
        except Exception as error:
            if self._store is None:
                raise
            self._store.close()
            if isinstance(error, StoreError):
                raise
            # Records that are right one by one, and do not fit together.
            raise self._store.damaged(f"the records contradict each other: {type(error).__name__}: {error}") from error

    @property
    def url(self) -> str:
        """The address for clients inside this process; only our transports understand it."""
        return f"{registry.SCHEME}{self.name}"

    @property
    def http_url(self) -> str | None:
        """The address for clients outside this process, None before :meth:`listen`."""
        return None if self._listener is None else self._listener.url

    def transport(self) -> LocalTransport:
        """A transport for httpx.Client and httpx.AsyncClient that leads into this server."""
        from .transport import LocalTransport

        return LocalTransport(self.driver)

    def async_transport(self) -> LocalTransport:
        """The same, under the name that says what it is for."""
        return self.transport()

    def listen(self, *, host: str = "127.0.0.1", port: int = 0) -> str:
        """Start to serve HTTP, on a thread of its own; return the URL. Port 0 lets the system choose.

        Raises:
            RuntimeError: This server listens already.
            ValueError: One of `allowed_hosts` is not a host name.
        """
        if self._listener is not None:
            raise RuntimeError(f"this server listens on {self._listener.url} already")
        self._listener = Listener(self.respond(), host, port, self._allowed_hosts)
        return self._listener.url

    def respond(self) -> Respond:
        """What answers HTTP requests: the API, and the page at `/`."""
        answer = responder(self.driver)

        async def respond(request: Request) -> Reply:
            if request.path != "/" and not request.path.startswith("/ui/"):
                return await answer(request)
            from conductor.ui.page import Page  # the server is ready sooner without it

            return await Page().before(answer)(request)

        return respond

    @property
    def now_ms(self) -> int:
        """The time on the server's clock, as epoch milliseconds."""
        return self.driver.clock.now_ms()

    def sleep(self, seconds: float) -> None:
        """Let a time pass on the server's clock; a skipping clock jumps over it."""
        self.driver.sleep(seconds)

    def wait(self, workflow_id: str, *, until_ms: int | None = None, limit_s: float | None = None) -> Outlook | None:
        """Wait until an execution has ended, or does not go on by itself; a skipping clock goes along.

        Without `until_ms` (epoch milliseconds on the server's clock) it goes as far as it takes. None after `limit_s`
        seconds of real time.
        """
        return patience.wait(self.driver, workflow_id, until_ms, limit_s)

    def without_skipping(self) -> AbstractContextManager[None]:
        """A block in which a skipping clock stands still."""
        return self.driver.without_skipping()

    def close(self) -> None:
        """Stop the server; what it holds is gone, but for what is in the file `db`."""
        registry.remove(self)
        if self._listener is not None:
            self._listener.close()
        self.driver.close()
        self._scripts.close()
        if self._store is not None:
            self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def runtime_with(runner: ScriptRunner, surroundings: Surroundings) -> Runtime:
    """Return the state of an engine whose scripts are evaluated by a runner."""
    scripts = MemoisedScripts(runner, lambda: runtime.now_ms)
    runtime = Runtime(scripts=scripts, surroundings=surroundings)
    return runtime


def surroundings_of(variables: Mapping[str, str], *, allow_env: bool) -> Surroundings:
    """What workflows may see of the environment variables."""
    return Surroundings(
        secrets=_with_prefix(variables, SECRET_PREFIX),
        environment=_with_prefix(variables, ENVIRONMENT_PREFIX),
        process=dict(variables) if allow_env else {},
    )


def _edition(name: str, keys: Mapping[str, str] | None, token_lifetime_s: float) -> OrkesEdition | None:
    if name == OSS and not keys:
        return None
    from .orkes import edition_of

    return edition_of(name, keys, token_lifetime_s)


def _open_store(path: str | os.PathLike[str]) -> SqliteStore:
    from .store import SqliteStore

    return SqliteStore(path)


def _retention(keep: int | None, keep_hours: float | None) -> Retention:
    return Retention(keep, None if keep_hours is None else round(keep_hours * 3_600_000))


def _with_prefix(variables: Mapping[str, str], prefix: str) -> dict[str, str]:
    return {name[len(prefix) :]: value for name, value in variables.items() if name.startswith(prefix)}
