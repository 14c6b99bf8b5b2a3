"""What loops wait on: a bell that anybody may ring, an event, the wish that they end."""

from __future__ import annotations

import asyncio


class Bell:
    """Wakes the one who waits for it; a ring that nobody waited for is kept for the next."""

    def __init__(self) -> None:
        self._rung = False
        self._waiter: asyncio.Future[None] | None = None

    def ring(self) -> None:
        """Wake the one who waits."""
        self._rung = True
        _release(self._waiter)

    async def wait(self, limit_s: float | None = None) -> bool:
        """Wait for a ring, or until the time is up; tell whether there was a ring."""
        if not self._rung and (limit_s is None or limit_s > 0):
            await self._sleep(limit_s)
        rung, self._rung = self._rung, False
        return rung

    async def _sleep(self, limit_s: float | None) -> None:
        loop = asyncio.get_running_loop()
        self._waiter = waiter = loop.create_future()
        timer = None if limit_s is None else loop.call_later(limit_s, _release, waiter)
        try:
            await waiter
        finally:
            self._waiter = None
            if timer is not None:
                timer.cancel()


async def wait_for(event: asyncio.Event, limit_s: float) -> bool:
    """Wait until the event is set or the time is up; tell whether it is set."""
    if not event.is_set() and limit_s > 0:
        try:
            async with asyncio.timeout(limit_s):
                await event.wait()
        except TimeoutError:
            return event.is_set()
    return event.is_set()


def is_cancelled() -> bool:
    """Tell whether somebody wants the running task to end; a transport may raise CancelledError without that."""
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0


def _release(waiter: asyncio.Future[None] | None) -> None:
    if waiter is not None and not waiter.done():
        waiter.set_result(None)
