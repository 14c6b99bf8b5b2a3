"""Executions and their tasks as the engine keeps them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from .plan import Plan
from .values import JsonMap

TERMINAL_TASK = frozenset(
    {"CANCELED", "FAILED", "FAILED_WITH_TERMINAL_ERROR", "COMPLETED", "COMPLETED_WITH_ERRORS", "TIMED_OUT", "SKIPPED"}
)
SUCCESSFUL_TASK = frozenset({"COMPLETED", "COMPLETED_WITH_ERRORS", "SKIPPED", "SCHEDULED", "IN_PROGRESS"})
RETRIABLE_TASK = frozenset({"FAILED", "TIMED_OUT"})
FAILED_TASK = frozenset({"FAILED", "FAILED_WITH_TERMINAL_ERROR"})
TERMINAL_WORKFLOW = frozenset({"COMPLETED", "FAILED", "TIMED_OUT", "TERMINATED"})
NEVER_S = 2147483647


@dataclass(slots=True, eq=False)
class Task:
    """One try of one task of an execution; times are epoch milliseconds."""

    task_id: str
    task_type: str
    reference: str
    def_name: str
    workflow_id: str
    workflow_type: str | None
    spec: JsonMap | None
    status: str = "SCHEDULED"
    input: JsonMap = field(default_factory=dict[str, Any])
    output: JsonMap = field(default_factory=dict[str, Any])
    seq: int = 0
    retry_count: int = 0
    iteration: int = 0
    poll_count: int = 0
    priority: int = 0
    correlation_id: str | None = None
    scheduled_ms: int = 0
    start_ms: int = 0
    end_ms: int = 0
    update_ms: int = 0
    first_start_ms: int = 0
    start_delay_s: int = 0
    callback_after_s: int = 0
    response_timeout_s: int = 0
    rate_limit: int = 0
    rate_limit_window_s: int = 0
    retried: bool = False
    executed: bool = False
    reason: str | None = None
    worker_id: str | None = None
    domain: str | None = None
    retried_task_id: str | None = None
    sub_workflow_id: str | None = None
    wait_until_ms: int = 0
    join_cursor: int = 0
    parent_task_id: str | None = None
    isolation_group: str | None = None
    execution_namespace: str | None = None
    external_input: str | None = None
    external_output: str | None = None

    @property
    def terminal(self) -> bool:
        """Whether nothing can change the task any more (but a retry)."""
        return self.status in TERMINAL_TASK

    @property
    def successful(self) -> bool:
        """Whether the status is not one of a failure."""
        return self.status in SUCCESSFUL_TASK

    @property
    def definition(self) -> JsonMap | None:
        """The task definition that the workflow was started with."""
        return None if self.spec is None else self.spec.get("taskDefinition")

    @property
    def plain_reference(self) -> str:
        """The reference without the round of a loop: a for a__2."""
        return plain_reference(self.reference)

    @property
    def queue_wait_ms(self) -> int:
        """Milliseconds between scheduling (and its delay) and the first start."""
        if not (self.scheduled_ms and self.start_ms):
            return 0
        waited = self.start_ms - self.scheduled_ms - self.start_delay_s * 1000
        return max(waited, 0)

    def flag(self, name: str) -> bool:
        """A boolean of the workflow task, such as `optional`; False when it has none."""
        return bool(self.spec and self.spec.get(name))


def plain_reference(reference: str) -> str:
    """The reference without the round of a loop: a for a__2."""
    return reference.split("__", 1)[0] if "__" in reference else reference


def with_iteration(reference: str, iteration: int) -> str:
    """The reference inside a round of a loop: a__2."""
    return f"{reference}__{iteration}"


@dataclass(slots=True, eq=False)
class Workflow:
    """One execution; `plan` is the definition it runs by."""

    workflow_id: str
    plan: Plan
    status: str = "RUNNING"
    input: JsonMap = field(default_factory=dict[str, Any])
    output: JsonMap = field(default_factory=dict[str, Any])
    variables: JsonMap = field(default_factory=dict[str, Any])
    tasks: list[Task] = field(default_factory=list[Task])
    by_ref: dict[str, Task] = field(default_factory=dict[str, Task])
    unprocessed: dict[str, Task] = field(default_factory=dict[str, Task])
    containers: dict[str, Task] = field(default_factory=dict[str, Task])
    joins: dict[str, Task] = field(default_factory=dict[str, Task])
    open_tasks: int = 0
    last_seq: int = 0
    priority: int = 0
    correlation_id: str | None = None
    created_by: str | None = None
    owner_app: str = ""
    create_ms: int = 0
    update_ms: int = 0
    end_ms: int = 0
    retried_ms: int = 0
    reason: str | None = None
    event: str | None = None
    parent_id: str | None = None
    parent_task_id: str | None = None
    rerun_from_id: str | None = None
    failed_refs: dict[str, None] = field(default_factory=dict[str, None])
    failed_names: dict[str, None] = field(default_factory=dict[str, None])
    task_to_domain: dict[str, str] = field(default_factory=dict[str, str])
    failed_task_id: str | None = None
    mocks: JsonMap | None = None
    stuck: bool = False
    suspended: bool = False
    """Whether the decision waits for a script, or for its next turn."""
    starting: bool = False
    """Whether its first decision is suspended, so that the request that starts it still waits."""
    decisions: int = 0
    """How many decisions in a row were made, since the execution last waited for something else."""
    launching: list[str] = field(default_factory=list[str])
    """Ids of the tasks that were added and are still to be launched, in this order."""
    external_input: str | None = None
    external_output: str | None = None

    @property
    def terminal(self) -> bool:
        """Whether the execution has ended."""
        return self.status in TERMINAL_WORKFLOW

    @property
    def definition(self) -> JsonMap:
        """The definition the execution runs by, with its task definitions."""
        return self.plan.definition

    @property
    def name(self) -> str:
        """The name of the definition."""
        return str(self.definition["name"])

    @property
    def version(self) -> int:
        """The version of the definition."""
        return int(self.definition["version"])

    @property
    def short_name(self) -> str:
        """name.version/id, as the server's messages write it."""
        return f"{self.name}.{self.version}/{self.workflow_id}"


@dataclass
class Start:
    """What an execution is started with, besides its definition."""

    inputs: JsonMap = field(default_factory=dict[str, Any])
    workflow_id: str | None = None
    correlation_id: str | None = None
    priority: int = 0
    task_to_domain: JsonMap | None = None
    created_by: str | None = None
    event: str | None = None
    parent_id: str | None = None
    parent_task_id: str | None = None
    mocks: JsonMap | None = None
