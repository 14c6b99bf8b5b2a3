"""HTTP tasks (their requests are made outside) and KAFKA_PUBLISH."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from .model import Task, Workflow
from .runtime import Job, Runtime, close_task
from .scripted import revealed_input
from .values import JsonMap, as_map, java_text, map_or_empty


@dataclass(frozen=True)
class HttpOutcome:
    """What came of a request: an answer, or the text of the error that prevented one.

    `value` is the body as the task shows it, see :func:`read_body`.
    """

    status: int = 0
    phrase: str = ""
    headers: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    body: str = ""
    value: Any = None
    error: str | None = None


def run_http(rt: Runtime, workflow: Workflow, task: Task) -> bool:
    """Hand the request out as a job; True when it cannot be made and the task has ended."""
    if task.status != "SCHEDULED":
        return False
    rt.note(task)
    task.start_ms = rt.now_ms
    inputs = revealed_input(rt, task)
    request = as_map(inputs.get("http_request"))
    if request is None:
        request = inputs
    problem = _problem(request)
    if problem is not None:
        close_task(rt, workflow, task, "FAILED", problem)
        return True
    task.status = "IN_PROGRESS"
    rt.jobs.append(Job(task.task_id, request))
    return False


def _problem(request: JsonMap) -> str | None:
    if not request.get("uri"):
        return "Missing HTTP URI.  See documentation for HttpTask for required input parameters"
    return None if request.get("method") else "No HTTP method specified"


def finish_http(rt: Runtime, workflow: Workflow, task: Task, outcome: HttpOutcome) -> None:
    """Take over what came of a task's request."""
    request = map_or_empty(task.input.get("http_request")) or task.input
    problem = outcome.error or _refusal(request, outcome)
    if problem is not None:
        text = problem if problem.startswith("java.") else f"java.lang.Exception: {problem}"
        task.output["response"] = text
        close_task(rt, workflow, task, "FAILED", f"Failed to invoke HTTP task due to: {text}")
        return
    task.output["response"] = {
        "headers": outcome.headers,
        "reasonPhrase": outcome.phrase,
        "body": outcome.value,
        "statusCode": outcome.status,
    }
    if not 200 <= outcome.status < 300:
        close_task(rt, workflow, task, "FAILED", "No response from the remote service")
    elif not _async_complete(task):
        close_task(rt, workflow, task, "COMPLETED")


def _async_complete(task: Task) -> bool:
    return bool(task.input.get("asyncComplete"))


def _refusal(request: JsonMap, outcome: HttpOutcome) -> str | None:
    if outcome.status < 400:
        return None
    shown = f'"{outcome.body}"' if outcome.body else "[no body]"
    method, uri = java_text(request.get("method")), java_text(request.get("uri"))
    return f'{outcome.status} {outcome.phrase} on {method} request for "{uri}": {shown}'


def read_body(text: str) -> Any:
    """A body as the task shows it: JSON when it is, a bare number as a double, else the text."""
    if not text:
        return None
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return text
    if isinstance(value, bool) or value is None:
        return text
    return float(value) if isinstance(value, int) else value


def run_kafka(rt: Runtime, workflow: Workflow, task: Task) -> bool:
    """Fail as the server does when no broker answers: there is none here."""
    rt.note(task)
    task.start_ms = rt.now_ms
    request = map_or_empty(task.input.get("kafka_request"))
    problem = None
    if not request:
        problem = "Missing Kafka request. See documentation for KafkaTask for required input parameters"
    elif not request.get("bootStrapServers"):
        problem = "No boot strap servers specified"
    elif not request.get("topic"):
        problem = "Missing Kafka topic. See documentation for KafkaTask for required input parameters"
    elif request.get("value") is None:
        problem = "Missing Kafka value.  See documentation for KafkaTask for required input parameters"
    if problem is None:
        wait_ms = request.get("maxBlockMs") or 500
        problem = (
            "Failed to invoke kafka task due to: org.apache.kafka.common.errors.TimeoutException: "
            f"Topic {request['topic']} not present in metadata after {wait_ms} ms."
        )
    close_task(rt, workflow, task, "FAILED", problem)
    return True
