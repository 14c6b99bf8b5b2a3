"""Threads for plain functions: as many as run at once, never more, and none that keeps the process alive."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from contextlib import suppress
from queue import SimpleQueue
from typing import Any

_Work = tuple[Callable[[], Any], "asyncio.Future[Any]", asyncio.AbstractEventLoop]


class ThreadPool:
    """Runs functions on threads of its own. To be used from one event loop.

    Unlike the pool of the standard library its threads are daemons: one that is stuck in the user's code does not keep
    the interpreter from its end.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._queue: SimpleQueue[_Work | None] = SimpleQueue()
        self._threads: list[_PoolThread] = []
        self._busy = 0

    def run(self, function: Callable[[], Any], outcome: asyncio.Future[Any]) -> None:
        """Run a function that does not raise; what it gives goes to ``outcome``, unless that is done by then."""
        self._busy += 1
        if self._busy > len(self._threads):
            self._add_thread()
        self._queue.put((function, outcome, asyncio.get_running_loop()))

    def finished(self) -> None:
        """Note that a function has ended, so that its thread counts as free."""
        self._busy -= 1

    def has_caller(self) -> bool:
        """Tell whether this is called on one of its threads."""
        return threading.current_thread() in self._threads

    def close(self) -> list[str]:
        """End all threads; give the names of those that are stuck in a function."""
        for _ in self._threads:
            self._queue.put(None)
        stuck = [thread for thread in self._threads if not thread.ended(limit_s=0.0 if thread.is_working else 1.0)]
        self._threads = []
        return [thread.name for thread in stuck]

    def _add_thread(self) -> None:
        thread = _PoolThread(f"{self._name}-{len(self._threads) + 1}", self._queue, self.finished)
        self._threads.append(thread)
        thread.start()


class _PoolThread(threading.Thread):
    def __init__(self, name: str, queue: SimpleQueue[_Work | None], finished: Callable[[], None]) -> None:
        super().__init__(name=name, daemon=True)
        self._queue = queue
        self._finished = finished
        self.is_working = False

    def run(self) -> None:
        while (work := self._queue.get()) is not None:
            function, future, loop = work
            self.is_working = True
            value = function()
            self.is_working = False
            # The loop is closed when the function outlived the manager.
            with suppress(RuntimeError):
                loop.call_soon_threadsafe(self._hand_over, future, value)
            # Nothing of the task stays here while the thread waits for the next one.
            del work, function, future, value

    def ended(self, limit_s: float) -> bool:
        self.join(limit_s)
        return not self.is_alive()

    def _hand_over(self, future: asyncio.Future[Any], value: Any) -> None:
        self._finished()
        if not future.done():
            future.set_result(value)
