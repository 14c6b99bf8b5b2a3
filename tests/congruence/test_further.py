"""Corners that no record has, on the embedded and on the real server: order of keys, reruns, endings in loops."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Generator
from typing import TYPE_CHECKING, Any, TypeAlias

import pytest

from tests.congruence.actors import Json
from tests.congruence.comparing import normalised
from tests.congruence.conftest import SERVERS
from tests.congruence.player import Player
from tests.congruence.random_cases import call, end, taskdef, workflow
from tests.congruence.real_actor import RealServer

if TYPE_CHECKING:
    import httpx

UNUSED = "http://127.0.0.1:9"
Play: TypeAlias = Callable[..., Json]
WORKERS: Json = {"@@e": {"output": "$echo"}, "@@f": {"status": "FAILED", "reason": "worn out"}}


@pytest.fixture(params=SERVERS)
def play(request: pytest.FixtureRequest) -> Generator[Play]:
    """Plays a workflow `@@wf` of some tasks and gives its executions by alias."""

    def played(player: Player) -> Json:
        found: Json = normalised(player.play(), UNUSED)["workflows"]
        return found

    def case(tasks: list[Json], *steps: Json, others: tuple[Json, ...] = (), **given: Any) -> Json:
        begin: Json = {"name": "@@wf", "version": 1, "input": given.pop("input", {})}
        first = [end()] if given.pop("ended", True) else []
        main = {**workflow("@@wf", tasks), **given}
        return {
            "name": "further",
            "taskdefs": [taskdef("@@e"), taskdef("@@f")],
            "workflows": [*others, main],
            "workers": WORKERS,
            "steps": [{"do": "start", "as": "w", "request": begin}, *first, *steps],
            "tail": 3,
        }

    if request.param != "real":
        yield lambda *given, **more: played(Player(case(*given, **more), UNUSED, {}))
        return
    with RealServer(request.getfixturevalue("real_server_url")) as server:
        yield lambda *given, **more: played(Player(case(*given, **more), UNUSED, {}, server=server))


def task(reference: str, kind: str = "SIMPLE", **fields: Any) -> Json:
    return {"name": reference, "taskReferenceName": reference, "type": kind, **fields}


def echo(reference: str, **inputs: Any) -> Json:
    return task(reference, inputParameters=inputs) | {"name": "@@e"}


def rerun(reference: str, **fields: Any) -> Json:
    return call("POST", "/workflow/{w}/rerun", json={"reRunFromTaskId": f"{{w#{reference}}}", **fields})


def by_reference(execution: Json) -> Json:
    return {one["referenceTaskName"]: one for one in execution["tasks"]}


def test_texts_have_keys_in_the_order_of_the_server(play: Play) -> None:
    """Inputs made of parameters are in the order of a hash map, what a worker or a client sent as it was sent."""
    given = {"z": 1, "aa": {"q": 2, "b": 3}, "a": "${workflow.input}", "☃": [], "wide😀": None}
    tasks = [echo("first", **given), echo("second", text="${first.input} ${workflow.input}")]
    found = play(
        tasks, input={"z": 1, "aa": 2, "a": {"y": 3, "aa": 4, "a": 5}}, inputTemplate={"a": 0, "t": {}, "n": 1}
    )
    shown = "{z=1, aa=2, a={y=3, aa=4, a=5}, t={}, n=1}"
    text = by_reference(found["w"])["second"]["inputData"]["text"]
    assert text == f"{{aa={{q=2, b=3}}, a={shown}, ☃=[], wide😀=null, z=1}} {shown}"


def test_queries_see_the_keys_of_an_input_in_that_order(play: Play) -> None:
    """A jq program that lists the entries of its input gives them as the server does."""
    inputs = {"q": 1, "b": 2, "aaa": 3, "queryExpression": "[to_entries[] | .key]"}
    found = play([task("keys", "JSON_JQ_TRANSFORM", inputParameters=inputs)])
    assert found["w"]["output"]["result"] == ["aaa", "q", "b", "queryExpression"]


def test_scripts_list_the_methods_of_an_input_instead_of_its_keys(play: Play) -> None:
    """Object.keys and its kin see a Java map; `for in`, spreading and maps made in the script are as usual."""
    script = """(function () {
        const seen = []; for (const key in $.m) seen.push(key);
        return {kinds: [Object.keys($.m).length, Object.values($.m).length, Object.entries($.m)[0][0]],
                own: $.m.hasOwnProperty('a'), list: Object.keys($.l).slice(0, 3),
                assigned: 'a' in Object.assign({}, $.m),
                usual: [seen, Object.keys({...$.m}).sort(), Object.entries({x: 1})]};
    })()"""
    inputs = {"m": {"a": 1, "b": 2}, "l": [7, 8], "expression": script}
    result = play([task("script", "INLINE", inputParameters=inputs)])["w"]["output"]["result"]
    assert result["kinds"] == [35, 35, "get"]
    assert (result["own"], result["assigned"], result["list"]) == (False, False, ["0", "1", "remove"])
    assert result["usual"] == [["a", "b"], ["a", "b"], [["x", 1]]]


def test_rerun_of_a_first_switch_chooses_anew(play: Play) -> None:
    """The switch keeps what it had, and the case that the new input names runs."""
    choice = task(
        "sw", "SWITCH", evaluatorType="value-param", expression="k", inputParameters={"k": "${workflow.input.k}"}
    )
    choice["decisionCases"] = {"x": [echo("x")], "y": [echo("y")]}
    found = play([choice, echo("last")], rerun("sw", workflowInput={"k": "y"}), end(), input={"k": "x"})["w"]
    assert (found["status"], [one["referenceTaskName"] for one in found["tasks"]]) == ("COMPLETED", ["sw", "y", "last"])
    assert found["tasks"][0]["inputData"]["case"] == "x"


def test_rerun_of_a_dynamic_fork_schedules_its_branches_again(play: Play) -> None:
    """The fork itself is done at once, and the execution completes."""
    inputs = {"tasks": [{"name": "@@e", "taskReferenceName": "q", "type": "SIMPLE"}], "inputs": {"q": {"k": 1}}}
    fork = task("f", "FORK_JOIN_DYNAMIC", dynamicForkTasksParam="tasks", inputParameters=inputs)
    fork["dynamicForkTasksInputParamName"] = "inputs"
    found = play([echo("first"), fork, task("j", "JOIN"), echo("last")], rerun("f"), end())["w"]
    assert (found["status"], [one["status"] for one in found["tasks"]]) == ("COMPLETED", ["COMPLETED"] * 5)


def test_end_inside_a_loop_shows_the_round_that_ends(play: Play) -> None:
    """The output of a loop that a TERMINATE task in its body hands out has the unfinished round."""
    stop = task(
        "stop", "TERMINATE", inputParameters={"terminationStatus": "COMPLETED", "workflowOutput": {"d": "${d.output}"}}
    )
    enough = task("sw", "SWITCH", evaluatorType="javascript", expression="$.i >= 2 ? 'y' : 'n'")
    enough |= {"inputParameters": {"i": "${d.output.iteration}"}, "decisionCases": {"y": [stop]}}
    loop = task("d", "DO_WHILE", loopCondition="$.d['iteration'] < 5", loopOver=[echo("b", k=1), enough])
    shown = play([loop])["w"]["output"]["d"]
    assert (shown["iteration"], shown["2"]["b"], shown["2"]["stop"]) == (2, {"k": 1}, {})


def test_end_inside_a_loop_leaves_what_only_looks_like_its_output(play: Play) -> None:
    """A value that is equal to the output of the loop, and is not from there, stays as it was given."""
    given = {"from_there": "${d.output}", "like_it": {"iteration": 1}, "all": ["${d.output}", {"iteration": 1}]}
    stop = task("stop", "TERMINATE", inputParameters={"terminationStatus": "COMPLETED", "workflowOutput": given})
    loop = task("d", "DO_WHILE", loopCondition="true", loopOver=[echo("b", k=1), stop])
    shown = play([loop])["w"]["output"]
    now = {"iteration": 1, "1": {"b": {"k": 1}, "stop": {}}}
    assert shown == {"from_there": now, "like_it": {"iteration": 1}, "all": [now, {"iteration": 1}]}


def test_parent_hears_of_a_failed_child_before_its_failure_workflow_starts(play: Play) -> None:
    """The child's output names its failure workflow, the output of the task that waited for it does not."""
    child = {**workflow("@@child", [{**task("f"), "name": "@@f"}]), "failureWorkflow": "@@cleanup"}
    cleanup = workflow("@@cleanup", [task("c", "NOOP")])
    waiting = task("s", "SUB_WORKFLOW", subWorkflowParam={"name": "@@child", "version": 1}, retryCount=0)
    found = play([waiting], others=(cleanup, child))
    assert "conductor.failure_workflow" in found["w/s"]["output"]
    assert set(by_reference(found["w"])["s"]["outputData"]) == {"subWorkflowId"}


def failing(**fields: Any) -> Json:
    return {**task("a", inputParameters={"id": "${CPEWF_TASK_ID}"}), "name": "@@f", **fields}


CLEANUP = workflow("@@cleanup", [task("c", "NOOP")])


def test_next_try_has_its_input_made_anew(play: Play) -> None:
    """It has its own id, and the variables as they are by then."""
    retried = failing(retryCount=1, inputParameters={"id": "${CPEWF_TASK_ID}", "x": "${workflow.variables.x}"})
    branches = [[retried], [task("set", "SET_VARIABLE", inputParameters={"x": 2})]]
    fork = task("fork", "FORK_JOIN", forkTasks=branches)
    found = play([fork, task("join", "JOIN", joinOn=["a"])], variables={"x": 1})["w"]
    tries = [entry["inputData"] for entry in found["tasks"] if entry["referenceTaskName"] == "a"]
    assert tries == [{"id": "<task w#a~0>", "x": 1}, {"id": "<task w#a~1>", "x": 2}]


@pytest.mark.parametrize("status", ["FAILED", "FAILED_WITH_TERMINAL_ERROR"])
def test_permissive_task_that_failed_ends_the_workflow_with_its_own_status(play: Play, status: str) -> None:
    """When nothing else is left to do; the failure workflow hears of no task then."""
    fails = {"do": "call", "method": "POST", "path": f"/tasks/{{w}}/h/{status}", "json": {}}
    waiting = task("h", "HUMAN", permissive=True)
    found = play([waiting], fails, end(), others=(CLEANUP,), failureWorkflow="@@cleanup", ended=False)
    heard = found["w!failure"]["input"]
    assert heard["reason"] == f"Task <task w#h~0> failed with status: {status} and reason: 'null'"
    assert "failureTaskId" not in heard
    assert "failedTaskId" not in heard["failedWorkflow"]


def test_permissive_task_that_failed_in_a_loop_fails_the_loop(play: Play) -> None:
    """At once, with the tasks of the round that came before; what follows in the round is cancelled."""
    body = [echo("before"), failing(permissive=True), task("after", "HUMAN")]
    found = play([task("d", "DO_WHILE", loopCondition="true", loopOver=body)])["w"]
    shown = {entry["referenceTaskName"]: entry for entry in found["tasks"]}
    assert [shown[name]["status"] for name in ("d", "a__1", "after__1")] == ["FAILED", "FAILED", "CANCELED"]
    assert shown["d"]["outputData"] == {"iteration": 1, "1": {"before": {}, "a": {}}}
    assert found["reasonForIncompletion"] == "Task <task w#d~0> failed with status: FAILED and reason: 'worn out '"


@pytest.mark.parametrize(("how", "body"), [("retry", None), ("restart", None), ("rerun", {})])
def test_failure_workflow_hears_of_the_first_failure(play: Play, how: str, body: Json | None) -> None:
    """Of those before a retry, too; a restart and a rerun begin with none."""
    again: Json = {"do": "call", "method": "POST", "path": f"/workflow/{{w}}/{how}"}
    steps = ({**again, "json": body} if body is not None else again, end())
    found = play([failing(retryCount=0)], *steps, others=(CLEANUP,), failureWorkflow="@@cleanup")
    assert found["w!failure"]["input"]["failureTaskId"] == "<task w#a~0>"


def test_record_of_a_dynamic_fork(play: Play) -> None:
    """What the failure workflow gets of it: a fork was updated, its inner tasks may have no definition."""
    fork = task("fork", "FORK_JOIN_DYNAMIC", dynamicForkTasksParam="tasks", dynamicForkTasksInputParamName="inputs")
    fork |= {"inputParameters": {"tasks": [task("n", "NOOP")], "inputs": {}}}
    found = play([fork, task("join", "JOIN"), failing()], others=(CLEANUP,), failureWorkflow="@@cleanup")
    shown = {entry["referenceTaskName"]: entry for entry in found["w!failure"]["input"]["failedWorkflow"]["tasks"]}
    assert (shown["fork"]["updateTime"], shown["n"]["taskDefinition"]) == ("<time>", None)
    assert ["onStateChange" in shown[name] for name in ("fork", "n", "join", "a")] == [True, True, False, True]


def test_start_workflow_checks_its_request(play: Play) -> None:
    """What a start by the API would refuse, the task refuses."""
    given = {"name": "@@wf", "priority": 200}
    tasks = [task("st", "START_WORKFLOW", inputParameters={"startWorkflow": given}, optional=True), task("n", "NOOP")]
    started = play(tasks)["w"]["tasks"][0]
    reason = "startWorkflow validation failed. 'priority' -> priority: 200 should be maximum 99. "
    assert (started["status"], started["reasonForIncompletion"]) == ("COMPLETED_WITH_ERRORS", reason)


def test_exclusive_join_without_defaults_has_an_empty_list_of_them(play: Play) -> None:
    """The input of the task shows it."""
    found = play([task("n", "NOOP"), task("j", "EXCLUSIVE_JOIN", joinOn=["n"])])["w"]
    assert found["tasks"][1]["inputData"] == {"joinOn": ["n"], "defaultExclusiveJoinTask": []}


def started(api: httpx.Client, first: Json) -> str:
    """The id of a new execution that waits for its first task."""
    name = f"times_{uuid.uuid4().hex[:8]}"
    assert api.put("/metadata/workflow", json=[workflow(name, [first])]).status_code == 200
    return api.post("/workflow", json={"name": name, "createdBy": "me"}).text


def test_execution_that_was_never_updated_was_so_in_1970(api: httpx.Client) -> None:
    """Search shows it, and nobody has created it, whatever the request says."""
    query = {"query": f"workflowId='{started(api, task('h', 'HUMAN'))}'"}
    (summary,) = api.get("/workflow/search", params=query).json()["results"]
    assert (summary["updateTime"], summary.get("createdBy")) == ("1970-01-01T00:00:00.000Z", None)


def test_end_of_a_task_that_nobody_polled_is_an_update(api: httpx.Client) -> None:
    """A cancelled task has the time of it."""
    workflow_id = started(api, task("never_polled"))
    assert api.delete(f"/workflow/{workflow_id}").status_code == 200
    (cancelled,) = api.get(f"/workflow/{workflow_id}").json()["tasks"]
    assert (cancelled["status"], cancelled["updateTime"] > 0) == ("CANCELED", True)


def test_an_execution_that_has_ended_or_never_was_can_be_swept_again(api: httpx.Client) -> None:
    """The answer is true for what waits for no sweep, known or not; for what runs it depends on the sweeper."""
    workflow_id = started(api, task("h", "HUMAN"))
    assert api.post(f"/admin/sweep/requeue/{workflow_id}").text in {
        f"{word}.{workflow_id}" for word in ("true", "false")
    }
    assert api.delete(f"/workflow/{workflow_id}").status_code == 200
    for ended in (workflow_id, str(uuid.uuid4())):
        assert api.post(f"/admin/sweep/requeue/{ended}").text == f"true.{ended}"


def test_refusals_come_in_the_order_of_the_server(api: httpx.Client) -> None:
    """A taken name goes before what is wrong with the definition, a priority before an unknown workflow."""
    name = f"taken_{uuid.uuid4().hex[:8]}"
    assert api.put("/metadata/workflow", json=[workflow(name, [task("n", "NOOP")])]).status_code == 200
    taken = api.post("/metadata/workflow", json=workflow(name, []))
    assert (taken.status_code, taken.json()["message"]) == (409, f"Workflow with {name}.1 already exists!")
    for priority, message in ((500, "99 is the maximum priority value"), (-5, "0 is the minimum priority value")):
        refused = api.post(f"/workflow/{name}_no", params={"priority": priority}, json={})
        assert (refused.status_code, refused.json()["validationErrors"][0]["message"]) == (400, message)
    unknown = api.post("/tasks/x/NOPE/signal", json={}).json()["message"]
    assert "[@org.springframework.web.bind.annotation.PathVariable com.netflix" in unknown
