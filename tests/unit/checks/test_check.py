"""What a caller gives to the checks, and what comes back."""

from __future__ import annotations

import subprocess
import sys
from enum import Enum
from typing import Any

import pytest

from conductor import ConfigurationError, TaskDef, WorkflowDef, WorkflowTask
from conductor.checks import Finding, Severity, check, check_schedule, check_task_def, codes, codes_table
from tests.support.checks.build import Json, child, inline, loop, simple, switch, task, workflow


def found(definition: Json | WorkflowDef, **known: Any) -> list[str]:
    return [str(finding) for finding in check(definition, **known)]


def test_a_finding_is_one_line() -> None:
    """A finding reads: code, path, reference, what is wrong, the way out; in one line."""
    finding = Finding("W12", "tasks[1]", "fork", "'invoice' has no\n task definition", "register one")
    assert str(finding) == "W12 tasks[1] fork: 'invoice' has no task definition; register one"
    assert (finding.severity, finding.is_error) == (Severity.WARNING, False)
    assert str(Finding("E03", "name", None, "it has no name", "give one")) == "E03 name: it has no name; give one"


def test_an_example_of_each_kind_in_words() -> None:
    """The lines name the thing, the place and the way out, with a guess where a name is nearly right."""
    charge = simple("charge", order="${workflow.input.order}")
    wait = task("WAIT", "wait", inputParameters={"duration": "soon"})
    ship = simple("ship", receipt="${chrage.output.receipt}")
    [undefined, unreadable, unknown] = found(
        workflow(charge, wait, ship), task_defs=[{"name": "n_ship", "retryDelaySeconds": 1}]
    )
    assert undefined == (
        "W12 tasks[0] charge: 'n_charge' has no task definition: it is never retried; "
        "register one, or set retryCount on the task"
    )
    assert unreadable == (
        "E36 tasks[1].inputParameters.duration wait: the server cannot read the duration 'soon'; "
        "write it as '1 days 2 hours 3 minutes 4 seconds' or '2h 30m', in this order"
    )
    assert unknown == (
        "E10 tasks[2].inputParameters.receipt ship: ${chrage.output.receipt}: no task has the reference 'chrage'; "
        "did you mean 'charge'?"
    )


def test_a_clean_definition_has_no_findings() -> None:
    """Nothing is said about a definition that is fine."""
    assert found(workflow(simple(x="${workflow.input.x}"), inline("$.y + 1", "b", y="${a.output.y}"))) == []


def test_models_and_mappings_are_the_same() -> None:
    """A model has the findings of what is sent for it; models may stand in mappings."""
    definition = workflow(simple(), switch(simple("b", x="${c.output}")), simple("d", x="${e.output}"))
    model = WorkflowDef.from_dict(definition)
    assert found(model) == found(definition)
    assert found({"name": "w", "tasks": model.tasks}) == found({"name": "w", "tasks": definition["tasks"]})
    assert len(found(model)) == 2


def test_enums_are_read_by_their_value() -> None:
    """An enum stands for its value."""

    class Policy(Enum):
        ENDS = "TIME_OUT_WF"

    assert found(workflow(simple(), timeoutPolicy=Policy.ENDS, timeoutSeconds=5)) == []


@pytest.mark.parametrize("wrong", [None, [], "w", 1])
def test_something_else_is_refused(wrong: Any) -> None:
    """What is neither a model nor a mapping is an error that says what would be."""
    with pytest.raises(ConfigurationError, match="definition: expected a model or a mapping"):
        check(wrong)


def test_codes_can_be_ignored() -> None:
    """Findings of ignored codes are left out."""
    definition = workflow(task("EVENT"), timeoutSeconds=5)
    assert [finding.code for finding in check(definition)] == ["W70", "E20"]
    assert [finding.code for finding in check(definition, ignore={"W70"})] == ["E20"]
    assert check_task_def({}, ignore={"E40"}) == []
    assert check_schedule({"name": "", "startWorkflowRequest": {"name": "w"}}, ignore={"W80", "W82"}) == []


def test_the_workflow_comes_first_then_the_tasks_in_order() -> None:
    """Findings stand in the order of the definition, and each stands once."""
    definition = workflow(task("EVENT", "x"), loop(task("EVENT", "y")), task("EVENT", "z"), schemaVersion=1)
    assert [finding.reference for finding in check(definition)] == [None, "x", "y", "z"]


def test_variables_of_the_server_can_be_named() -> None:
    """A bare name is an error, unless the server's process is known to have it."""
    definition = workflow(simple(x="${REGION}"))
    assert [finding.code for finding in check(definition)] == ["E10"]
    assert [finding.code for finding in check(definition, environment=["REGION"])] == ["W09"]


def test_templates_of_task_definitions_count_as_inputs() -> None:
    """What the template of a task definition gives is not missing."""
    http, template = task("HTTP"), {"inputTemplate": {"http_request": {"uri": "http://h/"}}}
    assert [finding.code for finding in check(workflow(http))] == ["E27"]
    assert (
        found(
            workflow(http), task_defs=[TaskDef(name="n_a", retry_delay_seconds=1, input_template={"http_request": {}})]
        )
        == []
    )
    assert found(workflow(http | {"taskDefinition": {"name": "n_a", "retryCount": 0, **template}})) == []


def test_inline_definitions_are_checked_too() -> None:
    """The faults of an inline definition are warnings: the server does not look, and the run fails."""
    inner = workflow(task("EVENT", "x"), task("EVENT", "x"), simple("y", z="${x.output}"), name="")
    [no_name, twice, *no_sinks] = check(workflow(child(workflowDefinition=inner)))
    path = "tasks[0].subWorkflowParam.workflowDefinition"
    assert (no_name.code, no_name.path, no_name.reference) == ("W01", f"{path}.name", "c")
    assert (twice.code, twice.path) == ("W01", f"{path}.tasks[1].taskReferenceName")
    assert [(finding.code, finding.path) for finding in no_sinks] == [
        ("W01", f"{path}.tasks[0].sink"),
        ("W01", f"{path}.tasks[1].sink"),
    ]


def test_rules_survive_any_shape() -> None:
    """Values of the wrong kind are named and do not break the other rules."""
    definition = workflow(
        "text",
        task("SWITCH", decisionCases=[1], inputParameters="x"),
        task("FORK_JOIN", "b", forkTasks={"x": 1}),
        task("SUB_WORKFLOW", "c", subWorkflowParam=[1]),
        outputParameters=3,
        variables="x",
    )
    paths = {finding.path for finding in check(definition) if finding.code == "E01"}
    assert paths == {
        "tasks[0]",
        "tasks[1].decisionCases",
        "tasks[1].inputParameters",
        "tasks[2].forkTasks",
        "tasks[3].subWorkflowParam",
        "outputParameters",
        "variables",
    }


def test_a_misspelt_field_is_named() -> None:
    """A field that the server does not know has a guess; names of Python are such fields."""
    [finding] = check(workflow(task("NOOP", input_parameters={})))
    assert str(finding) == (
        "W10 tasks[0].input_parameters a: 'input_parameters' is unknown to the server, which ignores it; "
        "did you mean 'inputParameters'?"
    )
    [finding] = check(workflow(task("NOOP"), colour="red", tags=[]))
    assert finding.way_out == "a workflow definition has no such field: leave it out"


@pytest.mark.parametrize(
    ("fields", "code", "path"),
    [
        ({"name": ""}, "E40", "name"),
        ({"retryCount": -1}, "E41", "retryCount"),
        ({"timeoutSeconds": 10}, "E42", "responseTimeoutSeconds"),
        (
            {"timeoutSeconds": 10, "responseTimeoutSeconds": 5, "totalTimeoutSeconds": 9, "retryCount": 0},
            "E43",
            "timeoutSeconds",
        ),
        ({"timeoutSeconds": 10, "responseTimeoutSeconds": 5, "pollTimeoutSeconds": 11}, "W73", "pollTimeoutSeconds"),
        ({"retryCount": 3, "retryDelaySeconds": 10, "totalTimeoutSeconds": 30}, "W77", "totalTimeoutSeconds"),
        ({"timeoutPolicy": "RETRY", "retryCount": 0}, "W78", "timeoutPolicy"),
        ({"retryLogic": "NEVER"}, "E01", "retryLogic"),
        ({"retries": 3}, "W10", "retries"),
    ],
    ids=str,
)
def test_a_fault_of_a_task_definition(fields: Json, code: str, path: str) -> None:
    """Each fault of a task definition is found, and a plain one has none."""
    assert [(finding.code, finding.path) for finding in check_task_def({"name": "t", **fields})] == [(code, path)]
    assert check_task_def(TaskDef(name="t")) == []


@pytest.mark.parametrize(
    ("fields", "code", "path"),
    [
        ({"name": None}, "E50", "name"),
        ({"startWorkflowRequest": {}}, "E51", "startWorkflowRequest"),
        ({"zoneId": "Europe/Pairs"}, "E52", "zoneId"),
        ({"cronExpression": "* * * * *"}, "W80", "cronExpression"),
        ({"cronExpression": None}, "W80", "cronExpression"),
        (
            {"cronExpression": None, "cronSchedules": [{"cronExpression": "x"}]},
            "W80",
            "cronSchedules[0].cronExpression",
        ),
        ({"scheduleStartTime": 2, "scheduleEndTime": 1}, "W81", "scheduleEndTime"),
        ({"name": ""}, "W82", "name"),
    ],
    ids=str,
)
def test_a_fault_of_a_schedule(fields: Json, code: str, path: str) -> None:
    """Each fault of a schedule is found, and a plain one has none."""
    plain = {"name": "s", "cronExpression": "0 0 9 * * MON-FRI", "startWorkflowRequest": {"name": "w"}, "zoneId": "UTC"}
    assert [(finding.code, finding.path) for finding in check_schedule(plain | fields)] == [(code, path)]
    assert check_schedule(plain) == []


@pytest.mark.slow
def test_the_table_of_codes() -> None:
    """Every code stands in the table, errors first; running the package prints it."""
    assert [code.code for code in codes()] == sorted(code.code for code in codes())
    command = [sys.executable, "-m", "conductor.checks"]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert printed == codes_table()
    assert "| W41 | warning | loop in a loop | put the inner loop into a sub-workflow |" in printed
    assert len(printed.splitlines()) == len(codes()) + 2


def test_a_large_definition_with_a_deep_nest() -> None:
    """Depth and length do not matter."""
    nested = simple("r0")
    for depth in range(1, 40):
        nested = switch(nested, reference=f"r{depth}", defaultCase=[task("NOOP", f"d{depth}")])
    many = [simple(f"t{number}", x=f"${{t{number - 1}.output}}") for number in range(1, 200)]
    assert found(workflow(simple("t0"), *many, nested)) == []


def test_models_of_tasks_keep_their_type() -> None:
    """A task without a type is SIMPLE."""
    model = WorkflowDef(name="w", tasks=[WorkflowTask(name="n", task_reference_name="a")])
    assert found(model, polled=["n"]) == []
    assert found({"name": "w", "tasks": [{"name": "n", "taskReferenceName": "a"}]}, polled=["m"]) == [
        "W13 tasks[0] a: nobody polls 'n': the task stays SCHEDULED; start a worker for it"
    ]
