"""Plays a recorded scenario against an embedded server, on a clock of its own and without threads.

A scenario registers definitions, takes steps (start, call, until, sleep, snapshot ...) and has scripted
workers that answer polls. Here they act in turns, and time moves only between turns, so that a scenario
of a minute takes milliseconds and always runs the same way.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from conductor.local.api.http import Reply
from conductor.local.engine.keeping import Keeper
from conductor.local.engine.waiting import Park
from tests.congruence.actors import Answer, Json, Server, Workers, labelled, map_texts, read_reply

ENDED = {"COMPLETED", "FAILED", "TERMINATED", "TIMED_OUT"}
TURN_MS = 50


@dataclass
class Played:
    """What came of a scenario: steps with their raw bodies, the executions, calls of the workers."""

    prefix: str
    steps: list[Json] = field(default_factory=list)
    bodies: list[tuple[Json, Any]] = field(default_factory=list)
    workflows: dict[str, Json] = field(default_factory=dict)
    calls: dict[str, int] = field(default_factory=dict)


class Player:
    """One run of one scenario."""

    def __init__(
        self,
        case: Json,
        fixture_url: str,
        variables: Json,
        keeper: Keeper | None = None,
        server: Server | None = None,
    ) -> None:
        prefix = f"{case['name']}_{uuid.uuid4().hex[:8]}_"
        words = {"@@": prefix, "%HTTP%": fixture_url, "%DEAD%": "http://127.0.0.1:9"}

        def fill(text: str) -> str:
            for word, value in words.items():
                text = text.replace(word, value)
            return text

        self._case: Json = {**map_texts({key: value for key, value in case.items() if key != "name"}, fill)}
        self._server = server or Server(variables, keeper)
        self._workers = Workers(self._server, self._case)
        self._ids: dict[str, str] = {}
        self._parked: list[tuple[Json, Json, Park[Reply]]] = []
        self.played = Played(prefix)

    def play(self) -> Played:
        self._register()
        for step in self._steps():
            getattr(self, "_do_" + step["do"])(step)
        self._until(lambda: not self._parked, 45_000)
        if all(step["do"] != "stop" for step in self._steps()):
            self._until(self._all_ended, int(self._case.get("tail", 20) * 1000))
        self.played.workflows = self._found()
        self.played.calls = self._workers.calls
        return self.played

    def _all_ended(self) -> bool:
        return all(found.get("$missing") or found["status"] in ENDED for found in self._found().values())

    def _steps(self) -> list[Json]:
        last = self._case["workflows"][-1]
        request = {"name": last["name"], "version": last.get("version", 1), "input": self._case.get("input", {})}
        return self._case.get("steps") or [{"do": "start", "request": request}]

    def _register(self) -> None:
        for definition in self._case.get("taskdefs", []):
            label = "register task " + definition.get("name", "?")
            self._register_one("POST", "/metadata/taskdefs", [definition], label)
        for definition in self._case.get("workflows", []):
            label = "register workflow " + definition.get("name", "?")
            self._register_one("PUT", "/metadata/workflow", [definition], label)

    def _register_one(self, method: str, path: str, body: Any, label: str) -> None:
        reply = self._server.send(method, path, {"json": body})
        assert isinstance(reply, Reply)
        if reply.status >= 300:
            self._record({"label": label}, reply)

    def _turn(self) -> None:
        self._workers.turn()
        self._server.pass_time(TURN_MS)
        for parked in list(self._parked):
            step, entry, park = parked
            reply = self._server.app.retry(park, self._server.now_ms)
            if reply is not None:
                self._parked.remove(parked)
                self._fill_entry(step, entry, reply)

    def _until(self, reached: Callable[[], bool], limit_ms: int) -> None:
        deadline_ms = self._server.now_ms + limit_ms
        while self._server.now_ms < deadline_ms and not reached():
            self._turn()

    # what the steps name

    def _task(self, alias: str, reference: str) -> Json:
        workflow = self._server.workflow(self._ids.get(alias, "none")) or {}
        hits = [task for task in workflow.get("tasks", []) if task["referenceTaskName"] == reference]
        return hits[-1] if hits else {}

    def _filled(self, value: Any) -> Any:
        known = "|".join(map(re.escape, sorted(self._ids, key=len, reverse=True))) or "$^"

        def one(match: re.Match[str]) -> str:
            alias, mark, reference = match.groups()
            if not mark:
                return self._ids[alias]
            task = self._task(alias, reference)
            if mark == "#":
                return task.get("taskId", "no-such-task")
            return task.get("subWorkflowId") or task.get("outputData", {}).get("workflowId", "no-such-workflow")

        pattern = re.compile(r"(?<!\$)\{(" + known + r")(?:([#/])([\w$.-]+))?\}")
        return map_texts(value, lambda text: pattern.sub(one, text))

    def _name(self, alias: str, answer: Answer) -> None:
        body = answer.body
        if isinstance(body, dict):
            body = body.get("targetWorkflowId") or body.get("workflowId")
        if answer.ok and isinstance(body, str):
            self._ids[alias] = body

    def _record(self, step: Json, reply: Reply | None = None, **more: Any) -> Json:
        entry: Json = {"step": step.get("label") or step["do"], **more}
        if reply is not None:
            self._fill_entry({}, entry, reply)
        if not step.get("norecord"):
            self.played.steps.append(entry)
        return entry

    def _fill_entry(self, step: Json, entry: Json, reply: Reply) -> None:
        answer = read_reply(reply)
        entry |= {"http": answer.status, "contentType": answer.content_type}
        self.played.bodies.append((entry, answer.body))
        if step.get("as"):
            self._name(step["as"], answer)

    # steps

    def _do_start(self, step: Json) -> None:
        alias = step.get("as", "w")
        reply = self._server.send("POST", "/workflow", {"json": self._filled(step["request"])})
        assert isinstance(reply, Reply)
        self._name(alias, read_reply(reply))
        self._record(labelled(step, "start " + alias), reply)

    def _do_call(self, step: Json) -> None:
        filled = self._filled({key: step[key] for key in ("path", "json", "text", "params", "headers") if key in step})
        named = labelled(step, f"{step['method']} {step['path']}")
        answer = self._server.send(step["method"], filled["path"], filled)
        if isinstance(answer, Park):
            self._parked.append((step, self._record(named), answer))
            if not step.get("async"):
                self._wait_for_reply(answer)
            return
        deadline_ms = self._server.now_ms + step.get("repeat", 0) * 1000
        while self._server.now_ms < deadline_ms and not (read_reply(answer).ok and read_reply(answer).body):
            self._turn()
            again = self._server.send(step["method"], filled["path"], filled)
            answer = again if isinstance(again, Reply) else answer
        if step.get("as"):
            self._name(step["as"], read_reply(answer))
        self._record(named, answer)

    def _wait_for_reply(self, park: Park[Reply]) -> None:
        held, self._workers.held = self._workers.held, {task_type for task_type, _ in self._workers.types}
        self._until(lambda: all(other is not park for _, _, other in self._parked), 20_000)
        self._workers.held = held

    def _do_until(self, step: Json) -> None:
        wanted = step["status"]
        statuses = ENDED if wanted == "$end" else {wanted} if isinstance(wanted, str) else set(wanted)
        seen: list[str | None] = [None]

        def reached() -> bool:
            seen[0] = self._status(step)
            return seen[0] in statuses or (seen[0] in ENDED and "task" not in step)

        self._turn()
        self._until(reached, int(step.get("seconds", 40) * 1000))
        where = step["wf"] + ("#" + step["task"] if "task" in step else "")
        self._record(labelled(step, "until " + where), reached=seen[0])

    def _status(self, step: Json) -> str | None:
        alias = step["wf"]
        if alias not in self._ids and "/" in alias:
            found = self._filled("{" + alias + "}")
            if not found.startswith("no-such"):
                self._ids[alias] = found
        workflow = self._server.workflow(self._ids.get(alias, "none"))
        if workflow is None or "task" not in step:
            return None if workflow is None else workflow["status"]
        hits = [task for task in workflow["tasks"] if task["referenceTaskName"] == step["task"]]
        if len(hits) < step.get("count", 0):
            return "$few"
        return hits[-1]["status"] if hits else "$gone"

    def _do_sleep(self, step: Json) -> None:
        self._until(lambda: False, int(step["seconds"] * 1000))

    def _do_snapshot(self, step: Json) -> None:
        entry = self._record(labelled(step, "snapshot " + step["wf"]))
        self.played.bodies.append((entry, {"$workflow": self._server.workflow(self._ids.get(step["wf"], "none"))}))

    def _do_hold(self, step: Json) -> None:
        self._workers.held |= set(step["types"])

    def _do_release(self, step: Json) -> None:
        self._workers.held -= set(step["types"])

    def _do_stop(self, step: Json) -> None:
        """The scenario does not wait for executions to end."""

    def _found(self) -> dict[str, Json]:
        found: dict[str, Json] = {}
        waiting, taken = list(self._ids.items()), set[str]()
        while waiting:
            alias, workflow_id = waiting.pop(0)
            if workflow_id in taken:
                continue
            taken.add(workflow_id)
            workflow = self._server.workflow(workflow_id)
            found[alias] = workflow or {"workflowId": workflow_id, "$missing": True}
            waiting += list(children(alias, found[alias]))
        return found


def children(alias: str, workflow: Json) -> Iterator[tuple[str, str]]:
    """The executions that an execution has started, with their names in the record."""
    for task in workflow.get("tasks", []):
        mark = f"{alias}/{task['referenceTaskName']}" + (f"~{task['retryCount']}" if task["retryCount"] else "")
        if task.get("subWorkflowId"):
            yield mark, task["subWorkflowId"]
        elif task["taskType"] == "START_WORKFLOW" and isinstance(task["outputData"].get("workflowId"), str):
            yield mark, task["outputData"]["workflowId"]
    handler = (workflow.get("output") or {}).get("conductor.failure_workflow")
    if isinstance(handler, str):
        yield f"{alias}!failure", handler
