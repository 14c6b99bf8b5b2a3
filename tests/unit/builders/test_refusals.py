"""What cannot be right is refused where it is written, and the error says what would be right."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from conductor import builders as b
from conductor.errors import ConfigurationError

# Users without a type checker; what they do wrong would not pass one.
u: Any = b
FORK = b.fork_task("inner", [[b.noop_task("x")]])
NOOP = b.noop_task("a")

REFUSED: dict[str, tuple[Callable[[], object], str]] = {
    "empty reference": (
        lambda: b.noop_task(" "),
        "task_reference_name of the NOOP task: expected a text, found an empty",
    ),
    "reference that is no text": (
        lambda: u.noop_task(None),
        "task_reference_name of the NOOP task: expected a text, found None",
    ),
    "empty name": (lambda: b.simple_task("r", ""), "SIMPLE task 'r': name: expected a text, found an empty text"),
    "empty name of a system task": (lambda: b.noop_task("r", name=""), "NOOP task 'r': name: expected a text"),
    "input that is no mapping": (
        lambda: u.simple_task("r", "n", [1]),
        "input_parameters: expected a mapping, found list",
    ),
    "date in the input": (
        lambda: b.simple_task("r", "n", {"a": [datetime(2030, 1, 1)]}),  # noqa: DTZ001 - the zone does not matter here
        "SIMPLE task 'r': input_parameters['a'][0]: JSON has no datetime",
    ),
    "number as a key": (lambda: b.simple_task("r", "n", {"a": {1: 2}}), "keys are texts in JSON, but 1 is of type int"),
    "optional that is no truth value": (
        lambda: u.simple_task("r", "n", {}, "yes"),
        "optional: expected bool, found str",
    ),
    "retry count that is a truth value": (
        lambda: b.noop_task("r", retry_count=True),
        "retry_count: expected int, found bool",
    ),
    "negative delay": (
        lambda: b.noop_task("r", start_delay=-1),
        "start_delay: expected whole seconds from 0 to 2147483647, or a timedelta",
    ),
    "broken delay": (
        lambda: u.noop_task("r", start_delay=1.5),
        "start_delay: expected whole seconds from 0 to 2147483647, or a timedelta",
    ),
    "cache of a wrong shape": (lambda: u.noop_task("r", cache=5), "cache: expected a CacheConfig or a mapping"),
    "Python names in a mapping": (
        lambda: b.noop_task("r", cache={"ttl_in_second": 1}),
        "'ttlInSecond', not 'ttl_in_second'",
    ),
    "request without address": (
        lambda: b.http_task("r", {"method": "GET"}),
        "http_request['uri']: expected a text, found None",
    ),
    "request that is a text": (lambda: u.http_task("r", "http://x"), "http_request: expected a mapping, found str"),
    "unknown polling strategy": (
        lambda: b.http_poll_task("r", {"uri": "u"}, polling_strategy="SLOWLY"),
        "polling_strategy: 'SLOWLY' is none of FIXED, LINEAR_BACKOFF, EXPONENTIAL_BACKOFF",
    ),
    "unknown evaluator": (
        lambda: b.switch_task("r", "x", evaluator="ruby"),
        "evaluator: 'ruby' is none of value-param",
    ),
    "case that is a truth value": (lambda: u.switch_task("r", "x", {True: []}), "write 'true' for True"),
    "case that is a tuple": (lambda: u.switch_task("r", "x", {(1,): []}), "cases are compared as texts"),
    "cases that are a list": (
        lambda: u.switch_task("r", "x", []),
        "decision_cases: expected a mapping of lists of tasks",
    ),
    "case that is a single task": (
        lambda: u.switch_task("r", "x", {"a": NOOP}),
        "decision_cases['a']: expected a list of tasks",
    ),
    "input that the builder sets": (
        lambda: b.switch_task("r", "x", input_parameters={"switchCaseValue": 1}),
        "the builder sets 'switchCaseValue'; use its argument instead",
    ),
    "script that is a function": (lambda: u.inline_task("r", lambda: 1), "script: expected a text, found function"),
    "loop over nothing": (
        lambda: b.new_loop_task("r", 0, [NOOP]),
        "iterations: expected a whole number from 1, found 0",
    ),
    "rounds that are a truth value": (
        lambda: b.new_loop_task("r", True, [NOOP]),
        "expected a whole number from 1, found True",
    ),
    "rounds that are a plain text": (
        lambda: b.new_loop_task("r", "5", [NOOP]),
        "'5' is no reference; write it like ${workflow",
    ),
    "list that is a plain text": (lambda: b.for_each_task("r", "items", [NOOP]), "items: 'items' is no reference"),
    "unknown end": (lambda: b.terminate_task("r", "DONE"), "status: 'DONE' is none of COMPLETED, FAILED, TERMINATED"),
    "task that is a text": (lambda: u.do_while_task("r", "true", ["a"]), "tasks[0]: str is no task; build it with"),
    "tasks that are a task": (
        lambda: u.do_while_task("r", "true", NOOP),
        "tasks: expected a list of tasks, found WorkflowTask",
    ),
    "pair without a star": (
        lambda: u.workflow("w", [b.fork_join_task("f", [NOOP])]),
        "workflow 'w': tasks[0]: a list is no task; put a * before it: [*fork_join_task(...), ...]",
    ),
    "tasks and branches mixed": (
        lambda: u.fork_task("f", [NOOP, [NOOP]]),
        "tasks and lists are mixed; give a list for each",
    ),
    "fork without branches": (
        lambda: b.fork_join_task("f", []),
        "FORK_JOIN task 'f': a fork with an empty branch, or with none, fails",
    ),
    "branch of fork_task_join that is empty": (
        lambda: b.fork_task_join("f", []),
        "a fork with an empty branch, or with none",
    ),
    "pause of a century": (
        lambda: b.wait_task_duration("w", timedelta(days=36500)),
        "whole seconds from 0 to 2147483647",
    ),
    "empty branch": (lambda: b.fork_join_task("f", [NOOP, []]), "use noop_task(...)"),
    "branch that ends with a fork": (
        lambda: b.fork_join_task("f", [[FORK]]),
        "FORK_JOIN task 'f': branch 0 ends with the fork 'inner', which needs its join after it",
    ),
    "join on a text": (lambda: u.join_task("j", "abc"), "join_on: expected a list of texts, found str"),
    "join on a task": (lambda: u.join_task("j", [NOOP]), "join_on[0]: expected a text, found WorkflowTask"),
    "unknown join mode": (lambda: b.join_task("j", [], join_mode="x"), "join_mode: 'x' is none of"),
    "dynamic fork of a plain text": (
        lambda: b.dynamic_fork_join("d", "tasks"),
        "pre_fork_tasks: 'tasks' is no reference",
    ),
    "dynamic fork with a plain text": (
        lambda: b.dynamic_fork_task("d", [], "x"),
        "dynamic_tasks_input: 'x' is no reference",
    ),
    "duration that is not read": (lambda: b.wait_task_duration("w", "1h 1d"), "'1h 1d' is not what the server reads"),
    "moment without a zone": (
        lambda: b.wait_task_until("w", datetime(2030, 1, 1)),  # noqa: DTZ001 - this is what is refused
        "until: 2030-01-01 00:00:00 has no time zone; give one, as in datetime.now(UTC)",
    ),
    "ISO text without a zone": (lambda: b.wait_task_until("w", "2030-01-01T10:00"), "has no time zone"),
    "moment that is not read": (
        lambda: b.wait_task_until("w", "soon"),
        "'soon' is not what the server reads; write it like",
    ),
    "two kinds of time": (lambda: b.wait_task("w", duration="1s", until="2030-01-01"), "duration or until, not both"),
    "unknown completion": (
        lambda: b.human_task("h", assignment_completion_strategy="x"),
        "assignment_completion_strategy: 'x' is none of",
    ),
    "event without a queue": (lambda: b.event_task("e", "sqs"), "event_suffix: expected a text, found None"),
    "two sinks": (lambda: b.event_task("e", "sqs", "q", sink="x:y"), "give event_prefix and event_suffix, or sink"),
    "message without servers": (
        lambda: b.kafka_publish_task("k", {"topic": "t", "value": "v"}),
        "KAFKA_PUBLISH task 'k': kafka_request: missing bootStrapServers",
    ),
    "update of nothing": (
        lambda: b.update_task_task("u", "COMPLETED"),
        "give workflow_id and task_ref_name, or task_id alone",
    ),
    "update of half a task": (lambda: b.update_task_task("u", "COMPLETED", workflow_id="w"), "or task_id alone"),
    "update of two tasks": (
        lambda: b.update_task_task("u", "COMPLETED", workflow_id="w", task_ref_name="r", task_id="i"),
        "or task_id alone",
    ),
    "unknown status": (lambda: b.update_task_task("u", "DONE", task_id="i"), "task_status: 'DONE' is none of"),
    "version that is a text": (
        lambda: u.sub_workflow_task("s", "c", "1"),
        "SUB_WORKFLOW task 's': version: expected int",
    ),
    "unknown idempotency": (
        lambda: b.sub_workflow_task("s", "c", idempotency_strategy="x"),
        "idempotency_strategy: 'x' is none of",
    ),
    "model without a provider": (
        lambda: b.llm_chat_complete_task("c", "", "m"),
        "llm_provider: expected a text, found an empty",
    ),
    "embedder that is a text": (
        lambda: u.llm_search_index_task("s", "db", "i", "openai", "q"),
        "embedding_model: expected EmbeddingModel(provider, model)",
    ),
    "embedder without a model": (
        lambda: b.llm_search_index_task("s", "db", "i", {"provider": "openai"}, "q"),
        "embedding_model: model: expected a text, found None",
    ),
    "workflow without a name": (lambda: b.workflow("", []), "name of the workflow: expected a text"),
    "mapping without a reference": (
        lambda: b.workflow("w", [{"name": "a"}]),
        "tasks[0] (WorkflowTask): missing taskReferenceName",
    ),
    "mapping with Python names": (
        lambda: b.workflow("w", [{"name": "a", "task_reference_name": "a"}]),
        "mappings have the names of the wire: 'taskReferenceName', not 'task_reference_name'",
    ),
    "mapping with something else inside": (
        lambda: b.workflow("w", [{"name": "a", "taskReferenceName": "a", "type": "DO_WHILE", "loopOver": ["x"]}]),
        "workflow 'w': tasks[0].loopOver[0]: str is no task",
    ),
    "mapping with a nameless task inside": (
        lambda: b.workflow("w", [{"name": "a", "taskReferenceName": "a", "loopOver": [{"taskReferenceName": "b"}]}]),
        "tasks[0].loopOver[0]: name: expected a text, found None",
    ),
    "unknown timeout policy": (
        lambda: b.workflow("w", [], timeout_policy="RETRY"),
        "timeout_policy: 'RETRY' is none of",
    ),
    "version that is a truth value": (
        lambda: b.workflow("w", [], version=True),
        "workflow 'w': version: expected int, found bool",
    ),
    "unknown retry logic": (
        lambda: b.task_definition("t", retry_logic="NEVER"),
        "task definition 't': retry_logic: 'NEVER' is none",
    ),
    "retry count that is a text": (
        lambda: u.task_definition("t", retry_count="3"),
        "retry_count: expected int, found str",
    ),
}

UNKNOWN_OPTIONS: dict[str, Callable[[], object]] = {
    "of a task": lambda: u.noop_task("r", delay=5),
    "of a sub-workflow": lambda: u.sub_workflow_task("r", "child", domain="d"),
    "of a model": lambda: u.llm_chat_complete_task("r", "p", "m", temprature=1),
    "of a workflow": lambda: u.workflow("w", [], timeout=5),
    "of a task definition": lambda: u.task_definition("t", retries=5),
    "of a generated task": lambda: u.generate_simple_task(reference="r"),
    "of a generated workflow": lambda: u.generate(task=[]),
}


@pytest.mark.parametrize("case", REFUSED)
def test_refuses(case: str) -> None:
    """The error names the task, the argument, and what would be right; it is a ValueError."""
    call, message = REFUSED[case]
    with pytest.raises(ConfigurationError, match=re.escape(message)):
        call()


@pytest.mark.parametrize("case", UNKNOWN_OPTIONS)
def test_refuses_unknown_options(case: str) -> None:
    """An option that does not exist is a TypeError, as for any Python function, and the others are listed."""
    with pytest.raises(TypeError, match=r"unexpected keyword argument '.*'; there are .*, "):
        UNKNOWN_OPTIONS[case]()


def test_values_stay_out_of_errors() -> None:
    """What is refused may be a secret; only its kind is named."""
    with pytest.raises(ConfigurationError) as caught:
        u.simple_task("r", "n", {"password": {"hunter2"}})
    assert "hunter2" not in str(caught.value)
    assert "set" in str(caught.value)
