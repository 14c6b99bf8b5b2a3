"""Metrics of workers for Prometheus, under the names that all Conductor SDKs share.

See :data:`METRICS` for the list.
"""

from __future__ import annotations

import threading
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from conductor._worker import events
from conductor._worker.events import WorkerEvent
from conductor.telemetry.calls import WatchedApi

if TYPE_CHECKING:
    from conductor._async.client import AsyncConductorClient
    from conductor._sync.client import ConductorClient

_SECONDS = (0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
_BYTES = (1e2, 1e3, 1e4, 1e5, 1e6, 1e7)

Labels = tuple[tuple[str, str], ...]


class Metric(NamedTuple):
    """A metric: its name, what it is, its labels, what it tells."""

    name: str
    kind: Literal["counter", "gauge", "histogram"]
    labels: tuple[str, ...]
    text: str


METRICS = (
    Metric("task_poll_total", "counter", ("taskType",), "Number of polls, including failed polls."),
    Metric("task_poll_error_total", "counter", ("taskType", "exception"), "Number of failed polls."),
    Metric("task_execution_started_total", "counter", ("taskType",), "Number of calls of the worker function."),
    Metric(
        "task_execute_error_total",
        "counter",
        ("taskType", "exception"),
        "Number of calls of the worker function that raised.",
    ),
    Metric(
        "task_update_error_total", "counter", ("taskType", "exception"), "Number of failed attempts to report a result."
    ),
    Metric("task_result_lost_total", "counter", ("taskType",), "Number of results that were lost."),
    Metric(
        "task_handed_back_total",
        "counter",
        ("taskType",),
        "Number of tasks returned to the queue during a stop or a pause.",
    ),
    Metric("task_execution_queue_full_total", "counter", ("taskType",), "Number of times that all slots were in use."),
    Metric("task_paused_total", "counter", ("taskType",), "Number of times that the worker was paused."),
    Metric(
        "worker_restart_total", "counter", ("taskType",), "Number of times that the poll loop of the worker crashed."
    ),
    Metric(
        "thread_uncaught_exceptions_total", "counter", ("exception",), "Number of exceptions that crashed a poll loop."
    ),
    Metric(
        "external_payload_used_total",
        "counter",
        ("entityName", "operation", "payloadType"),
        "Number of inputs read from external storage.",
    ),
    Metric(
        "task_poll_time_seconds",
        "histogram",
        ("taskType", "status"),
        "Duration of polls, including the time that the server holds them.",
    ),
    Metric("task_execute_time_seconds", "histogram", ("taskType", "status"), "Duration of the worker function."),
    Metric("task_update_time_seconds", "histogram", ("taskType", "status"), "Duration of a report, including retries."),
    Metric("task_result_size_bytes", "histogram", ("taskType",), "Size of a report in bytes."),
    Metric(
        "http_api_client_request_seconds",
        "histogram",
        ("method", "uri", "status"),
        "Duration of a call of a watched client. The status is 0 if there was no response.",
    ),
    Metric(
        "workflow_start_error_total",
        "counter",
        ("workflowType", "exception"),
        "Number of failed workflow starts of a watched client.",
    ),
    Metric(
        "workflow_input_size_bytes",
        "histogram",
        ("workflowType", "version"),
        "Size of the input of workflows that a watched client starts.",
    ),
    Metric("active_workers", "gauge", ("taskType",), "Number of running tasks."),
)
"""All metrics; ``status`` is SUCCESS or FAILURE."""

_BY_NAME = {metric.name: metric for metric in METRICS}


class WorkerMetrics:
    """Counts what happens in workers: give it to a manager as one of its ``listeners``."""

    content_type = "text/plain; version=0.0.4; charset=utf-8"

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._values: dict[str, dict[Labels, float]] = {}
        self._histograms: dict[str, dict[Labels, _Histogram]] = {}

    def __call__(self, event: WorkerEvent) -> None:
        """Take note of an event."""
        note = _NOTES.get(type(event))
        if note is not None:
            with self._lock:
                note(self, event)

    def watch(self, client: ConductorClient | AsyncConductorClient) -> None:
        """Count from now on what this client sends too: its calls, and the workflows that it starts.

        The calls of workers are not among these: they have metrics of their own.
        """
        api = client.api if isinstance(client.api, WatchedApi) else WatchedApi(client.api)
        if self not in api.watchers:
            api.watchers.append(self)
        client.api = api

    def note_call(self, method: str, uri: str, status: int, duration_s: float) -> None:
        """Take note of a call of a watched client."""
        with self._lock:
            name = "http_api_client_request_seconds"
            self.observe(name, duration_s, _SECONDS, method=method, uri=uri, status=str(status))

    def note_start(self, workflow: str, version: str, input_bytes: int) -> None:
        """Take note of the input of a workflow that a watched client started."""
        with self._lock:
            self.observe("workflow_input_size_bytes", input_bytes, _BYTES, workflowType=workflow, version=version)

    def note_start_error(self, workflow: str, error: Exception) -> None:
        """Take note of a start that failed."""
        with self._lock:
            self.count("workflow_start_error_total", workflowType=workflow, exception=type(error).__name__)

    def render(self) -> str:
        """Give all metrics in the text format of Prometheus; may be called from any thread."""
        with self._lock:
            lines: list[str] = []
            for name, values in sorted(self._values.items()):
                lines += _head(name)
                lines += [f"{name}{_shown(labels)} {_exact(value)}" for labels, value in values.items()]
            for name, histograms in sorted(self._histograms.items()):
                lines += _head(name)
                for labels, histogram in histograms.items():
                    lines += histogram.lines(name, labels)
        return "\n".join([*lines, ""])

    def count(self, name: str, amount: float = 1, **labels: str) -> None:
        """Add to a counter or gauge."""
        values = self._values.setdefault(name, {})
        key = tuple(labels.items())
        values[key] = values.get(key, 0) + amount

    def observe(self, name: str, value: float, bounds: Sequence[float], **labels: str) -> None:
        """Add to a histogram."""
        histograms = self._histograms.setdefault(name, {})
        key = tuple(labels.items())
        if key not in histograms:
            histograms[key] = _Histogram(bounds)
        histograms[key].observe(value)


class _Histogram:
    def __init__(self, bounds: Sequence[float]) -> None:
        self._bounds = bounds
        self._counts = [0] * (len(bounds) + 1)
        self._sum = 0.0

    def observe(self, value: float) -> None:
        self._counts[bisect_left(self._bounds, value)] += 1
        self._sum += value

    def lines(self, name: str, labels: Labels) -> list[str]:
        lines: list[str] = []
        total = 0
        for bound, count in zip([*map("{:g}".format, self._bounds), "+Inf"], self._counts, strict=True):
            total += count
            lines.append(f"{name}_bucket{_shown((*labels, ('le', bound)))} {total}")
        return [*lines, f"{name}_sum{_shown(labels)} {_exact(self._sum)}", f"{name}_count{_shown(labels)} {total}"]


def _head(name: str) -> list[str]:
    metric = _BY_NAME[name]
    return [f"# HELP {name} {metric.text}", f"# TYPE {name} {metric.kind}"]


def _exact(value: float) -> str:
    # Six digits, as the usual format has, would let a counter past a million stand still for a while.
    return repr(value).removesuffix(".0")


def _shown(labels: Labels) -> str:
    pairs = [f'{name}="{_escaped(value)}"' for name, value in labels]
    return f"{{{','.join(pairs)}}}"


def _escaped(value: str) -> str:
    return value.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n")


def _poll(metrics: WorkerMetrics, event: Any) -> None:
    metrics.count("task_poll_total", taskType=event.task_def_name)
    _time(metrics, "task_poll_time_seconds", event, is_success=isinstance(event, events.PollCompleted))
    if isinstance(event, events.PollFailed):
        _error(metrics, "task_poll_error_total", event)


def _started(metrics: WorkerMetrics, event: Any) -> None:
    metrics.count("task_execution_started_total", taskType=event.task_def_name)
    metrics.count("active_workers", taskType=event.task_def_name)


def _executed(metrics: WorkerMetrics, event: Any) -> None:
    metrics.count("active_workers", -1, taskType=event.task_def_name)
    _time(metrics, "task_execute_time_seconds", event, is_success=isinstance(event, events.TaskDone))
    if isinstance(event, events.TaskRaised):
        _error(metrics, "task_execute_error_total", event)


def _reported(metrics: WorkerMetrics, event: Any) -> None:
    _time(metrics, "task_update_time_seconds", event, is_success=True)
    metrics.observe("task_result_size_bytes", event.body_bytes, _BYTES, taskType=event.task_def_name)


def _restarted(metrics: WorkerMetrics, event: Any) -> None:
    metrics.count("worker_restart_total", taskType=event.task_def_name)
    metrics.count("thread_uncaught_exceptions_total", exception=type(event.error).__name__)


def _time(metrics: WorkerMetrics, name: str, event: Any, *, is_success: bool) -> None:
    status = "SUCCESS" if is_success else "FAILURE"
    metrics.observe(name, event.duration_s, _SECONDS, taskType=event.task_def_name, status=status)


def _error(metrics: WorkerMetrics, name: str, event: Any) -> None:
    metrics.count(name, taskType=event.task_def_name, exception=type(event.error).__name__)


def _counter(name: str) -> Callable[[WorkerMetrics, Any], None]:
    return lambda metrics, event: metrics.count(name, taskType=event.task_def_name)


_NOTES: Mapping[type[WorkerEvent], Callable[[WorkerMetrics, Any], None]] = {
    events.PollCompleted: _poll,
    events.PollFailed: _poll,
    events.TaskStarted: _started,
    events.TaskDone: _executed,
    events.TaskRaised: _executed,
    events.TaskReported: _reported,
    events.UpdateFailed: lambda metrics, event: _error(metrics, "task_update_error_total", event),
    events.WorkerPaused: _counter("task_paused_total"),
    events.TaskHandedBack: _counter("task_handed_back_total"),
    events.ResultLost: _counter("task_result_lost_total"),
    events.WorkerRestarted: _restarted,
    events.WorkerFull: _counter("task_execution_queue_full_total"),
    events.ExternalInputRead: lambda metrics, event: metrics.count(
        "external_payload_used_total", entityName=event.task_def_name, operation="READ", payloadType="TASK_INPUT"
    ),
}
