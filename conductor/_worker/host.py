"""An event loop on a thread of its own, for those who have none."""

from __future__ import annotations

import asyncio
import concurrent.futures
import importlib.util
import threading
from contextlib import suppress
from typing import TYPE_CHECKING, Any, TypeVar

from conductor._worker.timings import DEFAULT_TIMINGS, WorkerTimings
from conductor.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from conductor._worker.log import WorkerLog

T = TypeVar("T")


class LoopThread:
    """Runs an event loop until it is closed; user code that blocks it does not keep the process alive.

    Args:
        name: Name of the thread.
        log: Hears of what would end the loop.
        timings: How long closing may take.
        new_loop: Creates the event loop.
    """

    def __init__(
        self,
        name: str,
        log: WorkerLog,
        timings: WorkerTimings = DEFAULT_TIMINGS,
        new_loop: Callable[[], asyncio.AbstractEventLoop] | None = None,
    ) -> None:
        self._log = log
        self._timings = timings
        self._is_closing = False
        self._loop = (new_loop or fastest_loop)()
        self._thread = threading.Thread(target=self._work, name=name, daemon=True)
        self._thread.start()

    @property
    def name(self) -> str:
        """Name of the thread."""
        return self._thread.name

    @property
    def is_alive(self) -> bool:
        """Whether the thread runs: not after its end, nor in a process that was forked from this one."""
        return self._thread.is_alive()

    def check_caller(self) -> None:
        """Raise UsageError on the loop's own thread, which would wait for itself."""
        if threading.current_thread() is self._thread:
            raise UsageError("this would wait for itself: call it from another thread than the one that runs workers")

    def run(self, coroutine: Coroutine[Any, Any, T], limit_s: float | None = None) -> T:
        """Run a coroutine on the loop and give what it returns.

        Raises:
            TimeoutError: it took longer than ``limit_s``.
        """
        future = asyncio.run_coroutine_threadsafe(coroutine, self._loop)
        try:
            return future.result(limit_s)
        except (concurrent.futures.TimeoutError, KeyboardInterrupt):
            future.cancel()
            raise

    def call_soon(self, function: Callable[..., Any], *arguments: Any) -> None:
        """Call a function on the loop, without waiting for it."""
        self._loop.call_soon_threadsafe(function, *arguments)

    def close(self) -> bool:
        """End loop and thread; tell whether they ended, which user code may prevent."""
        if self.is_alive:
            self._loop.call_soon_threadsafe(self._end)
            self._thread.join(self._timings.loop_end_s)
        return not self.is_alive

    def _work(self) -> None:
        asyncio.set_event_loop(self._loop)
        try:
            while not self._is_closing:
                self._run_loop()
            self._loop.run_until_complete(_clean_up(self._loop, self._timings.loop_step_s))
        finally:
            self._loop.close()

    def _run_loop(self) -> None:
        try:
            self._loop.run_forever()
        except BaseException as error:  # noqa: BLE001 - SystemExit in a task of the user's ends a loop
            self._log.error("something that a worker started raised %r: the event loop goes on", error)

    def _end(self) -> None:
        self._is_closing = True
        self._loop.stop()


def fastest_loop() -> asyncio.AbstractEventLoop:
    """Return a loop of uvloop where that is installed: it takes half the time of the standard one."""
    if importlib.util.find_spec("uvloop") is None:
        return asyncio.new_event_loop()
    import uvloop

    return uvloop.new_event_loop()


async def _clean_up(loop: asyncio.AbstractEventLoop, step_s: float) -> None:
    current = asyncio.current_task()
    rest = {task for task in asyncio.all_tasks() if task is not current}
    for task in rest:
        task.cancel()
    if rest:
        await asyncio.wait(rest, timeout=step_s)
    await loop.shutdown_asyncgens()
    with suppress(TimeoutError):
        await asyncio.wait_for(loop.shutdown_default_executor(), step_s)
