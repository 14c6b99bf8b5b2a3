"""SIGINT and SIGTERM for managers that run until somebody stops them."""

from __future__ import annotations

import asyncio
import signal
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

from conductor.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

_SIGNALS = (signal.SIGINT, signal.SIGTERM)


class _Steps:
    """The first signal asks to stop, each further one to hurry."""

    def __init__(self, stop: Callable[[], None], hasten: Callable[[], None]) -> None:
        self._stop = stop
        self._hasten = hasten
        self._count = 0

    def step(self, *_: object) -> None:
        self._count += 1
        (self._stop if self._count == 1 else self._hasten)()


@contextmanager
def signals_on_main_thread(stop: Callable[[], None], hasten: Callable[[], None]) -> Generator[None]:
    """Call ``stop`` at the first signal and ``hasten`` at each further one, as long as the block runs.

    Raises:
        UsageError: this is not the main thread.
    """
    if threading.current_thread() is not threading.main_thread():
        raise UsageError("run() must be called on the main thread: only that one gets signals")
    steps = _Steps(stop, hasten)
    before = {number: signal.signal(number, steps.step) for number in _SIGNALS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def signals_on_loop(stop: Callable[[], None], hasten: Callable[[], None]) -> Generator[None]:
    """Do the same on the running loop.

    Raises:
        UsageError: the loop does not run on the main thread.
    """
    loop = asyncio.get_running_loop()

    def on_loop(function: Callable[[], None]) -> Callable[[], None]:
        def call() -> None:
            # Not add_signal_handler, which Windows does not have; a thread-safe call wakes the loop as well.
            loop.call_soon_threadsafe(function)

        return call

    with signals_on_main_thread(on_loop(stop), on_loop(hasten)):
        yield
