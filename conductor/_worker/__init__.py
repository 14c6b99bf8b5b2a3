"""The worker runtime: takes tasks from their queues, runs them, reports what came of them.

How a task goes: poller -> slot -> runner -> reporter, all of one worker in a lane, all lanes in a crew, and the crew
behind one of two fronts, :class:`TaskManager` and :class:`AsyncTaskManager`.
"""

from conductor._worker.context import TaskContext, get_task_context
from conductor._worker.decorator import worker
from conductor._worker.events import (
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
    WorkerPaused,
    WorkerRestarted,
    WorkerResumed,
)
from conductor._worker.log import ConductorLogger
from conductor._worker.manager import AsyncTaskManager, TaskManager, TaskManagerSettings
from conductor._worker.options import TaskManagerOptions, WorkerOptions
from conductor._worker.results import in_progress
from conductor._worker.spec import ConductorWorker

__all__ = [
    "AsyncTaskManager",
    "ConductorLogger",
    "ConductorWorker",
    "LeaseExtended",
    "PollCompleted",
    "PollFailed",
    "ResultLost",
    "TaskContext",
    "TaskDone",
    "TaskHandedBack",
    "TaskManager",
    "TaskManagerOptions",
    "TaskManagerSettings",
    "TaskRaised",
    "TaskRefused",
    "TaskReported",
    "TaskStarted",
    "UpdateFailed",
    "WorkerEvent",
    "WorkerOptions",
    "WorkerPaused",
    "WorkerRestarted",
    "WorkerResumed",
    "get_task_context",
    "in_progress",
    "worker",
]
