"""The builders against what the JavaScript SDK gives for the same calls, recorded as data.

A case that we answer otherwise is in ``builders_deviations.json``, with the reason and with what we do instead.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from conductor import builders

GOLDEN = Path(__file__).resolve().parents[2] / "data" / "golden"
SAMPLE_TEXT = re.compile(r"<any sample (text|address)>")
JS_FUNCTION = re.compile(r"<JS function .*>")

FACTORIES: Mapping[str, Callable[..., Any]] = {
    "simpleTask": builders.simple_task,
    "httpTask": builders.http_task,
    "switchTask": builders.switch_task,
    "forkTask": builders.fork_task,
    "forkTaskJoin": builders.fork_task_join,
    "joinTask": builders.join_task,
    "doWhileTask": builders.do_while_task,
    "newLoopTask": builders.new_loop_task,
    "subWorkflowTask": builders.sub_workflow_task,
    "eventTask": builders.event_task,
    "sqsEventTask": builders.sqs_event_task,
    "conductorEventTask": builders.conductor_event_task,
    "waitTaskDuration": builders.wait_task_duration,
    "waitTaskUntil": builders.wait_task_until,
    "terminateTask": builders.terminate_task,
    "setVariableTask": builders.set_variable_task,
    "jsonJqTask": builders.json_jq_task,
    "kafkaPublishTask": builders.kafka_publish_task,
    "inlineTask": builders.inline_task,
    "dynamicForkTask": builders.dynamic_fork_task,
    "workflow": builders.workflow,
}
GENERATORS: Mapping[str, Callable[..., Any]] = {
    "generateSimpleTask": builders.generate_simple_task,
    "generateHTTPTask": builders.generate_http_task,
    "generateInlineTask": builders.generate_inline_task,
    "generateJQTransformTask": builders.generate_jq_transform_task,
    "generateKafkaPublishTask": builders.generate_kafka_publish_task,
    "generateEventTask": builders.generate_event_task,
    "generateSubWorkflowTask": builders.generate_sub_workflow_task,
    "generateSetVariableTask": builders.generate_set_variable_task,
    "generateTerminateTask": builders.generate_terminate_task,
    "generateWaitTask": builders.generate_wait_task,
    "generateJoinTask": builders.generate_join_task,
    "generateForkJoinTask": builders.generate_fork_join_task,
    "generateDoWhileTask": builders.generate_do_while_task,
    "generateSwitchTask": builders.generate_switch_task,
    "generateForkJoinDynamic": builders.generate_fork_join_dynamic,
    "taskGenMapper": builders.task_gen_mapper,
    "generate": builders.generate,
    "workflowGenerator": builders.generate,
}


def load(name: str) -> Any:
    return json.loads((GOLDEN / f"{name}.json").read_text("utf-8"))


CASES = load("builders")
DEVIATIONS = load("builders_deviations")


class FixedRandom(random.Random):
    """Draws the suffix that the recorded names have."""

    def choices(self, population: Any, weights: Any = None, *, cum_weights: Any = None, k: int = 1) -> list[Any]:
        return list("cpxfy")


def snake_case(name: str) -> str:
    return re.sub("[A-Z]", lambda match: f"_{match[0].lower()}", name)


def call(function: str, args: list[Any]) -> Any:
    """Call the Python twin of a JavaScript function; JavaScript source is text here, an object of options keywords."""
    if function == "taskDefinition":
        return builders.task_definition(**{snake_case(key): value for key, value in args[0].items()})
    if function in GENERATORS:
        return GENERATORS[function](*(with_js_text(arg) for arg in args), rng=FixedRandom())
    return FACTORIES[function](*args)


def with_js_text(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: with_js_text(item) for key, item in value.items()}
    if isinstance(value, str) and JS_FUNCTION.fullmatch(value):
        return builders.js_function("return $.a+$.b;")
    return value


def on_the_wire(value: Any) -> Any:
    return [on_the_wire(item) for item in value] if isinstance(value, list | tuple) else value.to_dict()


def same(ours: Any, recorded: Any) -> bool:
    """Compare JSON; where the record only says that there is some text, any text will do."""
    if isinstance(recorded, dict) and isinstance(ours, dict):
        return ours.keys() == recorded.keys() and all(same(ours[key], recorded[key]) for key in recorded)
    if isinstance(recorded, str) and SAMPLE_TEXT.fullmatch(recorded):
        return isinstance(ours, str) and ours != ""
    return type(ours) is type(recorded) and ours == recorded


def test_all_recorded_calls_are_here() -> None:
    """The record has 127 calls, and each deviation belongs to one of them."""
    assert len(CASES) == 127
    assert DEVIATIONS.keys() <= {case["name"] for case in CASES}


@pytest.mark.parametrize(
    "case", [case for case in CASES if case["name"] not in DEVIATIONS], ids=lambda case: str(case["name"])
)
def test_gives_what_javascript_gives(case: Mapping[str, Any]) -> None:
    """The same call gives the same JSON."""
    ours = on_the_wire(call(case["function"], case["args"]))
    assert same(ours, case["output"]), ours


@pytest.mark.parametrize("case", [case for case in CASES if case["name"] in DEVIATIONS], ids=lambda case: case["name"])
def test_deviates_as_written_down(case: Mapping[str, Any]) -> None:
    """A call that is broken in JavaScript does what the list of deviations says, for the reason that it gives."""
    deviation = DEVIATIONS[case["name"]]
    assert deviation["reason"]
    assert deviation.get("output") != case["output"]
    if "error" in deviation:
        with pytest.raises((ValueError, TypeError), match=re.escape(deviation["error"])):
            call(case["function"], case["args"])
    else:
        assert on_the_wire(call(case["function"], case["args"])) == deviation["output"]
