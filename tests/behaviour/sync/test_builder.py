# Derived from tests/behaviour/async_/test_builder.py by scripts/unasync.py; do not edit.
"""What the fluent builder makes is registered and run on each server."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any

import pytest

from conductor import (
    ConductorClient,
    MetadataClient,
    TaskManager,
    WorkflowExecutor,
    ConductorWorkflow,
    Workflow,
    WorkflowState,
    set_variable_task,
    worker,
)
from conductor.checks import known_on_server

SMOKE = True


@dataclass
class Line:
    sku: str
    kind: str


@dataclass
class OrderInput:
    order_id: str
    lines: list[Line]
    amount: float = 12.5


@dataclass
class Receipt:
    number: str
    by_kind: dict[str, list[int]]


class Shop:
    """Workers of one test: their queues are named after it."""

    def __init__(self, name: str) -> None:
        @worker(f"{name}_charge")
        def charge(order_id: str, amount: float) -> Receipt:
            return Receipt(f"r-{order_id}-{amount}", {"a b": [1, 2, 3]})

        @worker(f"{name}_pack")
        def pack(sku: str, place: int = -1) -> str:
            return f"{sku}@{place}"

        @worker(f"{name}_page")
        def page(number: int) -> dict[str, Any]:
            return {"number": number, "more": number < 3}

        @worker(f"{name}_note")
        def note(**fields: Any) -> dict[str, Any]:
            return fields

        self.charge, self.pack, self.page, self.note = charge, pack, page, note
        self.workers = [charge, pack, page, note]


@pytest.fixture
def shop(name: str) -> Shop:
    return Shop(name)


def run(
    client: ConductorClient, wf: ConductorWorkflow[Any], shop: Shop, input: dict[str, Any] | None = None
) -> Workflow:
    """Register the workflow, and give its execution when that has ended."""
    executor = WorkflowExecutor(client)
    assert [str(finding) for finding in wf.check() if finding.is_error] == []
    executor.register_workflow(True, wf)
    with TaskManager(client, shop.workers, options={"concurrency": 4}):
        workflow_id = executor.start_workflow({"name": wf.name, "version": wf.version, "input": input or {}})
        while True:
            execution = executor.get_workflow(workflow_id)
            if execution.status != WorkflowState.RUNNING:
                assert execution.status == WorkflowState.COMPLETED, execution.reason_for_incompletion
                return execution
            time.sleep(0.05)


def test_typed_input_and_references_arrive(client: ConductorClient, name: str, shop: Shop) -> None:
    """Fields, positions, odd keys, defaults of the input class and f-strings have their values when it runs."""
    wf = ConductorWorkflow(name, input=OrderInput, owner_email="test@example.com")
    paid = shop.charge.task("paid", order_id=wf.input.order_id, amount=wf.input.amount)
    packed = shop.pack.task("packed", sku=f"{paid.output.number}/{wf.input.lines[1].sku}")
    wf >> paid >> packed
    wf.output = {
        "text": packed.output.result,
        "numbers": [paid.output.by_kind["a b"][0], paid.output.by_kind["a b"][-1]],
        "lines": wf.input.lines,
        "id": wf.workflow_id,
        "state": paid.status,
    }
    lines = [{"sku": "s1", "kind": "x"}, {"sku": "s2", "kind": "y"}]
    execution = run(client, wf, shop, {"order_id": "7", "lines": lines})
    assert execution.output == {
        "text": "r-7-12.5/s2@-1",
        "numbers": [1, 3],
        "lines": lines,
        "id": execution.workflow_id,
        "state": "COMPLETED",
    }


def test_a_join_waits_for_every_branch(client: ConductorClient, name: str, shop: Shop) -> None:
    """Lists, nested ones and those that end with a choice, are done to their ends before the next step."""
    wf = ConductorWorkflow(name, input=["kind"])
    with wf.fork("outer") as outer:
        with outer.branch():
            wf >> [shop.note.task("a", x=1), shop.note.task("b", x=2) >> shop.note.task("c", x=3)]
        with outer.branch(), wf.switch("kind", wf.input.kind) as kind:
            with kind.case("known"):
                wf >> shop.note.task("d", x=4)
            with kind.default():
                wf >> shop.note.task("e", x=5)
    wf >> shop.note.task("last", c=wf["c"].output.x, d=wf["d"].output.x)
    execution = run(client, wf, shop, {"kind": "known"})
    assert execution.output == {"c": 3, "d": 4}
    assert execution.tasks[-1].reference_task_name == "last"


def test_loops_go_on_as_long_as_their_condition_is_true(
    client: ConductorClient, name: str, shop: Shop
) -> None:
    """A condition reads what its round gave, by a reference or in JavaScript; rounds can be counted."""
    wf = ConductorWorkflow(name)
    page = shop.page.task("page", number="${pages.output.iteration}")
    with wf.do_while("pages", page.output.more) as pages:
        wf >> page
    again = shop.page.task("again", number="${script.output.iteration}")
    with wf.do_while("script", f"{again.output.number} < {page.output.number} - 1"):
        wf >> again
    with wf.repeat("four", 4) as four:
        wf >> shop.note.task("noted", round=four.iteration)
    wf.output = {
        "pages": pages.iteration,
        "again": again.output.number,
        "four": four.iteration,
        "noted": wf["noted"].output.round,
    }
    execution = run(client, wf, shop)
    assert execution.output == {"pages": 3, "again": 2, "four": 4, "noted": 4}


def test_each_item_of_a_list_is_done(client: ConductorClient, name: str, shop: Shop) -> None:
    """Item and position of the round are read, and a switch in the loop decides anew for each item."""
    wf = ConductorWorkflow(name, input=OrderInput)
    with wf.for_each("lines", wf.input.lines) as line, wf.switch("kind", line.item.kind) as kind:
        with kind.case("x"):
            wf >> shop.pack.task("packed", sku=line.item.sku, place=line.index)
        with kind.default():
            wf >> shop.note.task("left_out", sku=line.item.sku)
    lines = [{"sku": "s1", "kind": "x"}, {"sku": "s2", "kind": "y"}, {"sku": "s3", "kind": "x"}]
    execution = run(client, wf, shop, {"order_id": "7", "lines": lines})
    done = {task.reference_task_name: task.output_data for task in execution.tasks}
    assert done["packed__1"] == {"result": "s1@0"}
    assert done["left_out__2"] == {"sku": "s2"}
    assert done["packed__3"] == {"result": "s3@2"}


@pytest.mark.parametrize(("amount", "size"), [(5, "small"), (500, "big")])
def test_a_script_decides(client: ConductorClient, name: str, shop: Shop, amount: int, size: str) -> None:
    """A switch by JavaScript reads the references in it, and variables carry what was set."""
    wf = ConductorWorkflow(name, input=["amount"])
    script = f"{wf.input.amount} > 100 ? 'big' : 'small'"
    with wf.switch("size", script, evaluator="graaljs") as choice:
        with choice.case("big"):
            wf >> set_variable_task("set_big", {"size": "big"})
        with choice.default():
            wf >> set_variable_task("set_small", {"size": "small"})
    wf.output = {"size": wf.variables.size}
    assert (run(client, wf, shop, {"amount": amount})).output == {"size": size}


def test_sub_workflows_run(
    client: ConductorClient, metadata: MetadataClient, name: str, shop: Shop
) -> None:
    """A workflow inside of another, and one that is registered, get their inputs and give their outputs."""
    child = ConductorWorkflow(f"{name}_child", version=3, input=["sku"])
    packed = shop.pack.task("packed", sku=child.input.sku)
    child >> packed
    child.output = {"text": packed.output.result}
    metadata.register_workflow_def(child)
    wf = ConductorWorkflow(name, input=["sku"])
    with wf.sub_workflow("inner", sku=wf.input.sku) as inner:
        inner >> shop.pack.task("in_inner", sku=inner.input.sku)
        inner.output = {"text": inner["in_inner"].output.result}
    called = child.task("called", sku=inner.step.output.text)
    wf >> called
    wf.output = {"text": called.output.text}
    assert (run(client, wf, shop, {"sku": "s"})).output == {"text": "s@-1@-1"}


def test_the_server_s_definition_can_be_read_and_extended(
    client: ConductorClient, metadata: MetadataClient, name: str, shop: Shop
) -> None:
    """What the server gives back is read, gets a further step, and runs."""
    metadata.register_workflow_def(ConductorWorkflow(name) >> shop.note.task("first", x=1))
    wf = ConductorWorkflow.from_json((metadata.get_workflow_def(name)).to_dict())
    wf >> shop.note.task("second", x=wf["first"].output.x)
    execution = run(client, wf, shop)
    assert [task.output_data for task in execution.tasks] == [{"x": 1}, {"x": 1}]


def test_what_the_server_knows_is_looked_up(
    client: ConductorClient, metadata: MetadataClient, name: str, shop: Shop
) -> None:
    """With a client the checks find tasks without definition or worker, and sub-workflows that do not exist."""
    wf = ConductorWorkflow(name) >> shop.note.task("a", x=1) >> ConductorWorkflow(f"{name}_nobody").task("child")
    found = wf.check(**known_on_server(client))
    assert {(finding.code, finding.reference) for finding in found} >= {("W12", "a"), ("W13", "a"), ("W64", "child")}
    metadata.register_task({"name": f"{name}_note", "retryDelaySeconds": 1, "ownerEmail": "test@example.com"})
    run(client, ConductorWorkflow(f"{name}_polled") >> shop.note.task("a", x=1), shop)
    found = wf.check(**known_on_server(client))
    assert [(finding.code, finding.reference) for finding in found if finding.reference == "a"] == []
    metadata.unregister_task(f"{name}_note")
