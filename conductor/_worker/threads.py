"""Threads for plain functions: as many as run at once, never more, and none that keeps the process alive."""

from __future__ import annotations

import asyncio
import threading
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from typing import Any

_Work = tuple[Callable[[], Any], "asyncio.Future[Any]", asyncio.AbstractEventLoop]


class ThreadPool:
    """Runs functions on threads of its own. To be used from one event loop.

    One thread is woken at a time, the one that worked last; with its work in hand it wakes the next, if there is more.
    So functions that block get a thread each, and short ones share a few: to wake a thread costs more than these do.

    Unlike the pool of the standard library its threads are daemons: one that is stuck in the user's code does not keep
    the interpreter from its end.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._lock = threading.Lock()
        self._waiting: deque[_Work] = deque()
        self._threads: list[_PoolThread] = []
        self._idle: list[_PoolThread] = []
        self._coming = 0
        """How many threads are on their way to their next work."""
        self.is_closed = False

    def run(self, function: Callable[[], Any], outcome: asyncio.Future[Any]) -> None:
        """Run a function that does not raise; what it gives goes to ``outcome``, unless that is done by then."""
        with self._lock:
            self._waiting.append((function, outcome, asyncio.get_running_loop()))
            self._wake_one()

    def expect(self) -> None:
        """Note that a thread will come for its next work soon."""
        with self._lock:
            self._coming += 1

    def take(self, thread: _PoolThread) -> _Work | None:
        """Give a thread that was expected its next work; with None it is idle until its bell rings."""
        with self._lock:
            self._coming -= 1
            if not self._waiting:
                if not self.is_closed:
                    self._idle.append(thread)
                return None
            work = self._waiting.popleft()
            self._wake_one()
            return work

    def has_caller(self) -> bool:
        """Tell whether this is called on one of its threads."""
        return threading.current_thread() in self._threads

    def close(self) -> list[str]:
        """End all threads; give the names of those that are stuck in a function."""
        with self._lock:
            self.is_closed = True
            for thread in self._idle:
                self._coming += 1
                thread.bell.release()
            self._idle = []
        stuck = [thread for thread in self._threads if not thread.ended(limit_s=0.0 if thread.is_working else 1.0)]
        self._threads = []
        return [thread.name for thread in stuck]

    def _wake_one(self) -> None:
        if self._coming or not self._waiting:
            return
        self._coming += 1
        if self._idle:
            self._idle.pop().bell.release()
        else:
            self._add_thread()

    def _add_thread(self) -> None:
        thread = _PoolThread(f"{self._name}-{len(self._threads) + 1}", self)
        try:
            thread.start()
        except RuntimeError:
            # The system gives no more threads: those that there are do the work, one after another.
            self._coming -= 1
            if not self._threads:
                self._waiting.clear()
                raise
        else:
            self._threads.append(thread)


class _PoolThread(threading.Thread):
    def __init__(self, name: str, pool: ThreadPool) -> None:
        super().__init__(name=name, daemon=True)
        self._pool = pool
        self.is_working = False
        self.bell = threading.Lock()
        """Rung by its release."""
        self.bell.acquire()

    def run(self) -> None:
        while True:
            work = self._pool.take(self)
            if work is not None:
                self._do(*work)
                # Nothing of the task stays here while the thread waits for the next one.
                del work
            elif self._pool.is_closed:
                return
            else:
                self.bell.acquire()

    def _do(self, function: Callable[[], Any], outcome: asyncio.Future[Any], loop: asyncio.AbstractEventLoop) -> None:
        self.is_working = True
        value = function()
        self.is_working = False
        # Before anybody knows the outcome: what comes of it needs no other thread.
        self._pool.expect()
        # The loop is closed when the function outlived the manager.
        with suppress(RuntimeError):
            loop.call_soon_threadsafe(_hand_over, outcome, value)

    def ended(self, limit_s: float) -> bool:
        self.join(limit_s)
        return not self.is_alive()


def _hand_over(outcome: asyncio.Future[Any], value: Any) -> None:
    if not outcome.done():
        outcome.set_result(value)
