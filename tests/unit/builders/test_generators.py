"""What the generators do beyond the recorded calls."""

from __future__ import annotations

import random
import re
from typing import Any

import pytest

from conductor import builders as b
from conductor_api.models import SubWorkflowParams, WorkflowDef, WorkflowTask

u: Any = b


def seeded() -> random.Random:
    return random.Random(1)  # noqa: S311 - the point is that it repeats itself


def test_names_are_drawn() -> None:
    """Names differ from call to call, and are the same again with the same seed."""
    assert b.generate_simple_task().name != b.generate_simple_task().name
    assert re.fullmatch(r"simple__task_[0-9a-z]{5}", b.generate_simple_task().name)
    first, second = (b.task_gen_mapper([{}, {}], rng=seeded()) for _ in range(2))
    assert [task.name for task in first] == [task.name for task in second]


def test_keywords_go_before_the_mapping() -> None:
    """Fields may be given in both ways; keywords are Python names, keys are those of the wire."""
    task = b.generate_simple_task({"name": "a", "retryCount": 1, "extra": True}, name="b", input_parameters={"x": 1})
    assert task.to_dict() == {
        "name": "b",
        "taskReferenceName": "b_ref",
        "type": "SIMPLE",
        "inputParameters": {"x": 1},
        "retryCount": 1,
        "extra": True,
    }


def test_overrides_may_be_models() -> None:
    """A task or a parameter object is taken as well as a mapping."""
    task = b.generate_sub_workflow_task(b.noop_task("r"), sub_workflow_param=SubWorkflowParams(name="child"))
    assert (task.name, task.type) == ("r", "SUB_WORKFLOW")
    assert task.to_dict()["subWorkflowParam"] == {"name": "child"}
    assert b.generate(WorkflowDef(name="w", tasks=[b.noop_task("a")])).tasks[0].type == "NOOP"


def test_mapper_takes_models() -> None:
    """A task that is a model goes through the mapper by its type."""
    (task,) = b.task_gen_mapper([b.set_variable_task("r", {"a": 1})])
    assert (task.name, task.type, task.input_parameters) == ("r", "SET_VARIABLE", {"a": 1})


def test_samples_are_not_shared() -> None:
    """Changing what one call gave does not change the next."""
    first = b.generate_jq_transform_task()
    assert first.input_parameters is not None
    first.input_parameters["key1"]["value1"].append("x")
    assert b.generate_jq_transform_task().to_dict()["inputParameters"]["key1"] == {"value1": ["a", "b"]}


def test_own_mapper_fills_in_the_tasks_inside() -> None:
    """A mapper of one's own sees the tasks of each list, and gives the tasks."""
    seen: list[int] = []

    def mapper(tasks: Any) -> list[WorkflowTask]:
        seen.append(len(tasks))
        return [b.noop_task(f"n{len(seen)}")]

    fork = b.generate_fork_join_task({"forkTasks": [[{}], [{}, {}]]}, mapper)
    choice = b.generate_switch_task({"decisionCases": {"a": [{}]}}, mapper)
    loop = b.generate_do_while_task({"loopOver": [{}, {}, {}]}, mapper)
    assert seen == [1, 2, 1, 0, 3]
    assert fork.fork_tasks is not None
    assert choice.default_case is not None
    assert loop.loop_over is not None
    names = [fork.fork_tasks[1][0].name, choice.default_case[0].name, loop.loop_over[0].name]
    assert names == ["n2", "n4", "n5"]


def test_unknown_types_get_names() -> None:
    """A type without a sample keeps its type, and its name begins with it."""
    human, custom = b.task_gen_mapper([{"type": "START_WORKFLOW"}, {"type": "my_type", "name": "x"}])
    assert human.name.startswith("startWorkflow__task_")
    assert (human.type, human.input_parameters) == ("START_WORKFLOW", {})
    assert (custom.type, custom.task_reference_name) == ("my_type", "x_ref")


def test_generated_references_work_in_loops() -> None:
    """The server cannot find tasks with ``__`` inside a loop; generated references have none there, at any depth."""
    inner = [{"type": "FORK_JOIN", "forkTasks": [[{}], [{"type": "SWITCH"}]]}]
    loop = b.generate_do_while_task(loop_over=inner)
    definition = b.workflow("w", [loop])
    text = str(definition.to_dict()["tasks"][0]["loopOver"])
    references = re.findall(r"'taskReferenceName': '(\w+)'", text)
    assert len(references) == 5
    assert not [name for name in references if "__" in name]
    assert loop.loop_over is not None
    join = loop.loop_over[1]
    assert set(join.join_on or []) <= set(references)
    assert len(join.join_on or []) == 2


def test_given_references_in_loops_are_checked() -> None:
    """A reference of the caller's is not changed behind his back, but refused."""
    with pytest.raises(ValueError, match=r"loopOver\[0\]: the server would schedule 'a__b' without end"):
        b.generate_do_while_task(loop_over=[{"taskReferenceName": "a__b"}])


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: u.generate_simple_task([1]), "expected a WorkflowTask or a mapping, found list"),
        (
            lambda: b.generate_simple_task({"task_reference_name": "a"}),
            "'taskReferenceName', not 'task_reference_name'",
        ),
        (lambda: b.generate_simple_task({"optional": "yes"}), "optional: expected bool, found str"),
        (lambda: b.generate_simple_task({"name": 5}), "name: expected a text, found int"),
        (lambda: u.task_gen_mapper({}), "tasks: expected a list of tasks, found dict"),
        (lambda: u.task_gen_mapper(["a"]), "tasks\\[0\\]: expected a mapping, found str"),
        (lambda: u.generate_do_while_task(loop_over={}), "loopOver: expected a list of tasks, found dict"),
        (lambda: u.generate_inline_task(input_parameters=5), "inputParameters: expected a mapping, found int"),
        (lambda: u.generate("w"), "generated workflow: expected a WorkflowDef or a mapping, found str"),
    ],
)
def test_refuses_what_cannot_be_a_task(call: Any, message: str) -> None:
    """Wrong kinds of values are named."""
    with pytest.raises(ValueError, match=message):
        call()
