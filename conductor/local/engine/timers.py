"""Things that happen when their time has come."""

from __future__ import annotations

import heapq
from itertools import count
from typing import TypeAlias

Key: TypeAlias = tuple[str, str]


class Timers:
    """At most one due time (epoch milliseconds) for each key (what, of whom)."""

    def __init__(self) -> None:
        self._live: dict[Key, tuple[int, int]] = {}
        self._heap: list[tuple[int, int, Key]] = []
        self._tokens = count()

    def set(self, what: str, whom: str, due_ms: int) -> None:
        """Set the due time of a key, in place of a former one."""
        token = next(self._tokens)
        self._live[what, whom] = (due_ms, token)
        heapq.heappush(self._heap, (due_ms, token, (what, whom)))
        if len(self._heap) > 64 + 2 * len(self._live):
            self._compact()

    def cancel(self, what: str, whom: str) -> None:
        """Forget a key."""
        self._live.pop((what, whom), None)

    def _compact(self) -> None:
        self._heap = [(due, token, key) for key, (due, token) in self._live.items()]
        heapq.heapify(self._heap)

    def _drop_stale(self) -> None:
        while self._heap:
            due_ms, token, key = self._heap[0]
            if self._live.get(key) == (due_ms, token):
                return
            heapq.heappop(self._heap)

    def due(self, what: str, whom: str) -> int | None:
        """The due time of a key; None when it is not set."""
        found = self._live.get((what, whom))
        return None if found is None else found[0]

    def next_due(self) -> int | None:
        """The earliest due time."""
        self._drop_stale()
        return self._heap[0][0] if self._heap else None

    def pop_due(self, now_ms: int) -> tuple[int, Key] | None:
        """Take the earliest key that is due, with its due time; None when there is none."""
        due_ms = self.next_due()
        if due_ms is None or due_ms > now_ms:
            return None
        _, _, key = heapq.heappop(self._heap)
        del self._live[key]
        return due_ms, key
