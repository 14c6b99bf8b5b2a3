"""Who acts in a scenario: an embedded server on a clock that is moved by hand, and scripted workers."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from conductor.local.api.http import Reply, Request
from conductor.local.engine.expressions import Surroundings
from conductor.local.engine.keeping import Keeper
from conductor.local.engine.waiting import Park
from conductor.local.outbound import perform
from conductor.local.scripting.scripts import SandboxedScripts
from tests.support.engines import suspending_app

WORKER = "differ-worker"
START_MS = 1_790_000_000_000
ROUND = re.compile(r"__\d+$")
Json = dict[str, Any]


def map_texts(value: Any, change: Callable[[str], str]) -> Any:
    """Apply a change to every text and key of a JSON value."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, list):
        return [map_texts(item, change) for item in value]
    if isinstance(value, dict):
        return {change(key): map_texts(item, change) for key, item in value.items()}
    return value


def specs_in(tasks: Any) -> Iterator[Json]:
    """Every workflow task of a definition, inline sub-workflows included."""
    for spec in tasks or []:
        if not isinstance(spec, dict):
            continue
        yield spec
        lists = [*(spec.get("decisionCases") or {}).values(), spec.get("defaultCase"), spec.get("loopOver")]
        for inner in [*lists, *(spec.get("forkTasks") or [])]:
            yield from specs_in(inner)
        definition = (spec.get("subWorkflowParam") or {}).get("workflowDefinition")
        if isinstance(definition, dict):
            yield from specs_in(definition.get("tasks"))


@dataclass
class Answer:
    """A reply with its body read."""

    status: int
    content_type: str
    body: Any

    @property
    def ok(self) -> bool:
        return 200 <= self.status < 300


def labelled(step: Json, label: str) -> Json:
    """The step with a label, its own if it has one."""
    return {**step, "label": step.get("label") or label}


def read_reply(reply: Reply) -> Answer:
    kind = (reply.content_type or "").split(";")[0]
    text = reply.body.decode()
    try:
        body = json.loads(text) if kind == "application/json" else text or None
    except ValueError:
        body = text
    return Answer(reply.status, kind, body)


class Server:
    """An embedded server with a clock that the player moves."""

    def __init__(self, variables: Json, keeper: Keeper | None = None) -> None:
        self._surroundings = Surroundings(
            secrets={name[17:]: value for name, value in variables.items() if name.startswith("CONDUCTOR_SECRET_")},
            environment={name[14:]: value for name, value in variables.items() if name.startswith("CONDUCTOR_ENV_")},
            process=variables,
        )
        self._keeper = keeper
        self.now_ms = START_MS
        self.restart()

    def restart(self) -> None:
        """Go on with what the keeper has, and nothing else."""
        self.app = suspending_app(SandboxedScripts(allow_python=True), self._surroundings, self._keeper)
        self.app.engine.restore(self.now_ms)

    def send(self, method: str, path: str, step: Json) -> Reply | Park[Reply]:
        headers = {"content-type": "application/json"} | {
            name.lower(): value for name, value in (step.get("headers") or {}).items()
        }
        content = json.dumps(step["json"]).encode() if "json" in step else (step.get("text") or "").encode()
        query = urlencode(step.get("params") or {})
        self.now_ms += 1
        answer = self.app.handle(Request(method, f"/api{path}", query, headers, content), self.now_ms)
        self._requests_outside()
        return answer.rendered() if isinstance(answer, Reply) else answer

    def _requests_outside(self) -> None:
        engine = self.app.engine
        while engine.rt.script_jobs or engine.rt.jobs:
            self.app.evaluate(self.now_ms)
            for job in engine.take_jobs():
                engine.finish_job(job, perform(job.request), self.now_ms)

    def pass_time(self, duration_ms: int) -> None:
        self.now_ms += duration_ms
        self.app.engine.run_due(self.now_ms)
        self._requests_outside()

    def get(self, path: str) -> Answer:
        answer = self.send("GET", path, {})
        assert isinstance(answer, Reply)
        return read_reply(answer)

    def workflow(self, workflow_id: str) -> Json | None:
        answer = self.get(f"/workflow/{workflow_id}")
        return answer.body if answer.ok else None


class Workers:
    """The scripted workers of a scenario."""

    def __init__(self, server: Server, case: Json) -> None:
        self._server = server
        self._script = case.get("workers", {})
        self.types = polled_types(case)
        self.held = set(case.get("hold", []))
        self._seen: dict[str, int] = {}
        self.calls: dict[str, int] = {}

    def turn(self) -> None:
        """Poll every type once and answer what comes."""
        for task_type, domain in self.types:
            if task_type in self.held:
                continue
            params = {"workerid": WORKER, "count": 10, "timeout": 0} | ({"domain": domain} if domain else {})
            reply = self._server.send("GET", f"/tasks/poll/batch/{task_type}", {"params": params})
            assert isinstance(reply, Reply)
            for task in sorted(read_reply(reply).body, key=lambda task: task["seq"]):
                self._answer(task)

    def _reply_to(self, task: Json) -> Json:
        reference = task["referenceTaskName"]
        names = [f"ref:{reference}", "ref:" + ROUND.sub("", reference), task["taskType"], task.get("taskDefName")]
        script = next((self._script[name] for name in names if name in self._script), {})
        replies = [script] if isinstance(script, dict) else script
        key = f"{task['workflowInstanceId']}/{reference}"
        count = self._seen[key] = self._seen.get(key, 0) + 1
        return {**replies[min(count, len(replies)) - 1], "$n": count}

    def _answer(self, task: Json) -> None:
        reply, reference = self._reply_to(task), task["referenceTaskName"]
        self.calls[reference] = self.calls.get(reference, 0) + 1
        if reply.get("no_reply"):
            return
        self._server.pass_time(int(reply.get("delay", 0) * 1000))
        output = reply.get("output", {})
        if isinstance(output, str):
            output = {"$echo": task["inputData"], "$seen": {"n": reply["$n"]}}[output]
        result = {
            "workflowInstanceId": task["workflowInstanceId"],
            "taskId": task["taskId"],
            "workerId": WORKER,
            "status": reply.get("status", "COMPLETED"),
            "outputData": output,
            "reasonForIncompletion": reply.get("reason"),
            "callbackAfterSeconds": reply.get("callbackAfterSeconds", 0),
            "extendLease": reply.get("extendLease", False),
            "logs": [{"log": line, "createdTime": self._server.now_ms} for line in reply.get("logs", [])],
        }
        self._server.send("POST", "/tasks/update-v2" if reply.get("v2") else "/tasks", {"json": result})


def polled_types(case: Json) -> list[tuple[str, str | None]]:
    """Everything that the workers poll for."""
    found: dict[tuple[str, str | None], None] = {}
    for definition in case.get("taskdefs", []):
        found[definition.get("name"), None] = None
    for workflow in case.get("workflows", []):
        for spec in specs_in(workflow.get("tasks")):
            if spec.get("type") in {"SIMPLE", "USER_DEFINED", None, ""} and spec.get("name"):
                found[spec["name"], None] = None
    found |= {(name, None): None for name in case.get("workers", {}) if not name.startswith("ref:")}
    for extra in case.get("poll", []):
        found[(extra, None) if isinstance(extra, str) else (extra["type"], extra.get("domain"))] = None
    return [key for key in found if key[0]]
