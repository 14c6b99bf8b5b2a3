"""The worker runtime: takes tasks from their queues, runs them, reports what came of them.

How a task goes: poller -> slot -> runner -> reporter, all of one worker in a lane, all lanes in a crew, and the crew
behind one of two fronts, :class:`TaskManager` and :class:`AsyncTaskManager`.
"""

from conductor._worker.context import TaskContext, get_task_context
from conductor._worker.decorator import worker
from conductor._worker.events import (
    ExternalInputRead,
    LeaseExtended,
    PollCompleted,
    PollFailed,
    ResultLost,
    TaskDone,
    TaskHandedBack,
    TaskRaised,
    TaskRefused,
    TaskReported,
    TaskStarted,
    UpdateFailed,
    WorkerEvent,
    WorkerFull,
    WorkerPaused,
    WorkerRestarted,
    WorkerResumed,
)
from conductor._worker.health import Health, WorkerHealth
from conductor._worker.log import ConductorLogger
from conductor._worker.manager import AsyncTaskManager, TaskManager
from conductor._worker.options import (
    DEFAULT_BATCH_POLLING_TIMEOUT,
    DEFAULT_CONCURRENCY,
    DEFAULT_POLL_INTERVAL,
    TaskManagerOptions,
    WorkerOptions,
)
from conductor._worker.results import in_progress
from conductor._worker.settings import TaskManagerConfig, noop_error_handler
from conductor._worker.shared import Tally, TaskErrorHandler
from conductor._worker.spec import ConductorWorker

__all__ = [
    "DEFAULT_BATCH_POLLING_TIMEOUT",
    "DEFAULT_CONCURRENCY",
    "DEFAULT_POLL_INTERVAL",
    "AsyncTaskManager",
    "ConductorLogger",
    "ConductorWorker",
    "ExternalInputRead",
    "Health",
    "LeaseExtended",
    "PollCompleted",
    "PollFailed",
    "ResultLost",
    "Tally",
    "TaskContext",
    "TaskDone",
    "TaskErrorHandler",
    "TaskHandedBack",
    "TaskManager",
    "TaskManagerConfig",
    "TaskManagerOptions",
    "TaskRaised",
    "TaskRefused",
    "TaskReported",
    "TaskStarted",
    "UpdateFailed",
    "WorkerEvent",
    "WorkerFull",
    "WorkerHealth",
    "WorkerOptions",
    "WorkerPaused",
    "WorkerRestarted",
    "WorkerResumed",
    "get_task_context",
    "in_progress",
    "noop_error_handler",
    "worker",
]
