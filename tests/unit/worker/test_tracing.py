"""Spans of workers, and the trace that travels through the input of workflows."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from typing import Any

import pytest
from opentelemetry import trace
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from conductor import AsyncConductorClient, AsyncTaskManager, WorkflowDef, WorkflowTask, worker
from conductor.models import SubWorkflowParams
from conductor.telemetry import TRACE_KEY, WorkerTracing, trace_tasks, with_trace
from tests.support.stub_server import StubServer, until


class Spans:
    """Collects what is traced."""

    def __init__(self) -> None:
        self._exporter = InMemorySpanExporter()
        self.provider = TracerProvider()
        self.provider.add_span_processor(SimpleSpanProcessor(self._exporter))
        self.tracer = self.provider.get_tracer("test")

    def all(self) -> Sequence[ReadableSpan]:
        return self._exporter.get_finished_spans()

    def named(self, name: str) -> ReadableSpan:
        (span,) = [span for span in self.all() if span.name == name]
        return span


@pytest.fixture
def spans() -> Spans:
    return Spans()


@pytest.mark.parametrize("is_async", [True, False])
async def test_a_task_is_a_part_of_the_trace_of_its_workflow(
    is_async: bool, client: AsyncConductorClient, stub: StubServer, spans: Spans
) -> None:
    """The spans of the call and of the report have the starter's span above them, what the function traces is below."""
    seen: list[dict[str, Any]] = []

    async def inner_async(**rest: Any) -> None:
        inner(**rest)

    def inner(**rest: Any) -> None:
        seen.append(rest)
        with spans.tracer.start_as_current_span("inner"):
            pass

    with spans.tracer.start_as_current_span("start") as start:
        workflow_input = with_trace({"n": 1})
    (task_id,) = stub.add("traced", inputData=workflow_input, workflowInstanceId="w1", retryCount=2)
    traced = worker("traced")(inner_async if is_async else inner)
    async with AsyncTaskManager(client, [traced], tracing=WorkerTracing(spans.provider)):
        await until(lambda: len(stub.results) == 1)
    process, report = spans.named("process traced"), spans.named("report traced")
    above = start.get_span_context()
    assert [span.parent and span.parent.span_id for span in (process, report)] == [above.span_id, above.span_id]
    assert spans.named("inner").parent == process.context
    assert {span.context.trace_id for span in spans.all()} == {above.trace_id}
    wanted = {"conductor.task.id": task_id, "conductor.workflow.id": "w1", "conductor.task.attempt": 2}
    assert wanted.items() <= dict(process.attributes or {}).items()
    assert seen == [{"n": 1}]


async def test_a_failure_is_seen_in_the_span(client: AsyncConductorClient, stub: StubServer, spans: Spans) -> None:
    """The span of a task that failed has the exception, the reason, and the status of the task."""

    @worker("fail")
    def fail() -> None:
        raise ValueError("not today")

    stub.add("fail")
    async with AsyncTaskManager(client, [fail], tracing=WorkerTracing(spans.provider)):
        await until(lambda: len(stub.results) == 1)
    span = spans.named("process fail")
    assert span.status.status_code == trace.StatusCode.ERROR
    assert span.status.description is not None
    assert span.status.description.startswith("ValueError: not today (test_tracing.py:")
    assert [event.name for event in span.events] == ["exception"]
    assert (span.attributes or {})["conductor.task.status"] == "FAILED"


@pytest.mark.parametrize("carrier", [None, "no mapping", {"traceparent": "nonsense"}, {"traceparent": 7}, {}])
async def test_an_odd_context_starts_a_trace_of_its_own(
    carrier: Any, client: AsyncConductorClient, stub: StubServer, spans: Spans
) -> None:
    """What is no trace context does no harm."""

    @worker("echo")
    async def echo() -> None: ...

    stub.add("echo", inputData={TRACE_KEY: carrier})
    async with AsyncTaskManager(client, [echo], tracing=WorkerTracing(spans.provider)):
        await until(lambda: len(stub.results) == 1)
    assert spans.named("process echo").parent is None


async def test_without_tracing_the_input_stays_as_it_is(client: AsyncConductorClient, stub: StubServer) -> None:
    """A manager that does not trace leaves the context to the function."""
    seen: list[dict[str, Any]] = []

    @worker("echo")
    async def echo(**rest: Any) -> None:
        seen.append(rest)

    stub.add("echo", inputData={TRACE_KEY: {}})
    async with AsyncTaskManager(client, [echo]):
        await until(lambda: len(stub.results) == 1)
    assert seen == [{TRACE_KEY: {}}]


def test_without_a_span_no_context_is_added() -> None:
    """Who starts a workflow outside of any trace starts it as always."""
    assert with_trace({"n": 1}) == {"n": 1}
    assert with_trace() == {}


def test_a_definition_passes_the_trace_on() -> None:
    """Tasks for workers get the context wherever they are, and so do sub-workflows; others stay as they are."""
    simple = WorkflowTask(name="a", task_reference_name="a", input_parameters={"n": 1})
    inline = WorkflowTask(name="i", task_reference_name="i", type="INLINE", input_parameters={"n": 1})
    below = WorkflowTask(name="s", task_reference_name="s", type="SUB_WORKFLOW")
    fork = WorkflowTask(name="f", task_reference_name="f", type="FORK_JOIN", fork_tasks=[[simple], [inline, below]])
    loop = WorkflowTask(name="l", task_reference_name="l", type="DO_WHILE", loop_over=[simple])
    switch = WorkflowTask(
        name="w", task_reference_name="w", type="SWITCH", decision_cases={"x": [simple]}, default_case=[simple]
    )
    before = WorkflowDef(name="d", tasks=[fork, loop, switch])
    fork, loop, switch = trace_tasks(before).tasks
    passed_on = {TRACE_KEY: "${workflow.input._trace}"}
    with_n = {**passed_on, "n": 1}
    assert [task.input_parameters for branch in fork.fork_tasks or () for task in branch] == [
        with_n,
        {"n": 1},
        passed_on,
    ]
    nested = [*(loop.loop_over or ()), *(switch.decision_cases or {})["x"], *(switch.default_case or ())]
    assert [task.input_parameters for task in nested] == [with_n] * 3
    assert before.tasks[0].fork_tasks == [[simple], [inline, below]]


INNER = WorkflowDef(name="inner", tasks=[WorkflowTask(name="a", task_reference_name="a")])


@pytest.mark.parametrize(
    "inner", [INNER, INNER.to_dict(), "${workflow.input.definition}"], ids=["model", "dict", "text"]
)
def test_a_definition_inside_of_a_task_is_traced_too(inner: Any) -> None:
    """Nobody else could add the context to its tasks; one that is only known at run time stays as it is."""
    param = SubWorkflowParams(name="inner", workflow_definition=inner)
    task = WorkflowTask(name="s", task_reference_name="s", type="SUB_WORKFLOW", sub_workflow_param=param)
    traced = trace_tasks(WorkflowDef(name="d", tasks=[task])).tasks[0].sub_workflow_param
    found = traced and traced.workflow_definition
    if isinstance(inner, str):
        assert found == inner
    else:
        assert found["tasks"][0]["inputParameters"] == {TRACE_KEY: "${workflow.input._trace}"}


def test_tracing_without_its_extra_is_one_clear_error() -> None:
    """Where OpenTelemetry is not installed the error names the extra; all else is there."""
    program = """
import sys
sys.modules["opentelemetry"] = None
from conductor import ConfigurationError
from conductor.telemetry import WorkerMetrics
try:
    from conductor.telemetry import WorkerTracing
except ConfigurationError as error:
    print(error)
"""
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout == "tracing needs OpenTelemetry: pip install 'conductor-sdk[otel]'\n"
