"""The engine as a whole: commands in, results out, time told from outside."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from typing import TypeVar

from .background import decide_safely, drain, finish_scripts, run_timers
from .changes import Change
from .errors import EngineError
from .keeping import Keeper, KeepingError
from .records import record_of
from .requests import HttpOutcome, finish_http
from .restoring import restore
from .retention import Retention
from .runtime import Job, Runtime, ScriptJob
from .script_calls import ScriptOutcome
from .unserved import Unserved, unserved

T = TypeVar("T")
_log = logging.getLogger(__name__)


class Engine:
    """A Conductor engine that does nothing by itself.

    Every call says what time it is (`now_ms`, epoch milliseconds). A command is a function of the
    engine's state; what it sets in motion is done, and kept if there is a keeper, before its result
    is handed back.
    """

    def __init__(self, runtime: Runtime, keeper: Keeper | None = None, retention: Retention | None = None) -> None:
        self.rt = runtime
        self._keeper = keeper
        self._retention = retention or Retention()
        self._unsaved: dict[Change, None] = {}
        self._logged: str | None = None

    def restore(self, now_ms: int) -> None:
        """Go on where the keeper says that the engine was."""
        if self._keeper is not None:
            restore(self.rt, self._keeper.load(), now_ms)

    def handle(self, command: Callable[[Runtime], T], now_ms: int, *, may_refuse: bool = True) -> T:
        """Run what is due, then a command and all that follows from it; its errors pass through.

        What an earlier call changed and could not save is saved first. As long as that fails, a command is not run when
        it `may_refuse`: the client hears of the full disk before anything has happened.

        Raises:
            KeepingError: The change of the command was not saved. It is there in memory, and is saved when that is
                possible again: the client was told that it failed, and may find that it was done.
        """
        self.run_due(now_ms)
        # What has been suspended by work that was due is not for this command to wait for.
        self.rt.suspended_now.clear()
        if may_refuse:
            self._save()
        self.rt.turn.begin()
        try:
            return command(self.rt)
        finally:
            drain(self.rt)
            self._keep(raises=True)

    def _keep(self, *, raises: bool) -> None:
        """Save what was changed; a failure is raised, or logged and tried again with the next change.

        It is raised only when something new was changed: a command that only reads is answered.
        """
        self._retention.apply(self.rt)
        changes = self.rt.changes.take()
        if self._keeper is None:
            return
        self._unsaved.update(dict.fromkeys(changes))
        try:
            self._save()
        except KeepingError as error:
            if raises and changes:
                raise
            self._log_failure(error)

    def _log_failure(self, error: KeepingError) -> None:
        # Timers go on while the disk is full: one line is enough.
        if error.message != self._logged:
            _log.error("%s", error.message)
        self._logged = error.message

    def _save(self) -> None:
        if self._keeper is None or not self._unsaved:
            return
        self._keeper.save([(kind, key, record_of(self.rt, kind, key)) for kind, key in self._unsaved])
        self._unsaved.clear()
        self._logged = None

    def next_due(self) -> int | None:
        """When something happens by itself next; None when nothing will."""
        return self.rt.timers.next_due()

    def open_to_workers(self) -> set[str]:
        """The tasks that workers have, or could take now."""
        taken = (task_id for held in self.rt.in_progress.values() for task_id in held)
        return {*self.rt.queues.ready(self.rt.now_ms), *taken}

    def run_due(self, now_ms: int) -> None:
        """Do what is due by `now_ms`, for one turn; time never goes back."""
        self.rt.turn.begin()
        run_timers(self.rt, now_ms)
        self.rt.now_ms = max(self.rt.now_ms, now_ms)
        self._keep(raises=False)

    def take_jobs(self) -> list[Job]:
        """The requests to be made outside since the last call."""
        jobs = list(self.rt.jobs)
        self.rt.jobs.clear()
        return jobs

    def take_script_jobs(self) -> list[ScriptJob]:
        """Return the scripts to be evaluated outside since the last call."""
        jobs = list(self.rt.script_jobs)
        self.rt.script_jobs.clear()
        return jobs

    def finish_scripts(self, job: ScriptJob, outcomes: Sequence[ScriptOutcome], now_ms: int) -> None:
        """Run the step again that waits for these scripts; ignored when its owner no longer waits."""
        rt = self.rt
        rt.now_ms = max(rt.now_ms, now_ms)
        rt.suspended_now.clear()
        rt.turn.begin()
        rt.scripts.learn(job.owner, zip(job.calls, outcomes, strict=True))
        finish_scripts(rt, job)
        drain(rt)
        try:
            self._keep(raises=True)
        except KeepingError as error:
            self._log_failure(error)
            rt.decision_errors[job.owner] = error

    def take_decision_errors(self) -> dict[str, EngineError]:
        """Return why suspended executions could not be decided since the last call, by execution."""
        errors = dict(self.rt.decision_errors)
        self.rt.decision_errors.clear()
        return errors

    def take_suspended(self) -> set[str]:
        """Return the executions that the commands since the last call have left suspended."""
        found = {workflow_id for workflow_id in self.rt.suspended_now if self.is_suspended(workflow_id)}
        self.rt.suspended_now.clear()
        return found

    def is_suspended(self, workflow_id: str) -> bool:
        """Return whether an execution waits for a script, or for its next turn."""
        workflow = self.rt.workflows.get(workflow_id)
        return workflow is not None and workflow.suspended

    def finish_job(self, job: Job, outcome: HttpOutcome, now_ms: int) -> None:
        """Tell what came of a job; ignored when its task has ended meanwhile."""
        try:
            self.handle(lambda rt: _finish(rt, job, outcome), now_ms, may_refuse=False)
        except KeepingError as error:
            self._log_failure(error)

    def take_touched(self) -> list[str]:
        """The topics on which something changed since the last call, in the order of the first change."""
        touched = list(self.rt.touched)
        self.rt.touched.clear()
        return touched

    def unserved(self, workflow_id: str) -> list[Unserved]:
        """What an execution waits for although no worker has asked for it."""
        return unserved(self.rt, workflow_id)

    def take_handed_out(self) -> list[str]:
        """The ids of the tasks that workers got since the last call."""
        handed_out = list(self.rt.handed_out)
        self.rt.handed_out.clear()
        return handed_out

    def is_in_progress(self, task_id: str) -> bool:
        """Whether a worker has the task and has not given it back."""
        task = self.rt.tasks.get(task_id)
        return task is not None and task_id in self.rt.in_progress.get(task.def_name, ())


def _finish(rt: Runtime, job: Job, outcome: HttpOutcome) -> None:
    task = rt.tasks.get(job.task_id)
    workflow = None if task is None else rt.workflows.get(task.workflow_id)
    if task is None or workflow is None or task.terminal or workflow.terminal:
        return
    rt.note(task)
    finish_http(rt, workflow, task, outcome)
    decide_safely(rt, workflow)
