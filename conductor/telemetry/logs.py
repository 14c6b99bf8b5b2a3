"""Records of logs that say which task they belong to."""

from __future__ import annotations

import logging

from conductor._worker import events
from conductor._worker.context import current_task
from conductor._worker.events import WorkerEvent
from conductor._worker.log import task_fields


class TaskLogFilter(logging.Filter):
    """Gives the records of the code that a worker runs the fields of its task, such as ``task_id``.

    Add it to a handler: ``handler.addFilter(TaskLogFilter())``. It lets every record pass. A field that the record has
    already stays.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        """Add the fields; outside of a task none."""
        task = current_task()
        if task is not None:
            record.__dict__.update({**task_fields(task), **record.__dict__})
        return True


class TaskLog:
    """Writes a line for each task that was done or failed: give it to a manager as one of its ``listeners``.

    Args:
        logger: Where it writes, at INFO; default: ``conductor.tasks``.
    """

    def __init__(self, logger: logging.Logger | None = None) -> None:
        self._logger = logger or logging.getLogger("conductor.tasks")

    def __call__(self, event: WorkerEvent) -> None:
        """Take note of an event."""
        if isinstance(event, events.TaskDone | events.TaskRaised):
            status = str(event.result.status)
            fields = {**task_fields(event.task), "status": status, "duration_s": event.duration_s}
            text = "task %s of %s: %s in %.0f ms"
            values = event.task.task_id, event.task_def_name, status, event.duration_s * 1000
            self._logger.info(text, *values, extra=fields)
