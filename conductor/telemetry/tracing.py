"""Spans of workers, with OpenTelemetry (extra ``otel``), as parts of the trace of whoever started the workflow.

The context travels in the input of the workflow, under the key ``_trace``, in the form of W3C Trace Context:
``{"_trace": {"traceparent": "00-..."}}``. Who starts a workflow adds it with :func:`with_trace`. The tasks of the
workflow have it when their definition passes it on, which :func:`trace_tasks` does. Workers do not see it among their
input.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, cast

import attrs

from conductor._worker.scalars import is_object
from conductor.errors import ConfigurationError
from conductor.models import SubWorkflowParams, WorkflowDef, WorkflowTask

try:
    from opentelemetry import trace
    from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator
except ImportError:
    raise ConfigurationError("tracing needs OpenTelemetry: pip install 'conductor-sdk[otel]'") from None

if TYPE_CHECKING:
    from opentelemetry.context import Context

    from conductor._worker.job import Finished, Job
    from conductor._worker.tracing import Report, Run
    from conductor.models import Task

TRACE_KEY = "_trace"
"""Key of the trace context among the input of workflows and tasks."""

_PASSED_ON = f"${{workflow.input.{TRACE_KEY}}}"
# Their input goes to a worker, or to another workflow.
_CARRIERS = frozenset({"SIMPLE", "DYNAMIC"})
_STARTERS = frozenset({"SUB_WORKFLOW"})

_propagator = TraceContextTextMapPropagator()


class WorkerTracing:
    """Makes a span for each call of a worker's function and one for the report of its result.

    Give it to a manager as ``tracing``. The span is the current one while the function runs, so that what this traces
    becomes a part of it (functions in processes aside).

    Args:
        provider: Makes the tracer; default: the global one.
    """

    def __init__(self, provider: trace.TracerProvider | None = None) -> None:
        self._tracer = trace.get_tracer("conductor", tracer_provider=provider)

    def wrap_run(self, run: Run) -> Run:
        """Give a function that runs a task within a span."""

        async def traced(job: Job) -> Finished:
            job.trace = _context_of(job.task)
            with self._span("process", trace.SpanKind.CONSUMER, job) as span:
                finished = await run(job)
                _note(span, finished)
            return finished

        return traced

    def wrap_report(self, report: Report) -> Report:
        """Give a function that reports a result within a span."""

        async def traced(job: Job, finished: Finished, may_take: Callable[[Job], bool]) -> Task | None:
            with self._span("report", trace.SpanKind.CLIENT, job):
                return await report(job, finished, may_take)

        return traced

    def _span(self, what: str, kind: trace.SpanKind, job: Job) -> Any:
        name = job.task.task_def_name or job.task.task_type
        context = cast("Context | None", job.trace)
        return self._tracer.start_as_current_span(f"{what} {name}", context, kind, attributes=_attributes_of(job.task))


def with_trace(workflow_input: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """Give the input of a workflow with the current trace; without a current span it stays as it is."""
    carrier: dict[str, str] = {}
    _propagator.inject(carrier)
    return {**(workflow_input or {}), **({TRACE_KEY: carrier} if carrier else {})}


def trace_tasks(definition: WorkflowDef) -> WorkflowDef:
    """Give a copy of a definition whose tasks for workers, and whose sub-workflows, get the trace of the workflow."""
    return attrs.evolve(definition, tasks=_traced(definition.tasks))


def _traced(tasks: Iterable[WorkflowTask] | None) -> list[WorkflowTask]:
    return [_traced_task(task) for task in tasks or ()]


def _traced_task(task: WorkflowTask) -> WorkflowTask:
    changes: dict[str, Any] = {}
    if (task.type or "SIMPLE") in _CARRIERS | _STARTERS:
        changes["input_parameters"] = {TRACE_KEY: _PASSED_ON, **(task.input_parameters or {})}
    if task.sub_workflow_param:
        changes["sub_workflow_param"] = _traced_inline(task.sub_workflow_param)
    if task.decision_cases:
        changes["decision_cases"] = {case: _traced(tasks) for case, tasks in task.decision_cases.items()}
    if task.default_case:
        changes["default_case"] = _traced(task.default_case)
    if task.fork_tasks:
        changes["fork_tasks"] = [_traced(branch) for branch in task.fork_tasks]
    if task.loop_over:
        changes["loop_over"] = _traced(task.loop_over)
    return attrs.evolve(task, **changes)


def _traced_inline(param: SubWorkflowParams) -> SubWorkflowParams:
    """Trace the definition that is written into the task itself, where there is one."""
    inner: object = param.workflow_definition
    inner = WorkflowDef.from_dict(inner) if is_object(inner) else inner
    if not isinstance(inner, WorkflowDef):
        return param
    return attrs.evolve(param, workflow_definition=trace_tasks(inner).to_dict())


def _context_of(task: Task) -> Context | None:
    """Take the trace out of the input of a task."""
    carrier: object = task.input_data.pop(TRACE_KEY, None)
    if not is_object(carrier):
        return None
    return _propagator.extract({str(key): str(value) for key, value in carrier.items()})


def _attributes_of(task: Task) -> dict[str, str | int]:
    return {
        "conductor.task.name": task.task_def_name or task.task_type,
        "conductor.task.id": task.task_id,
        "conductor.task.reference_name": task.reference_task_name or "",
        "conductor.task.attempt": task.retry_count or 0,
        "conductor.workflow.id": task.workflow_instance_id,
        "conductor.workflow.name": task.workflow_type or "",
        "conductor.worker.id": task.worker_id or "",
    }


def _note(span: trace.Span, finished: Finished) -> None:
    span.set_attribute("conductor.task.status", str(finished.result.status or ""))
    if finished.error is not None:
        span.record_exception(finished.error)
    if finished.is_failure:
        span.set_status(trace.StatusCode.ERROR, finished.result.reason_for_incompletion or "")
