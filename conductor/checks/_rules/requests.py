"""Parts that the server takes, and that fail when the task runs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from conductor.checks._flow import Flow, Site
from conductor.checks._json import as_map
from conductor.checks._known import did_you_mean
from conductor.checks._registry import Problem, Problems, task_rule
from conductor.checks._text.expressions import is_expression
from conductor.checks._text.words import words

_QUEUES = words("conductor sqs kafka kafka_queue amqp amqp_queue amqp_exchange nats nats_stream jsm redis")
_METHODS = words("GET PUT POST DELETE PATCH HEAD OPTIONS TRACE")
_DYNAMIC = frozenset({"DYNAMIC", "FORK_JOIN_DYNAMIC"})


@task_rule("W60", "HTTP request that cannot be sent", "give uri and method", {"HTTP"})
def incomplete_http(site: Site, flow: Flow) -> Problems:
    """A request needs an address and a method; http_request wins over fields beside it."""
    has_request = "http_request" in site.inputs
    where = "inputParameters.http_request" if has_request else "inputParameters"
    request = site.inputs.get("http_request") if has_request else site.inputs
    if is_expression(request) or (not has_request and "http_request" in flow.template_of(site)):
        return
    for name in ("uri", "method"):
        # Neither is E27.
        if not as_map(request).get(name) and (has_request or {"uri", "method"} & set(site.inputs)):
            yield Problem(where, f"the request has no {name} and fails when it is sent")
    yield from _odd_values(as_map(request), where)


def _odd_values(request: Mapping[str, Any], where: str) -> Problems:
    uri, method = request.get("uri"), request.get("method")
    if isinstance(uri, str) and uri and not uri.startswith(("http://", "https://", "${")):
        yield Problem(f"{where}.uri", f"{uri[:60]!r} is no http address", "begin it with http:// or https://")
    if isinstance(method, str) and method and not is_expression(method) and method.upper() not in _METHODS:
        yield Problem(f"{where}.method", f"{method!r} is no HTTP method", did_you_mean(method.upper(), _METHODS))


@task_rule("W61", "event sink that no server has", "write queue type and name, such as 'conductor:orders'", {"EVENT"})
def unusable_sink(site: Site, _flow: Flow) -> Problems:
    """A sink is `conductor`, or the type of a queue and its name."""
    sink = site.task.get("sink")
    if sink is None or sink.startswith("${") or sink == "conductor":
        return
    queue, colon, name = sink.partition(":")
    if not colon or not name:
        yield Problem("sink", f"{sink!r} names no queue")
    elif queue not in _QUEUES:
        yield Problem("sink", f"there is no queue type {queue!r}", did_you_mean(queue, _QUEUES))


@task_rule("W62", "incomplete Kafka request", "give topic, value and bootStrapServers", {"KAFKA_PUBLISH"})
def incomplete_kafka(site: Site, _flow: Flow) -> Problems:
    """A message needs a topic, a value and a broker."""
    request = site.inputs.get("kafka_request")
    if "kafka_request" not in site.inputs or is_expression(request):
        return
    for name in ("topic", "value", "bootStrapServers"):
        if as_map(request).get(name) is None:
            yield Problem("inputParameters.kafka_request", f"the request has no {name} and fails when it is sent")


@task_rule("W67", "parameter that names no input", "add the input, or name another one", _DYNAMIC)
def missing_parameter(site: Site, flow: Flow) -> Problems:
    """Dynamic tasks read their tasks from the inputs that these fields name."""
    if "forkTaskInputs" in site.inputs and site.type == "FORK_JOIN_DYNAMIC":
        return
    for field in (
        "dynamicTaskNameParam",
        "dynamicForkTasksParam",
        "dynamicForkTasksInputParamName",
        "dynamicForkJoinTasksParam",
    ):
        name = site.task.get(field)
        if name is not None and name not in flow.inputs_of(site):
            what = f"there is no input {name!r}: the workflow fails when it gets here"
            yield Problem(field, what, did_you_mean(name, site.inputs))


@task_rule("W69", "tasks that are never reached", "remove them, or move the TERMINATE", {"TERMINATE"})
def unreachable_tasks(site: Site, _flow: Flow) -> Problems:
    """Nothing runs after a TERMINATE in the same list."""
    if site.following:
        yield Problem("", f"the workflow ends here: {site.following[0].label!r} never runs")
