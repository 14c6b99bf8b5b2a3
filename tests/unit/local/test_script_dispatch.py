"""Replies and the engine's lock while scripts run: the driver with a runner that the test controls."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Generator
from typing import Any

import pytest

from conductor.local.api.http import Reply, Request
from conductor.local.app import App
from conductor.local.clocks import WallClock
from conductor.local.driver import Driver
from conductor.local.engine.engine import Engine
from conductor.local.engine.expressions import Surroundings
from conductor.local.engine.script_calls import ScriptCall, ScriptOutcome
from conductor.local.pending import PendingReply
from conductor.local.server import runtime_with
from tests.unit.local.support import simple, system

Done = Callable[[ScriptOutcome], None]


class ControlledRunner:
    """Keeps scripts until the test ends them; the syntax of a script is known at once, unless `slow_syntax`."""

    def __init__(self) -> None:
        self.waiting: list[tuple[ScriptCall, Done]] = []
        self.inline: ScriptOutcome | None = None
        self.slow_syntax = False

    def evaluate_inline(self, call: ScriptCall) -> ScriptOutcome | None:
        return ScriptOutcome(True) if call.source == "true" else None

    def submit(self, call: ScriptCall, done: Done, *, inline_budget_s: float = 0.0) -> ScriptOutcome | None:
        if call.language == "javascript_syntax" and not self.slow_syntax:
            return ScriptOutcome()
        if self.inline is None:
            self.waiting.append((call, done))
        return self.inline

    def missing(self, language: str, source: str) -> None:
        return None

    def finish(self, value: Any = 1) -> None:
        """End the oldest script, on a thread of the runner."""
        _, done = self.waiting.pop(0)
        thread = threading.Thread(target=done, args=[ScriptOutcome(value)])
        thread.start()
        thread.join()


class Client:
    """Sends requests to a driver and keeps the replies in the order in which they come."""

    def __init__(self, runner: ControlledRunner) -> None:
        self.engine = Engine(runtime_with(runner, Surroundings()))  # type: ignore[arg-type]  # it needs no run()
        self.driver = Driver(App(self.engine), WallClock(), runner)  # type: ignore[arg-type]  # same
        self.replies: list[Reply] = []

    def send(self, method: str, path: str, body: Any = None) -> Reply | PendingReply:
        content = b"" if body is None else json.dumps(body).encode()
        request = Request(method, f"/api{path}", "", {"content-type": "application/json"}, content)
        return self.driver.submit(request, self.replies.append)

    def now(self, method: str, path: str, body: Any = None) -> Any:
        """The body of a reply that is there at once."""
        reply = self.send(method, path, body)
        assert isinstance(reply, Reply)
        assert reply.status == 200
        text = reply.rendered().body.decode()
        return json.loads(text) if reply.content_type == "application/json" else text


@pytest.fixture
def runner() -> ControlledRunner:
    return ControlledRunner()


@pytest.fixture
def client(runner: ControlledRunner) -> Generator[Client]:
    client = Client(runner)
    client.now("POST", "/metadata/workflow", {"name": "slow", "tasks": [inline("s"), inline("t")]})
    client.now("POST", "/metadata/workflow", {"name": "quick", "tasks": [simple("q")]})
    yield client
    client.driver.close()


def inline(reference: str) -> dict[str, Any]:
    return system(
        reference, "INLINE", inputParameters={"evaluatorType": "javascript", "expression": f"slow({reference})"}
    )


def test_a_reply_waits_for_all_scripts_of_its_command(client: Client, runner: ControlledRunner) -> None:
    """The reply to a start comes when the execution has gone as far as it goes; what it shows is visible then."""
    pending = client.send("POST", "/workflow/slow", {})
    assert isinstance(pending, PendingReply)
    runner.finish()
    assert client.replies == []
    runner.finish("the end")
    (reply,) = client.replies
    found = client.now("GET", f"/workflow/{reply.body.decode()}")
    assert (found["status"], found["output"], pending.over) == ("COMPLETED", {"result": "the end"}, True)


def test_others_are_served_while_a_hundred_scripts_run(client: Client, runner: ControlledRunner) -> None:
    """Requests of other workflows, and reads of those that wait, are answered at once."""
    for _ in range(100):
        assert isinstance(client.send("POST", "/workflow/slow", {}), PendingReply)
    workflow_id = client.now("POST", "/workflow/quick", {})
    (task,) = client.now("GET", "/tasks/poll/batch/work")
    client.now("POST", "/tasks", {**task, "workflowInstanceId": workflow_id, "status": "COMPLETED"})
    assert client.now("GET", f"/workflow/{workflow_id}")["status"] == "COMPLETED"
    running = client.now("GET", "/workflow/running/slow")
    assert len(running) == 100
    assert {client.now("GET", f"/workflow/{one}")["status"] for one in running} == {"RUNNING"}
    while runner.waiting:
        runner.finish()
    assert len(client.replies) == 100


def test_a_short_script_is_answered_in_place(client: Client, runner: ControlledRunner) -> None:
    """When the outcomes are there at once, so is the reply."""
    runner.inline = ScriptOutcome("short")
    workflow_id = client.now("POST", "/workflow/slow", {})
    assert client.now("GET", f"/workflow/{workflow_id}")["output"] == {"result": "short"}


def test_a_client_that_goes_away_does_not_stop_its_workflow(client: Client, runner: ControlledRunner) -> None:
    """The script of an abandoned request goes on, and its outcome counts."""
    pending = client.send("POST", "/workflow/slow", {})
    assert isinstance(pending, PendingReply)
    (workflow_id,) = client.now("GET", "/workflow/running/slow")
    client.driver.abandon(pending)
    runner.finish()
    runner.finish()
    assert client.replies == []
    assert client.now("GET", f"/workflow/{workflow_id}")["status"] == "COMPLETED"


def test_a_command_for_a_suspended_workflow_waits_as_well(client: Client, runner: ControlledRunner) -> None:
    """Pause and resume of a workflow whose script runs are answered when it has been decided."""
    client.send("POST", "/workflow/slow", {})
    (workflow_id,) = client.now("GET", "/workflow/running/slow")
    client.now("PUT", f"/workflow/{workflow_id}/pause")  # it decides nothing
    assert isinstance(client.send("PUT", f"/workflow/{workflow_id}/resume"), PendingReply)
    runner.finish()
    runner.finish()
    assert len(client.replies) == 2


def test_terminate_does_not_wait_for_a_script(client: Client, runner: ControlledRunner) -> None:
    """A workflow that hangs in a script can be terminated at once, which also frees the reply to its start."""
    client.send("POST", "/workflow/slow", {})
    (workflow_id,) = client.now("GET", "/workflow/running/slow")
    client.now("DELETE", f"/workflow/{workflow_id}")
    assert len(client.replies) == 1
    assert client.now("GET", f"/workflow/{workflow_id}")["status"] == "TERMINATED"


def test_a_definition_waits_for_its_parser(client: Client, runner: ControlledRunner) -> None:
    """A definition whose scripts are still being parsed is stored afterwards; nothing else waits."""
    runner.slow_syntax = True
    definition = {
        "name": "parsed",
        "tasks": [
            system("w", "SWITCH", evaluatorType="javascript", expression="1", decisionCases={"1": [simple("a")]})
        ],
    }
    assert isinstance(client.send("POST", "/metadata/workflow", definition), PendingReply)
    assert "parsed" not in [one["name"] for one in client.now("GET", "/metadata/workflow")]
    runner.finish(None)
    assert [reply.status for reply in client.replies] == [200]
    assert "parsed" in [one["name"] for one in client.now("GET", "/metadata/workflow")]


def test_a_trial_run_is_repeated_until_its_scripts_are_known(client: Client, runner: ControlledRunner) -> None:
    """A test of a workflow with scripts gives its execution when the scripts have ended, and leaves nothing behind."""
    assert isinstance(client.send("POST", "/workflow/test", {"name": "slow", "version": 1}), PendingReply)
    while runner.waiting:
        runner.finish("tried")
    (reply,) = client.replies
    found = json.loads(reply.rendered().body)
    assert (found["status"], found["output"]) == ("COMPLETED", {"result": "tried"})
    assert client.now("GET", "/workflow/running/slow") == []


def test_a_closed_server_answers_what_it_holds(runner: ControlledRunner) -> None:
    """Requests that wait for scripts get a 503 when the server is closed, and late outcomes do nothing."""
    client = Client(runner)
    client.now("POST", "/metadata/workflow", {"name": "slow", "tasks": [inline("s")]})
    client.send("POST", "/workflow/slow", {})
    client.driver.close()
    assert [reply.status for reply in client.replies] == [503]
    runner.finish()
    assert len(client.replies) == 1


def test_a_loop_without_end_lets_others_in(client: Client) -> None:
    """A DO_WHILE whose condition stays true is decided in turns, and ends with the limit of decisions in a row."""
    loop = system("loop", "DO_WHILE", loopCondition="true", loopOver=[system("n", "NOOP")])
    client.now("POST", "/metadata/workflow", {"name": "endless", "tasks": [loop]})
    ended = threading.Event()
    client.replies = Notes(ended)
    assert isinstance(client.send("POST", "/workflow/endless", {}), PendingReply)
    (workflow_id,) = client.now("GET", "/workflow/running/endless")
    assert client.now("GET", f"/workflow/{workflow_id}")["status"] == "RUNNING"
    assert not ended.is_set()
    assert ended.wait(50)
    found = client.now("GET", f"/workflow/{workflow_id}")
    assert found["status"] == "FAILED"
    assert "No end after 5000 decisions in a row" in found["reasonForIncompletion"]


class Notes(list[Reply]):
    """Replies that say when there is one."""

    def __init__(self, event: threading.Event) -> None:
        super().__init__()
        self._event = event

    def append(self, reply: Reply) -> None:
        super().append(reply)
        self._event.set()
