"""Makes what two servers answered comparable, and compares it."""

from __future__ import annotations

import fnmatch
import re
from collections.abc import Iterator
from typing import Any

from tests.congruence.actors import WORKER, Json
from tests.congruence.player import Played

SCRUBBED = (
    (re.compile(r"\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b"), "<uuid>"),
    (re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?"), "<iso>"),
    (re.compile(r"\b1[6-9]\d{11}\b|\b2\d{12}\b"), "<ms>"),
    (re.compile(r"\b1[6-9]\d{8}\b"), "<s>"),
    (re.compile(r"\b(after|elapsed) \d+ (milli)?seconds"), r"\1 <n> \2seconds"),
    (re.compile(r"(\w)@[0-9a-f]{5,8}\b"), r"\1@<hash>"),
)
EPOCH_MS = SCRUBBED[2][0]
TIMES = {
    *("createTime", "updateTime", "startTime", "endTime", "scheduledTime", "firstStartTime", "queueWaitTime"),
    *("lastRetriedTime", "createdTime", "lastPollTime", "executionTime", "createdOn", "updatedOn", "updatedTime"),
    *("waitTimeout", "responseTime"),
}
# Sets on the server's side, in an order that goes by the names of the run.
SETS_OF_NAMES = {"failedReferenceTaskNames", "failedTaskNames"}
KEPT_HEADERS = {"content-type", "x-fixture"}
WORKFLOW_FIELDS = (
    *("status", "workflowName", "workflowVersion", "correlationId", "priority", "input", "output", "variables"),
    *("reasonForIncompletion", "failedReferenceTaskNames", "failedTaskNames", "event", "taskToDomain"),
    *("idempotencyKey", "rateLimited", "reRunFromWorkflowId", "parentWorkflowId", "parentWorkflowTaskId", "ownerApp"),
)
TASK_FIELDS = (
    *("referenceTaskName", "taskType", "taskDefName", "status", "seq", "retryCount", "iteration", "retried"),
    *("executed", "inputData", "outputData", "reasonForIncompletion", "loopOverTask", "callbackAfterSeconds"),
    *("startDelayInSeconds", "responseTimeoutSeconds", "domain", "workflowPriority", "rateLimitPerFrequency"),
    *("rateLimitFrequencyInSeconds", "pollCount", "workerId", "subWorkflowId", "retriedTaskId", "parentTaskId"),
    *("callbackFromWorker", "correlationId", "workflowType", "isolationGroupId"),
)
# Free text of messages, and counts that depend on how often somebody looked.
SOFT = {
    *("reasonForIncompletion", "pollCount", "callbackAfterSeconds", "message", "error", "workerId", "historyLength"),
    *("startDelayInSeconds", "responseTimeoutSeconds", "executed", "workerCalls", "metadata"),
}


class Normaliser:
    """Takes ids, times and names of one run away."""

    def __init__(self, played: Played, fixture_url: str) -> None:
        words = {played.prefix: "@@", fixture_url: "%HTTP%", fixture_url.removeprefix("http://"): "%HTTPHOST%"}
        for alias, workflow in played.workflows.items():
            words.setdefault(workflow["workflowId"], f"<wf {alias}>")
            for task in workflow.get("tasks", []):
                words.setdefault(task["taskId"], f"<task {alias}#{task['referenceTaskName']}~{task['retryCount']}>")
        self._words = sorted(words.items(), key=lambda pair: -len(pair[0]))

    def text(self, text: str) -> str:
        for raw, word in self._words:
            text = text.replace(raw, word)
        for pattern, word in SCRUBBED:
            text = pattern.sub(word, text)
        return text

    def body(self, value: Any, key: str = "", *, keep_times: bool = False) -> Any:
        if isinstance(value, str):
            return "<host>" if key == "instance" and value else self.text(value)
        if isinstance(value, list):
            members = [self.body(item, "", keep_times=keep_times) for item in value]
            if key == "validationErrors":  # a set on the server's side
                members.sort(key=lambda item: (item["path"], item["message"]))
            return sorted(members) if key in SETS_OF_NAMES else members
        if isinstance(value, dict):
            kept = without_polls(headers_kept(value) if key == "headers" else value)
            return {self.text(name): self.body(item, name, keep_times=keep_times) for name, item in kept.items()}
        if isinstance(value, bool) or not isinstance(value, int | float):
            return value
        if key in TIMES and not keep_times:
            return "<time>" if value or key == "queueWaitTime" else 0
        return "<ms>" if isinstance(value, int) and EPOCH_MS.fullmatch(str(value)) else value

    def workflow(self, workflow: Json) -> Json:
        if workflow.get("$missing"):
            return {"missing": True}
        shown = self._picked(workflow, WORKFLOW_FIELDS)
        shown["tasks"] = [self._picked(task, TASK_FIELDS) for task in workflow["tasks"]]
        shown["historyLength"] = len(workflow["history"])
        return shown

    def _picked(self, source: Json, names: tuple[str, ...]) -> Json:
        kept = without_polls(source)
        return {name: self.body(kept[name], name) for name in names if kept.get(name) is not None}


def without_polls(source: Json) -> Json:
    if "pollCount" in source and "taskType" in source and source.get("workerId") != WORKER:
        return {name: value for name, value in source.items() if name not in {"pollCount", "workerId"}}
    return source


def headers_kept(headers: Json) -> Json:
    given = {name for name, value in headers.items() if not isinstance(value, list)}
    return {name: value for name, value in headers.items() if name.lower() in KEPT_HEADERS or name in given}


def normalised(played: Played, fixture_url: str) -> Json:
    """What came of a scenario, as the record has it."""
    normaliser = Normaliser(played, fixture_url)
    for entry, body in played.bodies:
        if isinstance(body, dict) and "$workflow" in body:
            entry["workflow"] = normaliser.workflow(body["$workflow"]) if body["$workflow"] else None
        else:
            entry["body"] = normaliser.body(body)
    return {
        "steps": [normaliser.body(step, keep_times=True) for step in played.steps],
        "workflows": {alias: normaliser.workflow(found) for alias, found in played.workflows.items()},
        "workerCalls": {normaliser.text(name): count for name, count in played.calls.items()},
    }


def differences(wanted: Any, got: Any, path: str = "", *, soft: bool = False) -> Iterator[str]:
    """The paths at which two results differ, soft ones left out; 1, 1.0 and true are three values."""
    if isinstance(wanted, dict) and isinstance(got, dict):
        for key in sorted(wanted.keys() | got.keys()):
            absent = object()
            pair = (wanted.get(key, absent), got.get(key, absent))
            yield from differences(*pair, f"{path}/{key}", soft=soft or key in SOFT)
    elif isinstance(wanted, list) and isinstance(got, list):
        for index in range(max(len(wanted), len(got))):
            pair = [items[index] if index < len(items) else object() for items in (wanted, got)]
            yield from differences(*pair, f"{path}/{index}", soft=soft)
    elif (type(wanted) is not type(got) or wanted != got) and not soft:
        yield f"{path}: {wanted!r} != {got!r}"


def hard_differences(wanted: Json, got: Json, volatile: list[str]) -> list[str]:
    """The differences that count: not soft, and not at a path where the real server itself varies."""
    found = [(text.split(": ", 1)[0], text) for text in differences(wanted, got)]
    return [text for path, text in found if not any(covers(pattern, path) for pattern in volatile)]


def covers(pattern: str, path: str) -> bool:
    """Whether a path is one that a pattern names, or below it."""
    return path == pattern or path.startswith(pattern + "/") or fnmatch.fnmatch(path, pattern)
