from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from conductor import (
    ConductorWorkflow,
    ConfigurationError,
    Step,
    TaskDef,
    WorkflowDef,
    async_orkes_conductor_client,
    set_variable_task,
    simple_task,
    worker,
    workflow,
)
from conductor.checks import check
from conductor.diagrams import Diagram, to_svg
from conductor.testing import ConductorEnvironment
from tests.support.definitions import broken_definitions, definitions

RECORDED = Path(__file__).resolve().parents[2] / "data" / "local" / "recorded.json"


@dataclass
class Line:
    sku: str


@dataclass
class OrderInput:
    order_id: str
    lines: list[Line]
    amount: float = 9.5
    tags: list[str] = field(default_factory=list[str])


def work(reference: str, **inputs: Any) -> Step[dict[str, Any]]:
    return Step(simple_task(reference, "work", inputs))


def recorded_definitions(value: Any) -> Iterator[dict[str, Any]]:
    """Every workflow definition of the recorded scenarios, also those inside of others."""
    if isinstance(value, dict):
        if "name" in value and isinstance(value.get("tasks"), list) and "workflowId" not in value:
            yield value
        value = list(value.values())
    for part in value if isinstance(value, list) else ():
        yield from recorded_definitions(part)


def with_types(value: Any) -> Any:
    """Fill in what absent means: a task without a type is SIMPLE."""
    if isinstance(value, list):
        return [with_types(part) for part in value]
    if not isinstance(value, dict):
        return value
    filled = {key: with_types(part) for key, part in value.items()}
    return {"type": "SIMPLE", **filled} if "taskReferenceName" in value else filled


def test_every_recorded_definition_comes_back_unharmed() -> None:
    """What the congruence suite registers is the same after from_json and to_json, as text, object and model."""
    found = list(
        recorded_definitions([case["case"] for case in json.loads(RECORDED.read_text("utf-8"))["cases"].values()])
    )
    assert len(found) > 300
    for definition in found:
        expected = with_types(definition)
        read = ConductorWorkflow.from_json(json.dumps(definition))
        assert with_types(json.loads(read.to_json())) == expected
        assert with_types(ConductorWorkflow.from_json(definition).to_dict()) == expected
        assert with_types(ConductorWorkflow.from_json(read.to_def()).to_dict()) == expected


@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(definition=definitions() | broken_definitions())
def test_random_definitions_come_back_as_the_model_reads_them(definition: dict[str, Any]) -> None:
    """No definition, sound or broken, is changed, or kept from being read, by the builder."""
    model = WorkflowDef.from_dict(definition)
    if isinstance(definition.get("name"), str) and isinstance(definition.get("tasks"), list):
        assert ConductorWorkflow.from_json(definition).to_dict() == model.to_dict()


def test_what_is_no_definition_is_refused() -> None:
    """Broken text, and JSON that is no object, have an error of ours."""
    with pytest.raises(ConfigurationError, match="definition: it is no JSON"):
        ConductorWorkflow.from_json("{")
    with pytest.raises(ConfigurationError, match="expected a WorkflowDef or a mapping"):
        ConductorWorkflow.from_json("[]")


def test_a_definition_that_was_read_can_be_extended() -> None:
    """Its tasks can be referred to by name, and steps be added; a name that it lacks is a KeyError."""
    wf = ConductorWorkflow.from_json(workflow("w", [simple_task("first", "work")]).to_dict() | {"newField": [1]})
    wf >> work("second", x=wf["first"].output.x)
    assert wf.to_dict()["tasks"][1]["inputParameters"] == {"x": "${first.output.x}"}
    assert wf.to_dict()["newField"] == [1]
    with pytest.raises(KeyError, match="has no task 'frist'; did you mean 'first'"):
        _ = wf["frist"]


def test_typed_input_gives_parameters_defaults_and_schema() -> None:
    """A class as input gives the names, the defaults that JSON has, and the JSON schema."""
    found = ConductorWorkflow("order", input=OrderInput).to_dict()
    assert found["inputParameters"] == ["order_id", "lines", "amount", "tags"]
    assert found["inputTemplate"] == {"amount": 9.5}
    assert found["inputSchema"]["name"] == "order_input"
    assert found["inputSchema"]["data"]["required"] == ["order_id", "lines"]
    assert found["inputSchema"]["data"]["properties"]["lines"]["items"]["properties"] == {"sku": {"type": "string"}}


def test_names_alone_are_checked_too() -> None:
    """A list of names gives the input parameters, and any other name is an error."""
    wf = ConductorWorkflow("w", input=["order_id"])
    assert wf.to_dict()["inputParameters"] == ["order_id"]
    with pytest.raises(AttributeError, match="has no field 'order'; did you mean 'order_id'"):
        _ = wf.input.order
    for wrong in (int, 5, {"a": 1}):
        with pytest.raises(ConfigurationError, match="workflow 'w': input: expected a class with fields"):
            ConductorWorkflow("w", input=wrong)  # type: ignore[call-overload]  # the wrong type is the point


def test_fields_of_the_definition_are_keyword_arguments() -> None:
    """Timeouts, owner, failure workflow and the like are given as to the plain builder, and go before typed input."""
    wf = ConductorWorkflow(
        "w",
        version=3,
        input=OrderInput,
        input_template={"amount": 1},
        owner_email="a@b.c",
        timeout_seconds=60,
        timeout_policy="TIME_OUT_WF",
        failure_workflow="refund",
    )
    expected = {"version": 3, "ownerEmail": "a@b.c", "timeoutSeconds": 60, "timeoutPolicy": "TIME_OUT_WF"}
    assert wf.to_dict().items() >= expected.items()
    assert (wf.to_dict()["failureWorkflow"], wf.to_dict()["inputTemplate"]) == ("refund", {"amount": 1})
    with pytest.raises(TypeError, match="unexpected keyword argument 'timeout'"):
        ConductorWorkflow("w", timeout=5)  # type: ignore[call-overload]  # the wrong name is the point


def test_output_and_references_of_the_workflow() -> None:
    """The output holds references however deep; the workflow offers its own values by name."""
    wf = ConductorWorkflow("w")
    wf.output = {"id": wf.workflow_id, "deep": [{"v": wf.variables.total, "c": wf.correlation_id}]}
    assert wf.output == {
        "id": "${workflow.workflowId}",
        "deep": [{"v": "${workflow.variables.total}", "c": "${workflow.correlationId}"}],
    }
    assert (str(wf.secrets.key), str(wf.env["a-b"])) == ("${workflow.secrets.key}", "${workflow.env['a-b']}")
    with pytest.raises(ConfigurationError, match="workflow 'w': output: expected a mapping"):
        wf.output = work("a").output


def test_a_reference_name_stands_for_one_task() -> None:
    """The same step twice, or two steps of one name, are refused where they are added, with a free name."""
    wf = ConductorWorkflow("w")
    step = work("a")
    wf >> step
    with pytest.raises(ConfigurationError, match="workflow 'w': the step 'a' was added already"):
        wf >> step
    with pytest.raises(ConfigurationError, match=r"the reference name 'a' is taken; .* such as 'a_2'"):
        wf >> [work("b"), work("a")]
    with pytest.raises(ConfigurationError, match="the reference name 'c' is taken"):
        wf.add(work("c"), work("c"))
    with pytest.raises(ConfigurationError, match="the reference name 'a' is taken"), wf.repeat("a", 2):
        wf >> work("d")
    assert [task.task_reference_name for task in wf.to_def().tasks] == ["a"]


def test_a_workflow_gives_the_task_that_runs_it() -> None:
    """It runs by name and version; its inputs are checked, and its outputs known."""
    child = ConductorWorkflow("ship", version=4, input=OrderInput)
    child.output = {"tracking": "x"}
    step = child.task("shipped", order_id="7", lines=[])
    assert step.tasks[0].to_dict()["subWorkflowParam"] == {"name": "ship", "version": 4}
    assert str(step.output.tracking) == "${shipped.output.tracking}"
    with pytest.raises(AttributeError, match="has no field 'trackin'; did you mean 'tracking'"):
        _ = step.output.trackin
    with pytest.raises(TypeError, match=r"ship\.task\(\): missing argument 'lines'"):
        child.task(order_id="7")
    assert str(ConductorWorkflow("free").task().output.anything) == "${free.output.anything}"


def test_checks_and_pictures_take_it() -> None:
    """It can be checked and drawn as it is, in all forms that there are."""
    wf = ConductorWorkflow("w") >> work("a", x="${b.output}")
    assert [finding.code for finding in wf.check()] == ["E10"] == [finding.code for finding in check(wf)]
    assert wf.check(ignore=["E10"]) == []
    assert wf.to_mermaid() == Diagram(wf).to_mermaid()
    assert wf.to_svg() == to_svg(wf) == wf._repr_svg_()
    assert wf.to_svg("dark") == to_svg(wf, theme="dark") != wf.to_svg()


def test_a_picture_is_saved(tmp_path: Path) -> None:
    """The ending of the file says what is written."""
    wf = ConductorWorkflow("w") >> work("a")
    assert wf.save(tmp_path / "flow.svg").read_text("utf-8").startswith("<svg")
    assert wf.save(tmp_path / "flow.mmd").read_text("utf-8").startswith("flowchart")
    with pytest.raises(ConfigurationError, match=r"\.svg or \.mmd"):
        wf.save(tmp_path / "flow.png")


@worker("work")
def a_worker() -> None: ...


def test_known_workers_and_definitions_are_looked_up() -> None:
    """Tasks without a definition, or that no given worker polls, are found."""
    wf = ConductorWorkflow("w") >> work("a") >> simple_task("b", "other")
    quick = TaskDef(name="work", retry_delay_seconds=1)
    assert [(finding.code, finding.reference) for finding in wf.check(workers=[a_worker])] == [("W13", "b")]
    assert [(finding.code, finding.reference) for finding in wf.check(task_defs=[quick])] == [("W12", "b")]
    assert [finding.code for finding in wf.check(workers=[a_worker], polled=["other"])] == []


def test_a_test_environment_takes_it() -> None:
    """It is registered and started where tests run workflows, by itself and inside of a request."""
    wf = ConductorWorkflow("w", input=["x"])
    wf >> set_variable_task("keep", {"x": wf.input.x})
    wf.output = {"x": wf.variables.x}
    with ConductorEnvironment.local() as env:
        env.register(wf)
        assert env.execute("w", {"x": 4}).output == {"x": 4}
        request = {"name": "unregistered", "version": 1, "input": {"x": 5}, "workflowDef": wf}
        assert env.executor.execute_workflow(request, wait_for_seconds=5).output == {"x": 5}


def test_an_async_client_is_pointed_to_its_own_function() -> None:
    """The checks are plain functions: they say what to await instead."""
    client = async_orkes_conductor_client(server_url="local://")
    with pytest.raises(ConfigurationError, match=r"await async_known_on_server\(client\)"):
        ConductorWorkflow("w").check(client=client)


def test_it_says_what_it_is() -> None:
    """Its repr names it, and holds none of its inputs."""
    wf = ConductorWorkflow("w") >> work("a", password="s3cret")
    assert repr(wf) == "<workflow 'w' v1: 1 tasks>"
