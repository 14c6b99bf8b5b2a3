"""JSON values are read as by the server's parser; its verdicts are recorded here."""

from __future__ import annotations

from typing import Any

import attrs
import pytest

from conductor import models
from conductor.checks import check
from conductor.checks._registry import flow_rule
from conductor.checks._shapes import Reading, read
from tests.support.checks.build import fork, join, simple, task, workflow

TEXTS = ["", "x", 1, 1.5, True, None]
NUMBERS = [0, -1, 2**31 - 1, 1.9, "7", " +7 ", "-7", "", " ", "null", None]
NO_NUMBERS = [True, 2**31, 1e30, float("inf"), "x", "1.5", "1e3", "9" * 5000, [], {}]
TRUTHS = [True, 0, 2**70, "true", "True", " FALSE ", "", "null", None]
NO_TRUTHS = [1.0, "tRue", "yes", "1", [], {}]
POLICIES = ["TIME_OUT_WF", "ALERT_ONLY", 0, 1, " 1 ", None]
NO_POLICIES = ["time_out_wf", "", 2, -1, True, 1.0, [], {}]


def refused(model: str, **fields: Any) -> list[str]:
    reading = Reading()
    read(model, fields, "", reading)
    return [problem.where for problem in reading.refused]


@pytest.mark.parametrize(
    ("field", "good", "bad"),
    [
        ("description", TEXTS, [[], {}, ["x"]]),
        ("version", NUMBERS, NO_NUMBERS),
        ("timeoutSeconds", [*NUMBERS, 2**63 - 1, 2**31], [2**63, True, "x"]),
        ("restartable", TRUTHS, NO_TRUTHS),
        ("timeoutPolicy", POLICIES, NO_POLICIES),
        ("inputParameters", [[], ["x"], [1, None], None], ["x", {}, [[]], 1]),
        ("variables", [{}, {"x": [{}]}, None], ["", [], 1]),
        ("rateLimitConfig", [{}, {"concurrentExecLimit": "3"}, None], ["", [], {"concurrentExecLimit": "x"}]),
        ("tasks", [[], [{}], [None], None], [{}, "x", [[]], [1]]),
    ],
)
def test_values_of_a_definition(field: str, good: list[Any], bad: list[Any]) -> None:
    """The server converts what it can: numbers in texts, texts from numbers, positions of enums."""
    assert [value for value in good if refused("WorkflowDef", **{field: value})] == []
    assert [value for value in bad if not refused("WorkflowDef", **{field: value})] == []


@pytest.mark.parametrize(
    ("field", "good", "bad"),
    [
        ("taskDefinition", [{}, "name", None], [1, [], {"retryCount": "x"}]),
        ("workflowTaskType", ["SIMPLE", 0], [None, "simple", ""]),
        ("decisionCases", [{"x": []}, {"x": None}, None], [{"x": {}}, [], {"x": [1]}]),
        ("forkTasks", [[[]], [None], [[{}]], None], [[{}], {}, [1]]),
        ("onStateChange", [{"x": [{"type": "y", "payload": {}}]}], [{"x": {}}, {"x": [1]}]),
        ("subWorkflowParam", [{"workflowDefinition": "${x}"}, {"priority": []}], [{"workflowDefinition": "x"}, 1]),
    ],
)
def test_values_of_a_task(field: str, good: list[Any], bad: list[Any]) -> None:
    """Parts inside parts are read as well."""
    assert [value for value in good if refused("WorkflowTask", **{field: value})] == []
    assert [value for value in bad if not refused("WorkflowTask", **{field: value})] == []


def test_a_refused_value_is_said_once() -> None:
    """What cannot be read is no second fault, as a null or a wrong reference would be."""
    definition = workflow(fork([simple("b")]), task("JOIN", "j", joinOn=["b", []]), "x", tasks_=1)
    assert [(finding.code, finding.path) for finding in check(definition)] == [
        ("E01", "tasks[2]"),
        ("W10", "tasks_"),
        ("E01", "tasks[1].joinOn[1]"),
    ]


@pytest.mark.parametrize(
    ("value", "shown"),
    [({}, "an object"), ([], "a list"), ("x" * 50, f"the text '{'x' * 40}'"), (True, "true"), (1e30, "1e+30")],
)
def test_a_refused_value_is_shown_short(value: Any, shown: str) -> None:
    """The message says what was found and what is wanted."""
    [finding] = [finding for finding in check(workflow(simple(), version=value)) if finding.code == "E01"]
    assert finding.problem == f"{shown} is not an integer"
    assert finding.way_out == "give an integer"


def test_each_field_of_the_models_can_be_read() -> None:
    """Every type in the generated models has a reader: a new kind of field would fail here."""
    for model in (models.WorkflowDef, models.WorkflowTask, models.TaskDef, models.WorkflowSchedule):
        names = [field.name for field in attrs.fields(model) if field.name != "additional_properties"]
        assert refused(model.__name__, **{_wire(name): None for name in names}) in ([], ["workflowTaskType"])


def _wire(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(word.capitalize() for word in rest)


def test_two_rules_cannot_share_a_code() -> None:
    """A code keeps its meaning: another rule with it is refused."""
    with pytest.raises(ValueError, match="the code E03 is taken by 'workflow without a name'"):
        flow_rule("E03", "something else", "")


def test_a_join_after_a_dynamic_fork_is_left_alone() -> None:
    """The server fills in what such a join waits for."""
    dynamic = task(
        "FORK_JOIN_DYNAMIC", "f", dynamicForkJoinTasksParam="p", inputParameters={"p": "${workflow.input.p}"}
    )
    assert check(workflow(dynamic, join("nobody"))) == []
    assert check(workflow(dynamic, join())) == []


def test_a_variable_that_a_task_sets_is_known() -> None:
    """SET_VARIABLE gives a variable its value."""
    setter = task("SET_VARIABLE", "s", inputParameters={"v": 1})
    assert check(workflow(setter, simple(x="${workflow.variables.v}"))) == []
