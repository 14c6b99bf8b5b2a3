"""An execution that waits for a script is suspended: what other commands may do meanwhile, and what follows."""

from __future__ import annotations

from typing import Any

import pytest

from conductor.local.engine.runtime import ScriptJob
from conductor.local.engine.script_calls import ScriptCall, ScriptOutcome
from tests.unit.local.support import Server, simple, system


class Withheld:
    """A runner that evaluates nothing: the test says what comes out."""

    def evaluate_inline(self, call: ScriptCall) -> ScriptOutcome | None:
        return None

    def run(self, call: ScriptCall) -> ScriptOutcome:
        return ScriptOutcome()  # the syntax of every script is right

    def missing(self, language: str, source: str) -> None:
        return None


class SlowServer(Server):
    """A server whose scripts run until the test gives their outcomes."""

    def __init__(self) -> None:
        super().__init__(runner=Withheld())
        self.jobs: list[ScriptJob] = []
        self.app.evaluate = self._take  # type: ignore[method-assign]  # the test evaluates by finish_script()

    def _take(self, now_ms: int) -> dict[str, Any]:
        self.jobs += self.engine.take_script_jobs()
        return {}

    @property
    def sources(self) -> list[str]:
        """What is being evaluated."""
        return [call.source for job in self.jobs for call in job.calls]

    def finish_script(self, value: Any = None, *, error: str | None = None, exceeds_limit: bool = False) -> None:
        """End the oldest script."""
        job = self.jobs.pop(0)
        self.engine.finish_scripts(job, [ScriptOutcome(value, error, exceeds_limit)], self.now_ms)
        self._take(self.now_ms)

    def states(self, workflow_id: str) -> list[str]:
        """Each task with its status, in order."""
        return [f"{task['referenceTaskName']} {task['status']}" for task in self.workflow(workflow_id)["tasks"]]

    def state(self, workflow_id: str) -> str:
        return str(self.workflow(workflow_id)["status"])


@pytest.fixture
def server() -> SlowServer:
    return SlowServer()


def inline(reference: str, **fields: Any) -> dict[str, Any]:
    return system(
        reference, "INLINE", inputParameters={"evaluatorType": "javascript", "expression": reference}, **fields
    )


def switch(reference: str, **cases: dict[str, Any]) -> dict[str, Any]:
    return system(
        reference,
        "SWITCH",
        evaluatorType="javascript",
        expression=reference,
        decisionCases={name: [task] for name, task in cases.items()},
    )


def fork(*branches: list[dict[str, Any]]) -> list[dict[str, Any]]:
    joined = [branch[-1]["taskReferenceName"] for branch in branches]
    return [
        system("fork", "FORK_JOIN", forkTasks=list(branches)),
        system("join", "JOIN", joinOn=joined),
    ]


def loop(*body: dict[str, Any]) -> dict[str, Any]:
    return system("loop", "DO_WHILE", loopCondition="again", loopOver=list(body))


def test_another_workflow_goes_on(server: SlowServer) -> None:
    """A workflow whose script runs does not keep another one from its end."""
    server.define(inline("slow"), name="slow")
    server.define(simple("quick"), name="quick")
    slow, quick = server.start("slow"), server.start("quick")
    server.finish(server.poll("work")[0])
    assert (server.state(quick), server.state(slow)) == ("COMPLETED", "RUNNING")
    server.finish_script(1)
    assert server.state(slow) == "COMPLETED"


def test_tasks_after_a_script_wait_for_it_in_order(server: SlowServer) -> None:
    """The branches of a fork begin in their order, one script after the other, as on the real server."""
    server.define(*fork([inline("a"), simple("b")], [switch("c", x=simple("d"))], [inline("e")]))
    workflow_id = server.start()
    assert server.sources == ["c"]  # mapped before anything is scheduled
    assert server.states(workflow_id) == []
    server.finish_script("x")
    assert server.sources == ["a"]
    expected = ["fork COMPLETED", "a IN_PROGRESS", "c IN_PROGRESS", "d SCHEDULED", "e IN_PROGRESS", "join IN_PROGRESS"]
    assert server.states(workflow_id) == expected
    assert server.poll("work") == []  # it comes after the script
    server.finish_script(1)
    assert server.sources == ["e"]
    server.finish_script(2)
    assert [state.split()[0] for state in server.states(workflow_id)] == ["fork", "a", "c", "d", "e", "join", "b"]


def test_a_loop_waits_for_its_condition(server: SlowServer) -> None:
    """The condition is evaluated once for each iteration, and the first task of an iteration may be a SWITCH."""
    server.define(loop(switch("pick", x=inline("body"))))
    workflow_id = server.start()
    for _ in range(2):
        assert server.sources == ["pick"]
        server.finish_script("x")
        assert server.sources == ["body"]
        server.finish_script(1)
        assert server.sources == ["again"]
        server.finish_script(server.workflow(workflow_id)["tasks"][0]["iteration"] < 2)
    assert server.state(workflow_id) == "COMPLETED"
    assert server.workflow(workflow_id)["tasks"][0]["iteration"] == 2


@pytest.mark.parametrize(
    ("task", "statuses"),
    [
        (inline("s"), ["s FAILED_WITH_TERMINAL_ERROR"]),
        (system("s", "LAMBDA", inputParameters={"scriptExpression": "s"}), ["s FAILED_WITH_TERMINAL_ERROR"]),
        (system("s", "JSON_JQ_TRANSFORM", inputParameters={"queryExpression": "s"}), ["s FAILED_WITH_TERMINAL_ERROR"]),
        (switch("s", x=simple("t")), ["s FAILED_WITH_TERMINAL_ERROR"]),
        (system("s", "DECISION", caseExpression="s", decisionCases={"x": [simple("t")]}), []),
    ],
    ids=lambda value: value["type"] if isinstance(value, dict) else "",
)
def test_a_limit_fails_the_task_for_good(server: SlowServer, task: dict[str, Any], statuses: list[str]) -> None:
    """A script that a limit stopped is not tried again, whatever the task definition says."""
    server.call("POST", "/metadata/taskdefs", [{"name": "s", "retryCount": 3, "ownerEmail": "a@b.c"}])
    server.define(task)
    workflow_id = server.start()
    server.finish_script(error="stopped after 4 s", exceeds_limit=True)
    assert server.states(workflow_id) == statuses
    assert (server.state(workflow_id), server.jobs) == ("FAILED", [])
    assert "stopped after 4 s" in server.workflow(workflow_id)["reasonForIncompletion"]


def test_a_limit_ends_a_loop(server: SlowServer) -> None:
    """A condition that a limit stopped fails the loop for good."""
    server.define(loop(inline("body")))
    workflow_id = server.start()
    server.finish_script(1)
    server.finish_script(error="stopped after 4 s", exceeds_limit=True)
    assert server.states(workflow_id)[0] == "loop FAILED_WITH_TERMINAL_ERROR"
    assert server.state(workflow_id) == "FAILED"


def test_a_worker_reports_meanwhile(server: SlowServer) -> None:
    """A result that comes while a script runs is kept, and what follows is scheduled when the script has ended."""
    server.define(*fork([simple("a"), simple("b")], [simple("c"), inline("d")]))
    workflow_id = server.start()
    first, second = server.poll("work", 2)
    server.finish(second)
    assert server.sources == ["d"]
    server.finish(first)
    assert server.poll("work") == []
    server.finish_script(1)
    assert [task["referenceTaskName"] for task in server.poll("work")] == ["b"]
    assert server.state(workflow_id) == "RUNNING"


@pytest.mark.parametrize("is_removed", [False, True])
def test_the_outcome_for_an_ended_workflow_is_dropped(server: SlowServer, is_removed: bool) -> None:
    """A workflow that was terminated or removed while its script ran stays so."""
    server.define(inline("slow"))
    workflow_id = server.start()
    server.call("DELETE", f"/workflow/{workflow_id}")
    if is_removed:
        server.call("DELETE", f"/workflow/{workflow_id}/remove")
    server.finish_script(1)
    if is_removed:
        assert server.status("GET", f"/workflow/{workflow_id}") == 404
    else:
        assert server.states(workflow_id) == ["slow CANCELED"]
        assert server.state(workflow_id) == "TERMINATED"


def test_a_retry_does_not_take_the_outcome_of_the_former_run(server: SlowServer) -> None:
    """After terminate and retry the script is evaluated anew; the late outcome of the first run is dropped."""
    server.define(inline("slow"))
    workflow_id = server.start()
    server.call("DELETE", f"/workflow/{workflow_id}")
    server.call("POST", f"/workflow/{workflow_id}/retry")
    assert server.sources == ["slow", "slow"]
    server.finish_script("old")
    assert server.state(workflow_id) == "RUNNING"
    server.finish_script("new")
    assert server.workflow(workflow_id)["output"] == {"result": "new"}


@pytest.mark.parametrize("again", ["restart", "rerun"])
def test_control_operations_start_scripts_again(server: SlowServer, again: str) -> None:
    """Restart and rerun suspend the workflow as a start does."""
    server.define(inline("a"), inline("b"))
    workflow_id = server.start()
    server.finish_script(1)
    server.finish_script(error="no")
    tasks = server.workflow(workflow_id)["tasks"]
    if again == "restart":
        server.call("POST", f"/workflow/{workflow_id}/restart")
        server.finish_script(1)
    else:
        server.call("POST", f"/workflow/{workflow_id}/rerun", {"reRunFromTaskId": tasks[1]["taskId"]})
    assert server.sources == ["b"]
    server.finish_script(2)
    assert server.workflow(workflow_id)["output"] == {"result": 2}


def test_a_pause_lasts_beyond_the_script(server: SlowServer) -> None:
    """A workflow that is paused while its script runs goes on when it is resumed."""
    server.define(inline("a"), simple("b"))
    workflow_id = server.start()
    server.call("PUT", f"/workflow/{workflow_id}/pause")
    server.finish_script(1)
    assert server.poll("work") == []
    server.call("PUT", f"/workflow/{workflow_id}/resume")
    while server.jobs:
        server.finish_script(1)
    assert [task["referenceTaskName"] for task in server.poll("work")] == ["b"]


def test_a_timeout_ends_a_suspended_workflow(server: SlowServer) -> None:
    """The timeout of a workflow does not wait for its script."""
    server.define(inline("slow"), timeoutSeconds=5, timeoutPolicy="TIME_OUT_WF", ownerEmail="a@b.c")
    workflow_id = server.start()
    server.pass_time(10)
    assert server.state(workflow_id) == "TIMED_OUT"
    server.finish_script(1)
    assert server.state(workflow_id) == "TIMED_OUT"


def test_a_parent_waits_for_its_suspended_child(server: SlowServer) -> None:
    """A child that waits for a script completes its parent afterwards, also one that is suspended itself."""
    server.define(inline("inner"), name="child")
    child = system("sub", "SUB_WORKFLOW", subWorkflowParam={"name": "child"})
    server.define(*fork([child], [simple("c"), inline("d")]), name="parent")
    workflow_id = server.start("parent")
    server.finish(server.poll("work")[0])
    assert server.sources == ["inner", "d"]
    server.finish_script("of the child")
    assert server.states(workflow_id)[1] == "sub COMPLETED"
    assert server.state(workflow_id) == "RUNNING"
    server.finish_script(1)
    assert server.state(workflow_id) == "COMPLETED"


def test_events_of_one_name_keep_their_order(server: SlowServer) -> None:
    """An event whose handler has a condition waits for it, those of the same name wait behind it, others do not."""
    for name, condition in (("first", "slow"), ("other", None)):
        handler = {
            "name": name,
            "event": f"conductor:{name}",
            "active": True,
            "condition": condition,
            "actions": [{"action": "start_workflow", "start_workflow": {"name": "started", "input": {"n": "${n}"}}}],
        }
        server.call("POST", "/event", {key: value for key, value in handler.items() if value is not None})
    server.define(simple("s"), name="started")
    for name in ("first", "other"):
        server.define(
            system("e", "EVENT", sink=f"conductor:{name}", inputParameters={"n": "${workflow.input.n}"}), name=name
        )
    # The queue of an EVENT task is named after the workflow and the sink.
    handlers = server.engine.rt.handlers
    for name in ("first", "other"):
        stored = dict(handlers.get(name) or {})
        handlers.put({**stored, "event": f"conductor:{name}:{name}"})
    for n in (1, 2):
        server.start("first", n=n)
    server.start("other", n=3)
    assert [task["workflowType"] for task in server.poll("work", 5)] == ["started"]
    assert server.sources == ["slow"]
    server.finish_script(True)
    server.finish_script(True)
    started = server.call("GET", "/workflow/running/started")
    assert sorted(server.workflow(one)["input"]["n"] for one in started) == [1, 2, 3]


def test_a_definition_is_stored_when_its_syntax_is_known(server: SlowServer) -> None:
    """All scripts of a definition are parsed before it is stored; one that is wrong refuses it."""
    server.app._runner.run = lambda call: ScriptOutcome("bad" if call.source == "b" else None)  # type: ignore[method-assign]  # the fake runner of this test
    definition = {"name": "wf", "tasks": [switch("a", x=simple("t")), switch("b", x=simple("u"))]}
    reply = server.answer("POST", "/metadata/workflow", definition)
    assert reply.status == 400
    assert b"not well formatted: bad" in reply.body
    assert server.status("GET", "/metadata/workflow/wf") == 404


def test_an_outcome_that_breaks_the_engine_ends_the_workflow(
    server: SlowServer, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A defect of the engine while an outcome is applied fails the workflow with a reason and is logged."""
    server.define(inline("a"), simple("b"))
    workflow_id = server.start()
    monkeypatch.setattr("conductor.local.engine.decider.set_domains", lambda *_: 1 / 0)
    server.finish_script(1)
    assert server.state(workflow_id) == "FAILED"
    assert "ZeroDivisionError" in server.workflow(workflow_id)["reasonForIncompletion"]
    assert "cannot go on" in caplog.text


def test_the_memory_of_outcomes_is_emptied(server: SlowServer) -> None:
    """When a workflow no longer waits for scripts, no outcome of it is kept."""
    server.define(*fork([inline("a")], [switch("b", x=inline("c"))]), loop(inline("d")))
    workflow_id = server.start()
    while server.jobs:
        value: Any = {"b": "x", "again": False}.get(server.sources[0], 1)
        server.finish_script(value)
    assert server.state(workflow_id) == "COMPLETED"
    assert server.engine.rt.scripts._known == {}
    assert (server.engine.rt.awaited, server.engine.rt.undecided) == ({}, {})
