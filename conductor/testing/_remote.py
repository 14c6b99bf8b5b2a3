"""A server elsewhere under an environment: its clock is the wall clock, and workers poll it."""

from __future__ import annotations

import time
from contextlib import AbstractContextManager, nullcontext
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from conductor._shared.states import is_terminal
from conductor._sync import WorkflowExecutor
from conductor._worker.manager import TaskManager
from conductor.models import Task, TaskState, Workflow, WorkflowState
from conductor.testing._backend import WORKER_ID
from conductor.testing.errors import TimeSkippingNeeded

if TYPE_CHECKING:
    from conductor._sync.client import ConductorClient
    from conductor._worker.options import TaskManagerOptions
    from conductor._worker.roster import AnyWorker
    from conductor.testing._backend import Outcome

_PATIENCE_S = 30.0
_FIRST_PAUSE_S = 0.02
_LONGEST_PAUSE_S = 0.25
_GRACE_S = 5.0
_FOREVER_S = 2_147_483_647
_CONTAINERS = frozenset({"JOIN", "EXCLUSIVE_JOIN", "DO_WHILE"})
_OPEN = frozenset({TaskState.SCHEDULED, TaskState.IN_PROGRESS})


class RemoteBackend:
    """A server that others may use too; with a domain the workers take only tasks of that domain."""

    skips_time = False

    def __init__(self, client: ConductorClient, domain: str | None) -> None:
        self._client = client
        self._executor = WorkflowExecutor(client)
        self._options: TaskManagerOptions = {
            "worker_id": WORKER_ID,
            "poll_interval": 20,
            "batch_polling_timeout": 100,
            "domain": domain,
        }
        self._managers: dict[str, TaskManager] = {}

    def now(self) -> datetime:
        """The time here, in UTC."""
        return datetime.now(UTC)

    def sleep(self, duration: timedelta) -> None:
        """Let time pass; longer than anybody would wait is refused."""
        if duration.total_seconds() > _PATIENCE_S:
            raise TimeSkippingNeeded(f"sleep of {duration} on {self._client.settings.server_url}: {_WAY_OUT}")
        time.sleep(duration.total_seconds())

    def without_skipping(self) -> AbstractContextManager[None]:
        """A block in which the clock does not skip: it never does."""
        return nullcontext()

    def wait(self, workflow_id: str, timeout: timedelta | None) -> Outcome:
        """Wait until an execution has ended, or does not go on by itself."""
        ends_s = time.monotonic() + (_PATIENCE_S if timeout is None else timeout.total_seconds())
        pause_s = _FIRST_PAUSE_S
        while (outcome := self._look(workflow_id, ends_s - time.monotonic())) is None:
            if time.monotonic() >= ends_s:
                return "late"
            time.sleep(pause_s)
            pause_s = min(pause_s * 1.5, _LONGEST_PAUSE_S)
        return outcome

    def add_worker(self, worker: AnyWorker) -> None:
        """Let a worker take tasks, in place of a former one of its name."""
        self.remove_worker(worker.task_def_name)
        manager = TaskManager(self._client, [worker], options=self._options, use_env=False, grace_s=_GRACE_S)
        manager.start_polling()
        self._managers[worker.task_def_name] = manager

    def remove_worker(self, task_def_name: str) -> None:
        """Let a worker take no more tasks."""
        manager = self._managers.pop(task_def_name, None)
        if manager is not None:
            manager.stop_polling()

    def close(self) -> None:
        """Stop the workers."""
        for name in list(self._managers):
            self.remove_worker(name)

    def _look(self, workflow_id: str, left_s: float) -> Outcome | None:
        execution = self._executor.get_workflow(workflow_id)
        if is_terminal(execution.status):
            return "ended"
        if execution.status == WorkflowState.PAUSED:
            return "held"
        leaves = [task for task in execution.tasks if task.status in _OPEN and task.task_type not in _CONTAINERS]
        if not leaves or not all(self._is_held(task) for task in leaves):
            return None
        waits = [task for task in leaves if task.task_type == "WAIT" and task.callback_after_seconds != _FOREVER_S]
        if not waits:
            return "held"
        _check_waits(execution, waits, left_s)
        return None

    def _is_held(self, task: Task) -> bool:
        return task.task_type in {"HUMAN", "WAIT"} or (
            task.sub_workflow_id is not None and self._look(task.sub_workflow_id, _PATIENCE_S) == "held"
        )


_WAY_OUT = "this needs a clock that skips: ConductorEnvironment.time_skipping(), --conductor=local"


def _check_waits(execution: Workflow, waits: list[Task], left_s: float) -> None:
    ends_s = min(task.start_time / 1000 + task.callback_after_seconds for task in waits)
    if ends_s - time.time() > left_s:
        until = datetime.fromtimestamp(ends_s, UTC)
        references = ", ".join(task.reference_task_name for task in waits)
        raise TimeSkippingNeeded(f"{execution.workflow_name} waits in {references} until {until:%F %T}: {_WAY_OUT}")
