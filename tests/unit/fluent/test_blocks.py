from __future__ import annotations

from typing import Any

import pytest

from conductor import ConductorWorkflow, ConfigurationError, Step, noop_task, simple_task


def work(reference: str, **inputs: Any) -> Step[dict[str, Any]]:
    return Step(simple_task(reference, "work", inputs))


def only_task(wf: ConductorWorkflow[Any]) -> dict[str, Any]:
    (task,) = wf.to_dict()["tasks"]
    return dict(task)


def references(tasks: list[dict[str, Any]]) -> list[str]:
    return [task["taskReferenceName"] for task in tasks]


def test_what_is_added_in_a_loop_is_repeated() -> None:
    """A loop of a number of rounds has the tasks of its block, and its round as a reference."""
    wf = ConductorWorkflow("w")
    with wf.repeat("three", 3, description="thrice") as three:
        wf >> work("a", round=three.iteration) >> work("b")
    task = only_task(wf)
    assert (task["type"], task["description"], references(task["loopOver"])) == ("DO_WHILE", "thrice", ["a", "b"])
    assert task["loopOver"][0]["inputParameters"] == {"round": "${three.output.iteration}"}
    assert task["inputParameters"] == {"value": 3}


def test_the_number_of_rounds_may_be_a_reference() -> None:
    """A reference gives the number of rounds."""
    wf = ConductorWorkflow("w", input=["times"])
    with wf.repeat("some", wf.input.times):
        wf >> work("a")
    assert only_task(wf)["inputParameters"] == {"value": "${workflow.input.times}"}


def test_references_in_a_condition_become_inputs() -> None:
    """A condition is JavaScript, which reads inputs: each reference in it becomes one, the same one only once."""
    wf = ConductorWorkflow("w")
    page, other = work("page").output, work("pa_ge").output
    with wf.do_while("pages", f"{page.next} != null && {page.next} < {page['n-x']} + {page['n x']} && $.pages.x"):
        wf >> work("page")
    task = only_task(wf)
    assert task["loopCondition"] == (
        "$.page_output_next != null && $.page_output_next < $.page_output_n_x + $.page_output_n_x_2 && $.pages.x"
    )
    assert task["inputParameters"] == {
        "page_output_next": "${page.output.next}",
        "page_output_n_x": "${page.output['n-x']}",
        "page_output_n_x_2": "${page.output['n x']}",
    }
    with wf.do_while("more", other.more):
        wf >> work("pa_ge")
    assert wf.to_dict()["tasks"][1]["loopCondition"] == "$.pa_ge_output_more"


def test_a_loop_over_a_list_has_item_and_position() -> None:
    """Inside of for_each the item and its index are references."""
    wf = ConductorWorkflow("w", input=["lines"])
    with wf.for_each("lines", wf.input.lines) as line:
        wf >> work("a", sku=line.item.sku, at=line.index)
    task = only_task(wf)
    assert task["items"] == "${workflow.input.lines}"
    assert task["loopOver"][0]["inputParameters"] == {
        "sku": "${lines.output.loopItem.sku}",
        "at": "${lines.output.loopIndex}",
    }


def test_cases_of_a_switch() -> None:
    """Each case has its tasks; numbers and truth values are compared as the texts that JSON has."""
    wf = ConductorWorkflow("w", input=["kind"])
    with wf.switch("kind", wf.input.kind) as kind:
        with kind.case("x"):
            wf >> work("a") >> work("b")
        with kind.case(True):
            wf >> work("c")
        with kind.case(5):
            pass
        with kind.default():
            wf >> work("d")
    task = only_task(wf)
    assert {case: references(tasks) for case, tasks in task["decisionCases"].items()} == {
        "x": ["a", "b"],
        "true": ["c"],
        "5": [],
    }
    assert references(task["defaultCase"]) == ["d"]
    assert task["inputParameters"] == {"switchCaseValue": "${workflow.input.kind}"}


def test_a_switch_by_script() -> None:
    """With a script evaluator the references in the script become its inputs."""
    wf = ConductorWorkflow("w", input=["n"])
    with wf.switch("size", f"{wf.input.n} > 9 ? 'big' : 'small'", evaluator="graaljs") as size, size.case("big"):
        wf >> work("a")
    task = only_task(wf)
    assert (task["evaluatorType"], task["expression"]) == ("graaljs", "$.workflow_input_n > 9 ? 'big' : 'small'")
    assert task["inputParameters"] == {"workflow_input_n": "${workflow.input.n}"}


def test_branches_of_a_fork() -> None:
    """Each branch has its tasks, blocks in it too; the join has a reference to what they gave."""
    wf = ConductorWorkflow("w", input=["kind"])
    with wf.fork("both") as both:
        with both.branch():
            wf >> work("a")
        with both.branch(), wf.switch("kind", wf.input.kind) as kind, kind.case("x"):
            wf >> work("b")
    fork, join = wf.to_dict()["tasks"]
    assert [references(branch) for branch in fork["forkTasks"]] == [["a"], ["kind", "kind_end"]]
    assert join["joinOn"] == ["a", "kind_end"]
    assert str(both.output.a.x) == "${both_join_ref.output.a.x}"


def test_a_workflow_inside_of_a_workflow() -> None:
    """A sub-workflow block has its own inputs and outputs, whose names are known outside."""
    wf = ConductorWorkflow("w", input=["id"])
    with wf.sub_workflow("inner", order=wf.input.id) as inner:
        inner >> work("a", order=inner.input.order)
        inner.output = {"sent": inner["a"].output.sent}
        with pytest.raises(AttributeError, match=r"workflow\.input has no field 'ordr'; did you mean 'order'"):
            _ = inner.input.ordr
    wf >> work("b", sent=inner.step.output.sent)
    with pytest.raises(AttributeError, match=r"inner\.output has no field 'set'; did you mean 'sent'"):
        _ = inner.step.output.set
    task = wf.to_dict()["tasks"][0]
    definition = task["subWorkflowParam"]["workflowDefinition"]
    assert (task["type"], task["inputParameters"]) == ("SUB_WORKFLOW", {"order": "${workflow.input.id}"})
    assert definition["tasks"][0]["inputParameters"] == {"order": "${workflow.input.order}"}
    assert definition["outputParameters"] == {"sent": "${a.output.sent}"}
    assert wf.check() == []


def test_blocks_in_blocks() -> None:
    """Blocks may be nested; what comes after them is outside again."""
    wf = ConductorWorkflow("w", input=["lines"])
    with wf.for_each("lines", wf.input.lines) as line:
        wf >> work("a")
        with wf.switch("kind", line.item.kind) as kind, kind.case("x"):
            wf >> [work("b"), work("c")]
        wf >> work("d")
    wf >> work("e")
    loop, last = wf.to_dict()["tasks"]
    assert references(loop["loopOver"]) == ["a", "kind", "d"]
    assert references(loop["loopOver"][1]["decisionCases"]["x"]) == ["fork", "fork_join_ref"]
    assert last["taskReferenceName"] == "e"


def test_nothing_is_added_when_a_block_fails() -> None:
    """An error inside of a block, or at its end, leaves the workflow as it was before: the names are free again."""
    wf = ConductorWorkflow("w")
    with pytest.raises(ZeroDivisionError), wf.repeat("r", 2):  # noqa: PT012 - the block is what is tested
        wf >> work("a")
        raise ZeroDivisionError
    with pytest.raises(ZeroDivisionError), wf.sub_workflow("s"):
        raise ZeroDivisionError
    with pytest.raises(ConfigurationError), wf.switch("s", "${a.output}"):
        wf >> work("a")
    with pytest.raises(KeyError, match="has no task 'a'; there is none"):
        _ = wf["a"]
    wf >> work("a")
    assert references(wf.to_dict()["tasks"]) == ["a"]


def test_a_definition_with_an_open_block_is_refused() -> None:
    """Inside of a block the definition would lack what is in it."""
    wf = ConductorWorkflow("w")
    with wf.repeat("r", 2):
        wf >> work("a")
        with pytest.raises(ConfigurationError, match="a block is still open"):
            wf.to_def()


def test_blocks_that_cannot_be_right_are_refused() -> None:
    """An empty loop, a switch without cases, a constant, a case twice, a task beside the parts: each has an error."""
    wf = ConductorWorkflow("w", input=["k"])
    with pytest.raises(ConfigurationError, match="Loop 'r': nothing is inside"), wf.repeat("r", 2):
        pass
    with pytest.raises(ConfigurationError, match="Switch 's': it has no case"), wf.switch("s", wf.input.k):
        pass
    with pytest.raises(ConfigurationError, match=r"Switch 's': 'kind' is always the same; .* evaluator='graaljs'"):
        wf.switch("s", "kind")
    with pytest.raises(ConfigurationError, match="'a' is in none of its parts; add it inside of"), wf.fork("f"):
        wf >> work("a")
    with wf.switch("t", wf.input.k) as switch:
        with switch.case("x"):
            wf >> work("b")
        with pytest.raises(ConfigurationError, match="Switch 't': the case 'x' is there already"):
            switch.case("x")


def test_the_mark_of_a_round_is_refused_inside_a_loop() -> None:
    """The server never finds a task again whose reference has ``__`` inside a loop."""
    wf = ConductorWorkflow("w")
    with pytest.raises(ConfigurationError, match="'a__b' without end"), wf.repeat("r", 2):
        wf >> work("a__b")
    wf >> noop_task("c__d")
