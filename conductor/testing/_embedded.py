"""An embedded server under an environment."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from conductor.errors import UsageError
from conductor.testing._crew import Crew

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from conductor._worker.roster import AnyWorker
    from conductor.local import LocalServer
    from conductor.testing._backend import Outcome

_PATIENCE_S = 30.0


class EmbeddedBackend:
    """A server inside this process; it is closed with the environment when it was made for it."""

    def __init__(self, server: LocalServer, *, is_ours: bool) -> None:
        self._server = server
        self._is_ours = is_ours
        self._crew = Crew(server)
        self.skips_time = server.driver.clock.skips

    def now(self) -> datetime:
        """The time on the clock of the server, in UTC."""
        return datetime.fromtimestamp(self._server.now_ms / 1000, UTC)

    def sleep(self, duration: timedelta) -> None:
        """Let time pass."""
        self._check_caller("sleep")
        self._server.sleep(duration.total_seconds())

    def without_skipping(self) -> AbstractContextManager[None]:
        """A block in which the clock does not skip."""
        return self._server.without_skipping()

    def wait(self, workflow_id: str, timeout: timedelta | None) -> Outcome:
        """Wait until an execution has ended, or does not go on by itself."""
        self._check_caller("wait for a workflow")
        limit_s = _PATIENCE_S
        until_ms = None if timeout is None else self._server.now_ms + round(timeout.total_seconds() * 1000)
        if not self.skips_time and timeout is not None:
            limit_s = timeout.total_seconds() + 1
        return self._server.wait(workflow_id, until_ms=until_ms, limit_s=limit_s) or "late"

    def add_worker(self, worker: AnyWorker) -> None:
        """Let a worker take tasks, in place of a former one of its name."""
        self._crew.add(worker)

    def remove_worker(self, task_def_name: str) -> None:
        """Let a worker take no more tasks."""
        self._crew.remove(task_def_name)

    def close(self) -> None:
        """Stop the workers, and the server if it is ours."""
        self._crew.close()
        if self._is_ours:
            self._server.close()

    def _check_caller(self, what: str) -> None:
        # The workers of an environment share one thread: it would wait for itself.
        if self._crew.is_here():
            raise UsageError(f"a worker of a test environment cannot {what}; run it by a TaskManager(env.client, ...)")
