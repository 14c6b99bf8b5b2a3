"""Small engines for the unit tests of the embedded server."""

from __future__ import annotations

import json
from typing import Any

from conductor.local.api.http import Reply, Request
from conductor.local.engine.expressions import Surroundings
from conductor.local.engine.waiting import Park
from conductor.local.scripting.limits import ScriptLimits
from conductor.local.scripting.scripts import SandboxedScripts
from tests.support.engines import suspending_app

START_MS = 1_790_000_000_000


class Server:
    """An embedded server with a clock that the test moves."""

    def __init__(self, surroundings: Surroundings | None = None, runner: Any = None) -> None:
        self.app = suspending_app(runner or SandboxedScripts(limits=ScriptLimits(time_s=0.2)), surroundings)
        self.engine = self.app.engine
        self.now_ms = START_MS

    def answer(self, method: str, path: str, body: Any = None) -> Reply | Park[Reply]:
        route, _, query = path.partition("?")
        content = b"" if body is None else json.dumps(body).encode()
        headers = {"content-type": "application/json"}
        answer = self.app.handle(Request(method, f"/api{route}", query, headers, content), self.now_ms)
        return answer.rendered() if isinstance(answer, Reply) else answer

    def call(self, method: str, path: str, body: Any = None) -> Any:
        """The body of an answer that is there at once."""
        reply = self.answer(method, path, body)
        assert isinstance(reply, Reply)
        text = reply.body.decode()
        return json.loads(text) if reply.content_type == "application/json" else text or None

    def status(self, method: str, path: str, body: Any = None) -> int:
        reply = self.answer(method, path, body)
        assert isinstance(reply, Reply)
        return reply.status

    def define(self, *tasks: dict[str, Any], name: str = "wf", **fields: Any) -> None:
        assert self.status("POST", "/metadata/workflow", {"name": name, "tasks": list(tasks), **fields}) == 200

    def start(self, name: str = "wf", **inputs: Any) -> str:
        return str(self.call("POST", f"/workflow/{name}", inputs))

    def workflow(self, workflow_id: str) -> Any:
        return self.call("GET", f"/workflow/{workflow_id}")

    def poll(self, task_type: str, count: int = 1) -> Any:
        return self.call("GET", f"/tasks/poll/batch/{task_type}?count={count}&timeout=0")

    def finish(self, task: dict[str, Any], status: str = "COMPLETED", **fields: Any) -> None:
        ids = {"workflowInstanceId": task["workflowInstanceId"], "taskId": task["taskId"]}
        assert self.status("POST", "/tasks", {**ids, "status": status, **fields}) == 200

    def pass_time(self, seconds: float) -> None:
        self.now_ms += round(seconds * 1000)
        self.engine.run_due(self.now_ms)
        self.app.evaluate(self.now_ms)


def simple(reference: str, name: str = "work", **fields: Any) -> dict[str, Any]:
    """A SIMPLE task of a definition."""
    return {"name": name, "taskReferenceName": reference, "type": "SIMPLE", **fields}


def system(reference: str, task_type: str, **fields: Any) -> dict[str, Any]:
    """A task of another type."""
    return {"name": reference, "taskReferenceName": reference, "type": task_type, **fields}
