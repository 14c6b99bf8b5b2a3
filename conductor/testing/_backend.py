"""What an environment needs of the server that it is on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, Protocol, TypeAlias

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from datetime import datetime, timedelta

    from conductor._worker.roster import AnyWorker

Outcome: TypeAlias = Literal["ended", "held", "stuck", "late"]
"""How a wait ended: the execution has ended; only somebody outside can go on with it; nothing will happen by itself;
or the time is up."""

WORKER_ID = "conductor.testing"


class Backend(Protocol):
    """A server as an environment uses it, besides its API."""

    skips_time: bool

    def now(self) -> datetime:
        """The time on the clock of the server, in UTC."""
        ...

    def sleep(self, duration: timedelta) -> None:
        """Let time pass."""
        ...

    def without_skipping(self) -> AbstractContextManager[None]:
        """A block in which the clock does not skip."""
        ...

    def wait(self, workflow_id: str, timeout: timedelta | None) -> Outcome:
        """Wait until an execution has ended, or does not go on by itself."""
        ...

    def add_worker(self, worker: AnyWorker) -> None:
        """Let a worker take tasks, in place of a former one of its name."""
        ...

    def remove_worker(self, task_def_name: str) -> None:
        """Let a worker take no more tasks."""
        ...

    def close(self) -> None:
        """Stop the workers, and the server if it is ours."""
        ...
