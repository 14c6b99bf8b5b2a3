"""What workers tell to those who watch them: metrics, probes, traces, logs. Nothing here is loaded unless it is used.

Metrics and probes need nothing else, traces the extra ``otel``.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from conductor.telemetry.logs import TaskLog, TaskLogFilter
    from conductor.telemetry.metrics import WorkerMetrics
    from conductor.telemetry.server import MetricsServer
    from conductor.telemetry.tracing import TRACE_KEY, WorkerTracing, trace_tasks, with_trace

__all__ = [
    "TRACE_KEY",
    "MetricsServer",
    "TaskLog",
    "TaskLogFilter",
    "WorkerMetrics",
    "WorkerTracing",
    "trace_tasks",
    "with_trace",
]

_HOMES = {
    "TRACE_KEY": "tracing",
    "MetricsServer": "server",
    "TaskLog": "logs",
    "TaskLogFilter": "logs",
    "WorkerMetrics": "metrics",
    "WorkerTracing": "tracing",
    "trace_tasks": "tracing",
    "with_trace": "tracing",
}

if not TYPE_CHECKING:
    # Type checkers would take any name for one that this function gives.
    def __getattr__(name: str) -> Any:
        if name not in _HOMES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
