"""The fronts of the worker runtime: one for programs with an event loop, one for all others."""

from __future__ import annotations

import asyncio
import atexit
import threading
from abc import ABC, abstractmethod
from collections.abc import Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Self, Unpack

from conductor._worker._twin import Twin
from conductor._worker.announcement import announce
from conductor._worker.connect import open_sender
from conductor._worker.crew import Crew
from conductor._worker.events import Events
from conductor._worker.external import ExternalInputs
from conductor._worker.health import Health, health_of
from conductor._worker.host import LoopThread
from conductor._worker.log import WorkerLog
from conductor._worker.options import TaskManagerOptions
from conductor._worker.registration import register_task_defs
from conductor._worker.roster import Roster, Workers
from conductor._worker.settings import GRACE_S, TaskManagerConfig, check_client, read_config
from conductor._worker.shared import Shared
from conductor._worker.timings import DEFAULT_TIMINGS, WorkerTimings
from conductor._worker.wire import HttpWire
from conductor.errors import UsageError

if TYPE_CHECKING:
    from conductor._async.client import AsyncConductorClient
    from conductor._sync.client import ConductorClient


class _Manager(ABC):
    """What both fronts share: the workers, their options, and how to change these."""

    def __init__(
        self,
        workers: Workers,
        config: TaskManagerConfig | Mapping[str, Any] | None,
        arguments: TaskManagerConfig,
        timings: WorkerTimings,
    ) -> None:
        self._timings = timings
        settings = read_config(config, arguments)
        self._roster = Roster(workers, settings.get("options"), use_env=settings.get("use_env", True))
        self._log = WorkerLog(settings.get("logger"))
        self._events = Events(settings.get("listeners", ()), self._log)
        self._on_error = settings.get("on_error")
        self._tracing = settings.get("tracing")
        self._max_retries = settings.get("max_retries")
        self._grace_s = settings.get("grace_s", GRACE_S)
        self._crew: Crew | None = None

    @property
    def is_polling(self) -> bool:
        """Whether workers poll: from the start to the stop; work may still be in flight afterwards."""
        return self._crew is not None and not self._crew.is_stopping

    @property
    def options(self) -> TaskManagerOptions:
        """The options for all workers, times in milliseconds; a worker's own may differ."""
        return self._roster.common()

    def health(self) -> Health:
        """Tell how the workers are; may be asked from any thread."""
        return health_of(self._crew)

    def sanity_check(self) -> None:
        """Check the workers, as each start does.

        Raises:
            ConfigurationError: there is none, two have the same name, or one is wrong in itself.
        """
        self._roster.check()

    def update_polling_options(
        self, options: Mapping[str, Any] | None = None, /, **changes: Unpack[TaskManagerOptions]
    ) -> None:
        """Change options of all workers, at once; they win over what workers say themselves (except for a domain).

        Raises:
            ConfigurationError: an option is unknown or has a wrong value; nothing was changed then.
        """
        self._roster.change_all({**(options or {}), **changes})
        self._spread()

    def update_polling_option_for_worker(
        self, task_def_name: str, options: Mapping[str, Any] | None = None, /, **changes: Unpack[TaskManagerOptions]
    ) -> bool:
        """Change options of one worker, at once; tell whether there is a worker of that name.

        Raises:
            ConfigurationError: an option is unknown or has a wrong value; nothing was changed then.
        """
        is_known = self._roster.change(task_def_name, {**(options or {}), **changes})
        if not is_known:
            self._log.info("No runner found for worker with taskDefName: %s", task_def_name)
        self._spread()
        return is_known

    def pause_worker(self, task_def_name: str) -> bool:
        """Let a worker take no more tasks until :meth:`resume_worker`; tell whether there is one of that name."""
        return self.update_polling_option_for_worker(task_def_name, paused=True)

    def resume_worker(self, task_def_name: str) -> bool:
        """Let a paused worker take tasks again; tell whether there is one of that name."""
        return self.update_polling_option_for_worker(task_def_name, paused=False)

    @abstractmethod
    def _spread(self) -> None:
        """Tell running workers their options."""

    async def _begin(self, client: ConductorClient | AsyncConductorClient) -> None:
        """Start a crew on the running loop."""
        twin = Twin(client)
        shared = Shared(
            wire=HttpWire(twin.client.api, open_sender(twin), self._timings),
            inputs=ExternalInputs(twin.client.api, twin.client.settings),
            events=self._events,
            log=self._log,
            timings=self._timings,
            on_error=self._on_error,
            tracing=self._tracing,
            max_attempts=None if self._max_retries is None else max(1, self._max_retries),
        )
        workers = self._roster.specs()
        self._crew = crew = Crew(workers, shared)
        try:
            await register_task_defs(twin.client.api, workers, self._log)
        except BaseException:
            self._crew = None
            await twin.aclose()
            raise
        names = ", ".join(f"{name} x{lane.options.concurrency}" for name, lane in crew.lanes.items())
        if not crew.is_stopping:
            variables = [*client.settings.from_environment, *self._roster.variables()]
            crew.start(announce(self._log, twin.client.api, client.settings.server_url, names, variables))

    def _change_crew(self) -> None:
        if self._crew is not None:
            for name, (_, options) in self._roster.specs().items():
                self._crew.lanes[name].change(options)

    def _check_start(self) -> None:
        if self._crew is not None:
            raise UsageError("the manager is already started: stop it first, or make another one")
        self._roster.check()


class AsyncTaskManager(_Manager):
    """Runs workers on the event loop of the caller.

    Use it as ``async with``, or call :meth:`start_polling` and :meth:`stop_polling`. It can be started again after a
    stop.

    Args:
        client: Says where the server is and who asks; the workers have connections of their own, made of its settings,
            so that it may be closed earlier.
        workers: ConductorWorker objects and functions with the decorator ``worker``, or a module that holds some.
        config: A mapping of settings; keyword arguments win over it.
        timings: Limits that fit all programs; tests make them short.
        **settings: See :class:`TaskManagerConfig`.

    Raises:
        ConfigurationError: there are no workers, an option is wrong, or the client is none.
    """

    def __init__(
        self,
        client: AsyncConductorClient,
        workers: Workers,
        config: TaskManagerConfig | Mapping[str, Any] | None = None,
        *,
        timings: WorkerTimings = DEFAULT_TIMINGS,
        **settings: Unpack[TaskManagerConfig],
    ) -> None:
        super().__init__(workers, config, settings, timings)
        self._client = check_client(client)

    async def start_polling(self) -> None:
        """Start all workers.

        Raises:
            UsageError: it is started already.
            ConfigurationError: a worker is wrong, see :meth:`sanity_check`.
        """
        self._check_start()
        await self._begin(self._client)

    async def stop_polling(self, *, drain: bool = True, grace_s: float | None = None) -> None:
        """Stop polling and wait for work in flight; what does not end in time is cancelled and reported as failed.

        Args:
            drain: False gives work in flight no time.
            grace_s: How long it may go on, in seconds; default: what the manager was made with.

        Raises:
            UsageError: called by a function of one of its workers.
        """
        crew = self._crew
        if crew is None:
            return
        crew.check_caller()
        await crew.stop((self._grace_s if grace_s is None else grace_s) if drain else 0.0)
        if self._crew is crew:
            self._crew = None

    async def run(self) -> None:
        """Run until SIGINT or SIGTERM, then stop; a second signal ends the grace."""
        from conductor._worker.signals import signals_on_loop

        async with self:
            stop = asyncio.Event()
            with signals_on_loop(stop.set, self._hasten):
                await stop.wait()
                await self.stop_polling()

    async def __aenter__(self) -> Self:
        await self.start_polling()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop_polling()

    def _hasten(self) -> None:
        if self._crew is not None:
            self._crew.hasten()

    def _spread(self) -> None:
        self._change_crew()


class TaskManager(_Manager):
    """Runs workers on a thread of its own.

    Use it as ``with``, or call :meth:`start_polling` and :meth:`stop_polling`, or :meth:`run` to serve until a signal
    comes. It can be started again after a stop. The thread does not keep the program alive.

    The arguments are those of :class:`AsyncTaskManager`, with a sync client. Listeners and ``on_error`` are called on
    that thread.

    Raises:
        ConfigurationError: there are no workers, an option is wrong, or the client is none.
    """

    def __init__(
        self,
        client: ConductorClient,
        workers: Workers,
        config: TaskManagerConfig | Mapping[str, Any] | None = None,
        *,
        timings: WorkerTimings = DEFAULT_TIMINGS,
        **settings: Unpack[TaskManagerConfig],
    ) -> None:
        super().__init__(workers, config, settings, timings)
        self._client = check_client(client)
        self._host: LoopThread | None = None
        self._lock = threading.Lock()

    def start_polling(self) -> None:
        """Start all workers and return.

        Raises:
            UsageError: it is started already.
            ConfigurationError: a worker is wrong, see :meth:`sanity_check`.
        """
        with self._lock:
            self._check_start()
            self._host = LoopThread("conductor-workers", self._log, self._timings)
            try:
                self._host.run(self._begin(self._client))
            except BaseException:
                self._end(self._host, self._grace_s)
                raise
            atexit.register(self._stop_at_exit)

    def stop_polling(self, *, drain: bool = True, grace_s: float | None = None) -> None:
        """Stop polling and wait for work in flight; what does not end in time is cancelled and reported as failed.

        Args:
            drain: False gives work in flight no time.
            grace_s: How long it may go on, in seconds; default: what the manager was made with.

        Raises:
            UsageError: called by a function of one of its workers, or on their thread, such as by a listener.
        """
        grace_s = (self._grace_s if grace_s is None else grace_s) if drain else 0.0
        host, crew = self._host, self._crew
        if host is not None and crew is not None:
            host.check_caller()
            crew.check_caller()
        with self._lock:
            if self._host is None:
                return
            atexit.unregister(self._stop_at_exit)
            self._end(self._host, grace_s)

    def _end(self, host: LoopThread, grace_s: float) -> None:
        """End the crew, where one has begun, and the thread; a process forked from this one has neither."""
        crew = self._crew
        try:
            if crew is not None and host.is_alive:
                self._wait_for_end(host, crew, grace_s)
        finally:
            if not host.close():
                self._log.error("thread %s is stuck in an async worker and stays behind", host.name)
            self._host = self._crew = None

    def _wait_for_end(self, host: LoopThread, crew: Crew, grace_s: float) -> None:
        """Wait until all is done and reported; Ctrl-C ends the grace, another one the wait."""
        try:
            host.run(crew.stop(grace_s), grace_s + self._timings.stop_margin_s)
        except TimeoutError:
            self._log.error("an async worker blocks the event loop: its tasks are not reported")
        except KeyboardInterrupt:
            host.call_soon(crew.hasten)
            with suppress(TimeoutError):
                host.run(crew.stop(0.0), self._timings.stop_margin_s)
            raise

    def run(self) -> None:
        """Run until SIGINT or SIGTERM, then stop; a second signal ends the grace. For the main thread.

        Raises:
            UsageError: called on another thread than the main one, which is the only one that gets signals.
        """
        from conductor._worker.signals import signals_on_main_thread

        stop = threading.Event()
        with signals_on_main_thread(stop.set, self._hasten), self:
            stop.wait()

    def __enter__(self) -> Self:
        self.start_polling()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop_polling()

    def _hasten(self) -> None:
        host, crew = self._host, self._crew
        if host is not None and crew is not None:
            host.call_soon(crew.hasten)

    def _spread(self) -> None:
        host = self._host
        if host is not None and self._crew is not None:
            host.call_soon(self._change_crew)

    def _stop_at_exit(self) -> None:
        if self._host is not None and self._host.is_alive:
            self._log.warning("the program ends while workers poll: use run(), a with block, or stop_polling()")
        self.stop_polling(grace_s=min(self._grace_s, 5.0))
