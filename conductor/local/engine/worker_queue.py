"""Worker tasks on their way into the queues, and the timers that watch them."""

from __future__ import annotations

from .model import Task
from .queues import queue_name
from .runtime import Runtime


def queue_of(task: Task) -> str:
    """The queue a worker task is polled from."""
    return queue_name(task.task_type, task.domain, task.isolation_group)


def enqueue(rt: Runtime, task: Task, delay_s: int) -> None:
    """Put a worker task into its queue, to be handed out after a delay in seconds."""
    rt.note(task)
    due_ms = rt.now_ms + max(delay_s, 0) * 1000
    rt.queues.push(queue_of(task), task.task_id, task.priority, due_ms, rt.now_ms)
    if due_ms > rt.now_ms:
        rt.timers.set("queue", task.task_id, due_ms)
    else:
        rt.touch("queue:" + queue_of(task))
    _watch_poll(rt, task)
    watch_time(rt, task)


def _watch_poll(rt: Runtime, task: Task) -> None:
    limit_s = (task.definition or {}).get("pollTimeoutSeconds") or 0
    if limit_s > 0 and task.poll_count == 0:
        due_ms = task.scheduled_ms + (limit_s + task.start_delay_s) * 1000
        rt.timers.set("poll", task.task_id, due_ms)


def watch_time(rt: Runtime, task: Task) -> None:
    """Set the timer of the task definition's timeoutSeconds, once the task has been started."""
    limit_s = (task.definition or {}).get("timeoutSeconds") or 0
    if limit_s > 0 and task.start_ms:
        due_ms = task.start_ms + (limit_s + task.start_delay_s) * 1000
        rt.timers.set("timeout", task.task_id, max(due_ms, rt.now_ms))


def watch_response(rt: Runtime, task: Task) -> None:
    """Set the timer of the response timeout, counted from now."""
    if task.response_timeout_s > 0:
        due_ms = rt.now_ms + (task.response_timeout_s + task.callback_after_s) * 1000
        rt.timers.set("response", task.task_id, due_ms)
