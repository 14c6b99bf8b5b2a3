"""Threads for plain functions: as many as run at once, never more, and none that keeps the process alive."""

from __future__ import annotations

import asyncio
import itertools
import threading
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from typing import Any

_Work = tuple[Callable[[], Any], "asyncio.Future[Any]", asyncio.AbstractEventLoop]


# Two, not one: a thread that works on needs the interpreter's lock for a while, and lets others begin late.
_MOST_COMING = 2


class ThreadPool:
    """Runs functions on threads of its own. To be used from one event loop.

    Few threads are woken at once, those first that worked last; with its work in hand each wakes another, if there is
    more. So functions that block get a thread each, and short ones share some, which cost less than waking a thread.

    Unlike the pool of the standard library its threads are daemons: one that is stuck in the user's code does not keep
    the interpreter from its end.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._numbers = itertools.count(1)
        self._lock = threading.Lock()
        self._waiting: deque[_Work] = deque()
        self._threads: set[_PoolThread] = set()
        self._idle: list[_PoolThread] = []
        self._coming: set[_PoolThread] = set()
        """Threads on their way to their next work."""
        self.is_closed = False

    def run(self, function: Callable[[], Any], outcome: asyncio.Future[Any]) -> None:
        """Run a function that does not raise; what it gives goes to ``outcome``, unless that is done by then."""
        with self._lock:
            self._waiting.append((function, outcome, asyncio.get_running_loop()))
            self._wake_another()

    def expect(self, thread: _PoolThread) -> None:
        """Note that a thread will soon come for its next work."""
        with self._lock:
            self._coming.add(thread)

    def take(self, thread: _PoolThread) -> _Work | None:
        """Give a thread its next work; with None it is idle until its bell rings, or the pool is closed."""
        with self._lock:
            self._coming.discard(thread)
            if not self._waiting:
                self._idle.append(thread)
                return None
            work = self._waiting.popleft()
            self._wake_another()
            return work

    def leave(self, thread: _PoolThread) -> None:
        """Note that a thread has ended, be it by an exception that somebody put into it."""
        with self._lock:
            self._threads.discard(thread)
            self._coming.discard(thread)
            self._idle = [each for each in self._idle if each is not thread]
            self._wake_another()

    def has_caller(self) -> bool:
        """Tell whether this is called on one of its threads."""
        return threading.current_thread() in self._threads

    def close(self) -> list[str]:
        """End all threads; give the names of those that are stuck in a function."""
        with self._lock:
            self.is_closed = True
            threads = list(self._threads)
            for thread in self._idle:
                thread.bell.release()
            self._idle = []
        stuck = [thread for thread in threads if not thread.ended(limit_s=0.0 if thread.is_working else 1.0)]
        return sorted(thread.name for thread in stuck)

    def _wake_another(self) -> None:
        if len(self._coming) >= min(len(self._waiting), _MOST_COMING):
            return
        if self._idle:
            thread = self._idle.pop()
            thread.bell.release()
        else:
            thread = _PoolThread(f"{self._name}-{next(self._numbers)}", self)
            try:
                thread.start()
            except RuntimeError:
                # The system gives no more threads: those that there are do the work, one after another.
                if self._threads:
                    return
                self._waiting.clear()
                raise
            self._threads.add(thread)
        self._coming.add(thread)


class _PoolThread(threading.Thread):
    def __init__(self, name: str, pool: ThreadPool) -> None:
        super().__init__(name=name, daemon=True)
        self._pool = pool
        self.is_working = False
        self.bell = threading.Lock()
        """Rung by its release."""
        self.bell.acquire()

    def run(self) -> None:
        try:
            self._work()
        finally:
            self._pool.leave(self)

    def _work(self) -> None:
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
        if outcome.done():
            return
        self.is_working = True
        value = function()
        self.is_working = False
        # Before anybody knows the outcome: what comes of it needs no other thread.
        self._pool.expect(self)
        # The loop is closed when the function outlived the manager.
        with suppress(RuntimeError):
            loop.call_soon_threadsafe(_hand_over, outcome, value)

    def ended(self, limit_s: float) -> bool:
        self.join(limit_s)
        return not self.is_alive()


def _hand_over(outcome: asyncio.Future[Any], value: Any) -> None:
    if not outcome.done():
        outcome.set_result(value)
