"""Programs that build workflows step by step. They are checked, never run, as facade.py says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypedDict, assert_type

from attrs import define

from conductor import (
    ConductorClient,
    ConductorWorkflow,
    Step,
    TaskContext,
    TaskResult,
    WorkflowDef,
    WorkflowExecutor,
    http_task,
    simple_task,
    worker,
)


@dataclass
class Line:
    sku: str
    count: int


@dataclass
class OrderInput:
    order_id: str
    amount: float
    lines: list[Line]


class Receipt(TypedDict):
    number: str


@define
class Parcel:
    weight_g: int
    lines: list[Line]


@worker("charge")
async def charge(order_id: str, amount: float, ctx: TaskContext) -> Receipt:
    """An async worker with a typed result."""
    return {"number": f"{order_id} {amount} {ctx.task_id}"}


@worker("pack")
def pack(lines: list[Line]) -> Parcel:
    """A plain worker with a typed result."""
    return Parcel(0, lines)


@worker("label")
def label(parcel: str) -> str:
    """A worker that returns a single value."""
    return parcel


@worker("any")
def anything() -> TaskResult:
    """A worker that says more than its output."""
    return TaskResult()


@worker("note")
def note(text: str) -> dict[str, Any]:
    """A worker whose output is free-form."""
    return {"text": text}


def references() -> None:
    """A reference has the type of its value, so that names are completed and checked."""
    wf = ConductorWorkflow("order", version=2, input=OrderInput, timeout_seconds=60, owner_email="a@b.c")
    assert_type(wf, ConductorWorkflow[OrderInput])
    assert_type(wf.input, OrderInput)
    assert_type(wf.input.lines[0].sku, str)
    paid = charge.task(order_id=wf.input.order_id, amount=wf.input.amount)
    assert_type(paid, Step[Receipt])
    assert_type(paid.output["number"], str)
    packed = pack.task("packed", lines=wf.input.lines)
    assert_type(packed.output.lines[0].count, int)
    assert_type(label.task(parcel=f"{packed.output.weight_g} g").output.result, str)
    assert_type(note.task(text="x").output.anything.goes[0], Any)
    assert_type(anything.task().output.anything, Any)
    assert_type(Step(http_task("get", {"uri": "http://h/", "method": "GET"})).output.response.body, Any)
    assert_type(Step(simple_task("a", "b"), Parcel).output.weight_g, int)
    assert_type(ConductorWorkflow("free").input.anything, Any)
    assert_type(ConductorWorkflow("named", input=["a", "b"]).input.a, Any)


def shape(executor: WorkflowExecutor, client: ConductorClient) -> None:
    """Steps, lists, factories and blocks go together; the result stands wherever a definition does."""
    wf = ConductorWorkflow("order", input=OrderInput)
    first, second = note.task("first", text="a"), note.task("second", text="b")
    wf.add(first, [second, [note.task("third", text="c")]], simple_task("plain", "task"))
    assert_type(wf >> (note.task("x", text="x") >> note.task("y", text="y")), ConductorWorkflow[OrderInput])
    with wf.for_each("lines", wf.input.lines) as line, wf.switch("kind", line.item.kind) as kind:
        with kind.case("small"):
            wf.add(note.task("small", text=line.item.sku))
        with kind.default():
            wf.add(note.task("other", text=line.index).with_options(optional=True, retry_count=2))
    wf.output = {"first": first.output.text}
    executor.register_workflow(True, wf)
    assert_type([finding.code for finding in wf.check(client=client, workers=[charge, note])], list[str])
    assert_type(ConductorWorkflow.from_json(wf.to_json()).to_def(), WorkflowDef)


def rejected(wf: ConductorWorkflow[OrderInput]) -> None:
    """A misspelt reference is an error of the type checker."""
    paid = charge.task(order_id=wf.input.order_id, amount=wf.input.amount)
    packed = pack.task(lines=wf.input.lines)
    _ = wf.input.order_idd  # type: ignore[attr-defined]  # a slip of the pen
    _ = wf.input.lines[0].skuu  # type: ignore[attr-defined]  # the same, deeper
    _ = paid.output["numbr"]  # type: ignore[typeddict-item]  # the result has no such key
    _ = packed.output.weight  # type: ignore[attr-defined]  # the field is called weight_g
    _ = label.task(parcel="x").output.value  # type: ignore[attr-defined]  # a single value is the result
    wf.switch("s", wf.input.order_id, evaluator="ruby")  # type: ignore[arg-type]  # there is no such evaluator
    paid.with_options(optionl=True)  # type: ignore[call-arg]  # there is no such option
    ConductorWorkflow("w", timeout=5)  # type: ignore[call-overload]  # the field is called timeout_seconds
    wf.check(worker=[charge])  # type: ignore[call-arg]  # the argument is called workers
