"""Queues of worker tasks: priority first, then the order of arrival; delays in milliseconds."""

from __future__ import annotations

import heapq
from dataclasses import dataclass, field
from itertools import count


@dataclass(slots=True)
class _Entry:
    queue: str
    task_id: str
    priority: int
    due_ms: int
    token: int


@dataclass(slots=True)
class _Queue:
    ready: list[tuple[int, int, str]] = field(default_factory=list[tuple[int, int, str]])
    delayed: list[tuple[int, int, str]] = field(default_factory=list[tuple[int, int, str]])
    size: int = 0


def queue_name(task_type: str, domain: str | None = None, group: str | None = None) -> str:
    """The queue of a task type, in a domain and an isolation group if given."""
    name = f"{domain}:{task_type}" if domain is not None else task_type
    return f"{name}-{group}" if group else name


class TaskQueues:
    """The messages that wait to be polled; a task is in at most one queue, once."""

    def __init__(self) -> None:
        self._queues: dict[str, _Queue] = {}
        self._entries: dict[str, _Entry] = {}
        self._tokens = count()

    def push(self, queue: str, task_id: str, priority: int, due_ms: int, now_ms: int) -> None:
        """Put a task into a queue, to be handed out from `due_ms` on; moves it when it is queued already."""
        self.remove(task_id)
        entry = _Entry(queue, task_id, priority, due_ms, next(self._tokens))
        self._entries[task_id] = entry
        held = self._queues.setdefault(queue, _Queue())
        held.size += 1
        if due_ms > now_ms:
            heapq.heappush(held.delayed, (due_ms, entry.token, task_id))
        else:
            heapq.heappush(held.ready, (-priority, entry.token, task_id))

    def restore(self, queue: str, task_id: str, priority: int, due_ms: int, token: int) -> None:
        """Put a task where it was; all have to be back before the first one is pushed."""
        self._tokens = count(token)
        self.push(queue, task_id, priority, due_ms, 0)

    def remove(self, task_id: str) -> None:
        """Take a task out of its queue, if it is in one."""
        entry = self._entries.pop(task_id, None)
        if entry is not None:
            self._queues[entry.queue].size -= 1

    def pop(self, queue: str, now_ms: int) -> str | None:
        """Take the next task that is due; None when there is none."""
        held = self._queues.get(queue)
        if held is None:
            return None
        self._release(held, now_ms)
        while held.ready:
            _, token, task_id = heapq.heappop(held.ready)
            if self._current(task_id, token):
                self.remove(task_id)
                return task_id
        return None

    def _release(self, held: _Queue, now_ms: int) -> None:
        while held.delayed and held.delayed[0][0] <= now_ms:
            _, token, task_id = heapq.heappop(held.delayed)
            if self._current(task_id, token):
                heapq.heappush(held.ready, (-self._entries[task_id].priority, token, task_id))

    def _current(self, task_id: str, token: int) -> bool:
        entry = self._entries.get(task_id)
        return entry is not None and entry.token == token

    def place(self, task_id: str) -> tuple[int, int] | None:
        """When a task is due in its queue, and its number in the order of arrival; None when it is in none."""
        entry = self._entries.get(task_id)
        return None if entry is None else (entry.due_ms, entry.token)

    def contains(self, task_id: str) -> bool:
        """Whether the task waits in a queue."""
        return task_id in self._entries

    def size(self, queue: str) -> int:
        """How many tasks wait in a queue, delayed ones included."""
        held = self._queues.get(queue)
        return 0 if held is None else held.size

    def ready(self, now_ms: int) -> list[str]:
        """The tasks of all queues that need not be waited for."""
        return [task_id for task_id, entry in self._entries.items() if entry.due_ms <= now_ms]

    def sizes(self) -> dict[str, int]:
        """The size of every queue ever used."""
        return {name: held.size for name, held in self._queues.items()}
