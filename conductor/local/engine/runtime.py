"""The state of the engine and the small steps that all parts of it share."""

from __future__ import annotations

import uuid
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias
from weakref import WeakValueDictionary

from .changes import Changes
from .documents import Documents
from .errors import EngineError
from .expressions import Surroundings
from .metadata import Metadata
from .model import Start, Task, Workflow, plain_reference
from .payloads import task_is_external
from .plan import Plan
from .queues import TaskQueues
from .script_calls import ScriptCall, ScriptOutcome
from .stores import EventHandlers, Schedules
from .timers import Timers
from .turn import Turn
from .values import JsonMap

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

TASK_TIMERS = ("response", "poll", "timeout", "wait", "async", "queue", "human")
OSS, ORKES = "oss", "orkes"
HUMAN_TASKS = "human_task"


class ScriptError(Exception):
    """A script that failed; the text is what the server would show."""


class ScriptLimitError(ScriptError):
    """A script that a limit stopped: it would be stopped again, so its task fails for good."""


class ScriptPending(Exception):
    """The outcomes of these scripts are not known yet. The step that needs them runs again when they are.

    Whoever lets it pass leaves the state of the engine as it was before the step.
    """

    def __init__(self, calls: tuple[ScriptCall, ...]) -> None:
        super().__init__(calls)
        self.calls = calls


class Scripts(Protocol):
    """Runs the expression languages that need an interpreter.

    Each of `javascript`, `jq` and `python` may raise ScriptPending.
    """

    def javascript(self, source: str, scope: JsonMap) -> Any:
        """The value of a script that sees `scope` as `$`; ScriptError when it fails."""
        ...

    def syntax_error(self, source: str) -> str | None:
        """The error text of a script that cannot be parsed, else None."""
        ...

    def missing(self, language: str, source: str) -> str | None:
        """Why a script cannot run here, as its interpreter (of javascript or jq) is not installed, else None."""
        ...

    def jq(self, query: str, value: Any) -> list[Any]:
        """All results of a jq query; ScriptError when it fails."""
        ...

    def python(self, source: str, scope: JsonMap) -> Any:
        """The value a python function body returns; ScriptError when it fails or is not allowed."""
        ...

    def require_syntax(self) -> None:
        """Raise ScriptPending when `syntax_error` was asked about scripts that are not parsed yet."""
        ...

    def on_behalf_of(self, owner: str) -> AbstractContextManager[None]:
        """Use outcomes that were kept for this owner in the block."""
        ...

    def learn(self, owner: str, evaluated: Iterable[tuple[ScriptCall, ScriptOutcome]]) -> None:
        """Keep outcomes for the next run of the owner's step."""
        ...

    def end_step(self) -> None:
        """Drop the outcomes that the present owner has used."""
        ...

    def forget(self, owner: str) -> None:
        """Drop the outcomes of an owner whose step has succeeded."""
        ...


@dataclass(frozen=True)
class Job:
    """Work for the outside: an HTTP request of a task. Its answer comes back by `finish_job`."""

    task_id: str
    request: JsonMap


@dataclass(frozen=True)
class ScriptJob:
    """Scripts that an owner waits for: an execution, an event or a request."""

    owner: str
    calls: tuple[ScriptCall, ...]


@dataclass
class PollRecord:
    """When and by whom a queue was last polled."""

    queue: str
    domain: str | None
    worker_id: str | None
    last_poll_ms: int


Published: TypeAlias = tuple[str, str, JsonMap]
"""Name of an event, id of its message, and the payload."""


def _new_id() -> str:
    return str(uuid.uuid4())


@dataclass
class Runtime:
    """Everything the engine knows; `now_ms` is the time of the command being handled."""

    scripts: Scripts
    surroundings: Surroundings = field(default_factory=Surroundings)
    new_id: Callable[[], str] = _new_id
    metadata: Metadata = field(default_factory=Metadata)
    queues: TaskQueues = field(default_factory=TaskQueues)
    timers: Timers = field(default_factory=Timers)
    plans: WeakValueDictionary[str, Plan] = field(default_factory=WeakValueDictionary[str, Plan])
    workflows: dict[str, Workflow] = field(default_factory=dict[str, Workflow])
    tasks: dict[str, Task] = field(default_factory=dict[str, Task])
    ended: dict[str, int] = field(default_factory=dict[str, int])
    running: dict[str, dict[str, None]] = field(default_factory=dict[str, dict[str, None]])
    in_progress: dict[str, set[str]] = field(default_factory=dict[str, set[str]])
    logs: dict[str, list[JsonMap]] = field(default_factory=dict[str, list[JsonMap]])
    polls: dict[tuple[str, str | None], PollRecord] = field(default_factory=dict[tuple[str, "str | None"], PollRecord])
    work: deque[str] = field(default_factory=deque[str])
    starts: deque[tuple[str, int | None, Start]] = field(default_factory=deque[tuple[str, "int | None", Start]])
    jobs: deque[Job] = field(default_factory=deque[Job])
    script_jobs: deque[ScriptJob] = field(default_factory=deque[ScriptJob])
    awaited: dict[str, ScriptJob] = field(default_factory=dict[str, ScriptJob])
    """The scripts that each suspended execution waits for."""
    undecided: dict[str, None] = field(default_factory=dict[str, None])
    """Suspended executions whose decision goes on in the next turn."""
    decision_errors: dict[str, EngineError] = field(default_factory=dict[str, EngineError])
    """Why suspended executions could not be decided, for the commands that wait for them."""
    suspended_now: dict[str, None] = field(default_factory=dict[str, None])
    """Executions that the command at hand has left suspended."""
    waiting_events: dict[str, deque[Published]] = field(default_factory=dict[str, "deque[Published]"])
    """Events whose handlers have a condition that is being evaluated, and those of the same name after them."""
    turn: Turn = field(default_factory=Turn)
    task_updates: deque[tuple[JsonMap, str]] = field(default_factory=deque[tuple[JsonMap, str]])
    schedules: Schedules = field(default_factory=Schedules)
    handlers: EventHandlers = field(default_factory=EventHandlers)
    published: deque[Published] = field(default_factory=deque[Published])
    touched: dict[str, None] = field(default_factory=dict[str, None])
    handed_out: list[str] = field(default_factory=list[str])
    documents: Documents = field(default_factory=Documents)
    edition: str = OSS
    changes: Changes = field(default_factory=Changes)
    now_ms: int = 0

    def __post_init__(self) -> None:
        self.metadata.changes = self.handlers.changes = self.documents.changes = self.changes

    def note(self, changed: Workflow | Task) -> None:
        """Note that an execution (without its tasks) or a task changed, for those who keep it."""
        if isinstance(changed, Task):
            self.changes.note("task", changed.task_id)
        else:
            self.changes.note("workflow", changed.workflow_id)

    def note_plan(self, plan: Plan) -> None:
        """Note that an execution runs by a plan, which then has to be kept with it."""
        if plan.key is None:
            plan.key = self.new_id()
            self.plans[plan.key] = plan
            self.changes.note("plan", plan.key)

    def storage_path(self) -> str:
        """Where the server would put a large payload."""
        return f"{self.new_id()}.json"

    def touch(self, topic: str) -> None:
        """Note that something changed which a parked request may wait for."""
        self.touched[topic] = None

    def touch_workflow(self, workflow: Workflow | None) -> None:
        """Note a change of an execution, for those who wait for it or for an ancestor."""
        if workflow is not None:
            self.note(workflow)
        self.tell(workflow)

    def tell(self, workflow: Workflow | None) -> None:
        """Tell those who wait for an execution or for an ancestor that one of its tasks changed."""
        while workflow is not None:
            self.touched[workflow.workflow_id] = None
            workflow = self.workflows.get(workflow.parent_id) if workflow.parent_id else None


def add_task(rt: Runtime, workflow: Workflow, task: Task) -> None:
    """Give a new task its place in the execution."""
    workflow.last_seq += 1
    task.seq = workflow.last_seq
    task.scheduled_ms = task.scheduled_ms or rt.now_ms
    workflow.tasks.append(task)
    rt.tasks[task.task_id] = task
    rt.note(task)
    index_task(workflow, task)
    if task.terminal:
        workflow.unprocessed[task.task_id] = task
    else:
        workflow.open_tasks += 1
        track_open(workflow, task)
        _assign_anew(rt, task)


def index_task(workflow: Workflow, task: Task) -> None:
    """Make a task the latest of its reference."""
    workflow.by_ref[task.reference] = task
    if task.iteration > 0:
        workflow.by_ref[plain_reference(task.reference)] = task


def track_open(workflow: Workflow, task: Task) -> None:
    """Remember open loops and joins, which are looked at when other tasks end."""
    if task.task_type == "DO_WHILE":
        workflow.containers[task.task_id] = task
    elif task.task_type in {"JOIN", "EXCLUSIVE_JOIN"}:
        workflow.joins[task.task_id] = task


def close_task(rt: Runtime, workflow: Workflow, task: Task, status: str, reason: str | None = None) -> None:
    """End an open task with a terminal status; it is processed at the next decision."""
    if task.terminal:
        return
    status, reason = _within_limits(rt, task, status, reason)
    task.status = status
    if reason is not None:
        task.reason = reason
    task.end_ms = rt.now_ms
    if status != "CANCELED" or not task.update_ms:
        task.update_ms = rt.now_ms
    workflow.open_tasks -= 1
    workflow.unprocessed[task.task_id] = task
    forget_open(rt, workflow, task)


def _within_limits(rt: Runtime, task: Task, status: str, reason: str | None) -> tuple[str, str | None]:
    try:
        task.external_output = rt.storage_path() if task_is_external(task, task.output) else None
    except EngineError as error:
        task.output = {}
        return "FAILED_WITH_TERMINAL_ERROR", error.message
    return status, reason


def limit_input(rt: Runtime, task: Task) -> None:
    """Have a task that is about to be scheduled fail when its input is too large."""
    try:
        task.external_input = rt.storage_path() if task_is_external(task, task.input) else None
    except EngineError as error:
        task.input = {}
        task.status, task.reason, task.end_ms = "FAILED_WITH_TERMINAL_ERROR", error.message, rt.now_ms


def forget_open(rt: Runtime, workflow: Workflow, task: Task) -> None:
    """Drop what was kept for a task while it was open."""
    rt.note(task)
    workflow.containers.pop(task.task_id, None)
    workflow.joins.pop(task.task_id, None)
    leave_progress(rt, task)
    rt.queues.remove(task.task_id)
    for what in TASK_TIMERS:
        rt.timers.cancel(what, task.task_id)
    rt.touch_workflow(workflow)


def _assign_anew(rt: Runtime, task: Task) -> None:
    """Have a human task assigned from the beginning, in the edition that assigns them."""
    if task.task_type == "HUMAN" and rt.edition == ORKES:
        rt.documents.remove(HUMAN_TASKS, task.task_id)
        rt.timers.set("human", task.task_id, rt.now_ms)


def reopen_task(rt: Runtime, workflow: Workflow, task: Task, status: str) -> None:
    """Make an ended task open again."""
    rt.note(task)
    if task.terminal:
        workflow.open_tasks += 1
    task.status = status
    task.executed = False
    task.end_ms = 0
    workflow.unprocessed.pop(task.task_id, None)
    track_open(workflow, task)
    _assign_anew(rt, task)


def enter_progress(rt: Runtime, task: Task) -> None:
    """Count a task as being worked on, for concurrency limits."""
    rt.in_progress.setdefault(task.def_name, set()).add(task.task_id)


def leave_progress(rt: Runtime, task: Task) -> None:
    """No longer count a task as being worked on."""
    held = rt.in_progress.get(task.def_name)
    if held is not None:
        held.discard(task.task_id)


def drop_tasks(rt: Runtime, workflow: Workflow, doomed: list[Task]) -> None:
    """Remove tasks from an execution as if they had never been."""
    gone = {task.task_id for task in doomed}
    for task in doomed:
        if not task.terminal:
            workflow.open_tasks -= 1
        workflow.unprocessed.pop(task.task_id, None)
        forget_open(rt, workflow, task)
        rt.tasks.pop(task.task_id, None)
        for index, _ in enumerate(rt.logs.pop(task.task_id, ())):
            rt.changes.note("log", f"{task.task_id}/{index}")
    workflow.tasks = [task for task in workflow.tasks if task.task_id not in gone]
    workflow.by_ref.clear()
    for task in workflow.tasks:
        index_task(workflow, task)


def set_running(rt: Runtime, workflow: Workflow) -> None:
    """List the execution among the running ones of its name."""
    rt.running.setdefault(workflow.name, {})[workflow.workflow_id] = None
    rt.ended.pop(workflow.workflow_id, None)
    rt.note(workflow)


def unset_running(rt: Runtime, workflow: Workflow) -> None:
    """No longer list the execution as running."""
    rt.running.get(workflow.name, {}).pop(workflow.workflow_id, None)
    rt.note(workflow)
