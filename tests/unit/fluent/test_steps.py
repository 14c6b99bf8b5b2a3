from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from conductor import (
    ConductorWorkflow,
    ConfigurationError,
    Step,
    Task,
    TaskContext,
    WorkflowTask,
    fork_join_task,
    http_task,
    noop_task,
    simple_task,
    switch_task,
    worker,
)


@worker("charge")
def charge(order_id: str, amount: float = 1.0, *, ctx: TaskContext) -> dict[str, Any]:
    return {"receipt": f"{order_id} {amount} {ctx.task_id}"}


@dataclass
class Order:
    order_id: str
    note: str = ""


@worker("store")
def store(order: Order) -> str:
    return f"stored {order.order_id}"


@worker("odd.name")
def odd(**rest: Any) -> None: ...


@worker("whole")
def whole(task: Task) -> None: ...


def tasks_of(*parts: Any) -> list[dict[str, Any]]:
    """What is added, as it is sent."""
    found: list[dict[str, Any]] = ConductorWorkflow("w").add(*parts).to_dict()["tasks"]
    return found


def test_a_worker_gives_its_task() -> None:
    """The step of a worker has its name, the reference that was asked for, and the inputs with references as text."""
    step = charge.task("paid", order_id=Step(noop_task("n")).output.ids[0], amount=2)
    assert [task.to_dict() for task in step.tasks] == [
        {
            "name": "charge",
            "taskReferenceName": "paid",
            "type": "SIMPLE",
            "inputParameters": {"order_id": "${n.output.ids[0]}", "amount": 2},
        }
    ]
    assert charge.task(order_id="7").reference == "charge"
    assert odd.task(anything=1).reference == "odd_name"


def test_calling_a_worker_still_runs_its_function() -> None:
    """A decorated function is called as before."""
    assert store(Order("7")) == "stored 7"


def test_wrong_arguments_of_a_worker_are_errors_as_in_a_call() -> None:
    """A misspelt, missing or special argument is a TypeError that names it."""
    with pytest.raises(TypeError, match=r"charge\.task\(\): unexpected argument 'ammount'; did you mean 'amount'\?"):
        charge.task(order_id="7", ammount=5)
    with pytest.raises(TypeError, match=r"charge\.task\(\): missing argument 'order_id'"):
        charge.task(amount=5)
    with pytest.raises(TypeError, match="unexpected argument 'ctx'; there is 'order_id', 'amount'"):
        charge.task(order_id="7", ctx=1)
    with pytest.raises(ConfigurationError, match=r"input_parameters.*JSON has no object"):
        charge.task(order_id=object())


def test_a_worker_of_one_object_takes_the_object_or_its_fields() -> None:
    """The input may be given under the name of the argument, or field by field."""
    assert store.task(order="${workflow.input}").tasks[0].input_parameters == {"order": "${workflow.input}"}
    assert store.task(order_id="7").tasks[0].input_parameters == {"order_id": "7"}
    with pytest.raises(TypeError, match="unexpected argument 'nots'; did you mean 'note'"):
        store.task(order_id="7", nots="")


def test_a_worker_of_the_whole_task_takes_any_input() -> None:
    """Where the function reads the task itself, or the rest, no input is unknown."""
    assert whole.task(a=1).tasks[0].input_parameters == {"a": 1}
    assert odd.task(b=2).tasks[0].input_parameters == {"b": 2}


def test_a_list_is_a_fork_whose_join_waits_for_all_branches() -> None:
    """Each entry of a list is a branch: a step, a chain, a row of tasks, or a fork in itself."""
    a, b, c, d, e = (Step(simple_task(name, "work")) for name in "abcde")
    fork, join, last = tasks_of([a, b >> c, ([d, simple_task("f", "work")], noop_task("g"))], e)
    branches = [[task["taskReferenceName"] for task in branch] for branch in fork["forkTasks"]]
    assert branches == [["a"], ["b", "c"], ["fork_2", "fork_2_join_ref", "g"]]
    assert (join["type"], join["joinOn"], last["taskReferenceName"]) == ("JOIN", ["a", "c", "g"], "e")


def test_a_branch_that_ends_with_a_choice_gets_an_end_of_its_own() -> None:
    """The join waits for the tasks of the chosen case too."""
    switch = switch_task("kind", "${workflow.input.kind}", {"x": [noop_task("n")]})
    fork, join = tasks_of([switch])
    assert [task["taskReferenceName"] for task in fork["forkTasks"][0]] == ["kind", "kind_end"]
    assert join["joinOn"] == ["kind_end"]


def test_shifting_and_adding_give_the_same() -> None:
    """``wf >> a >> [b, c] >> d``, chains of steps and ``add`` make equal definitions."""
    a, b, c, d = (Step(simple_task(name, "work")) for name in "abcd")
    shifted = ConductorWorkflow("w") >> a >> [b, c] >> d
    chained = ConductorWorkflow("w") >> (a >> [b, c] >> d)
    begun_with_a_list = ConductorWorkflow("w") >> a >> ([b, c] >> d)
    added = ConductorWorkflow("w").add(a, [b, c]).add(d)
    assert shifted.to_json() == chained.to_json() == begun_with_a_list.to_json() == added.to_json()
    assert "fork" in shifted.to_json()


def test_plain_factories_and_mappings_are_steps_too() -> None:
    """What other builders make is added as it is; a tuple, such as a fork with its join, is a row."""
    mapping = {"name": "m", "taskReferenceName": "m", "type": "NOOP"}
    found = tasks_of(
        http_task("get", {"uri": "http://h/", "method": "GET"}),
        mapping,
        fork_join_task("f", [mapping | {"taskReferenceName": "n"}]),
    )
    assert [task["taskReferenceName"] for task in found] == ["get", "m", "f", "f_join_ref"]
    step = Step(fork_join_task("f", [mapping]))
    assert str(step.output.m.x) == "${f_join_ref.output.m.x}"


def test_fields_of_a_step() -> None:
    """A step has references to its output, its input, its state and each other field."""
    step = Step(noop_task("n"))
    texts = (str(step.output.a), str(step.input.a), str(step.status), str(step.reference_to("taskId")))
    assert texts == ("${n.output.a}", "${n.input.a}", "${n.status}", "${n.taskId}")
    assert repr(step) == "<step 'n': NOOP 'n'>"


def test_options_give_another_step() -> None:
    """Options of the task are set on a copy, and are those of every factory."""
    plain = charge.task(order_id="7")
    once = plain.with_options(optional=True, retry_count=0, start_delay=5)
    assert once.tasks[0].to_dict() == plain.tasks[0].to_dict() | {"optional": True, "retryCount": 0, "startDelay": 5}
    with pytest.raises(TypeError, match="unexpected keyword argument 'retries'"):
        plain.with_options(retries=1)  # type: ignore[call-arg]  # the wrong name is the point


@pytest.mark.parametrize("part", [None, "charge", 5, charge])
def test_what_is_no_step_is_refused(part: Any) -> None:
    """The error says what was found, and how steps are made."""
    with pytest.raises(ConfigurationError, match="is no task; build it with"):
        tasks_of(part)


def test_an_empty_fork_is_refused() -> None:
    """A list without branches, or with an empty one, would fail on the server."""
    for part in ([], [[]], [()]):
        with pytest.raises(ConfigurationError):
            tasks_of(part)


def test_references_work_in_plain_factories() -> None:
    """A reference may stand wherever a plain factory takes a text or a value."""
    total = Step(noop_task("n")).output.total
    task = switch_task("s", total, {"x": [simple_task("a", "work", {"deep": [{"x": total}]})]})
    assert isinstance(task, WorkflowTask)
    assert task.input_parameters == {"switchCaseValue": "${n.output.total}"}
    assert (task.decision_cases or {})["x"][0].input_parameters == {"deep": [{"x": "${n.output.total}"}]}
