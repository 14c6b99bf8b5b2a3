"""Random workflows and executions to draw, and recorded ones of a real server."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from conductor_api.models import TaskState

RECORDED = Path(__file__).resolve().parents[1] / "data" / "diagrams"
JSON = dict[str, Any]

# Words of Mermaid, markup, quotes, control characters, long names, other scripts: whatever people and attackers write.
AWKWARD = [
    "end",
    "style",
    "click x",
    'a"b',
    "x[y]{z}",
    "</title><script>",
    "&amp;",
    "%%{init}%%",
    "a-->b",
    "註文_📦",
    "ref\x00\n",
    "_",
]
names = st.one_of(
    st.from_regex(r"[a-z]{1,8}_ref", fullmatch=True), st.sampled_from(AWKWARD), st.text(min_size=1, max_size=20)
)
types = st.sampled_from(
    [
        "SIMPLE",
        "HTTP",
        "WAIT",
        "HUMAN",
        "EVENT",
        "SUB_WORKFLOW",
        "SET_VARIABLE",
        "TERMINATE",
        "JOIN",
        "MY_OWN",
        "INLINE",
    ]
)
statuses = st.sampled_from([*(state.value for state in TaskState), "SOMETHING_NEW"])


def recorded(name: str) -> JSON:
    """Give an execution that a real server recorded: nested, failed, running, dynamic, retried."""
    read: JSON = json.loads((RECORDED / f"{name}.json").read_text("utf-8"))
    return read


def simple(reference: str, **fields: Any) -> JSON:
    """Give a SIMPLE task."""
    return {"name": "work", "taskReferenceName": reference, "type": "SIMPLE", **fields}


def workflow(*tasks: JSON, **fields: Any) -> JSON:
    """Give a definition."""
    return {"name": "flow", "version": 1, "tasks": list(tasks), **fields}


def fork(reference: str, *branches: list[JSON]) -> JSON:
    """Give a FORK_JOIN."""
    return {"name": "fork", "taskReferenceName": reference, "type": "FORK_JOIN", "forkTasks": list(branches)}


def join(reference: str, *waits_for: str) -> JSON:
    """Give a JOIN."""
    return {"name": "join", "taskReferenceName": reference, "type": "JOIN", "joinOn": list(waits_for)}


def switch(reference: str, cases: dict[str, list[JSON]], default: list[JSON] | None = None) -> JSON:
    """Give a SWITCH on the input `kind`."""
    fields = {
        "evaluatorType": "value-param",
        "expression": "kind",
        "decisionCases": cases,
        "defaultCase": default or [],
    }
    return {"name": "switch", "taskReferenceName": reference, "type": "SWITCH", **fields}


def loop(reference: str, *body: JSON) -> JSON:
    """Give a DO_WHILE of three rounds."""
    condition = f"if ($.{reference}.iteration < 3) {{ true }} else {{ false }}"
    fields = {"loopCondition": condition, "loopOver": list(body)}
    return {"name": "loop", "taskReferenceName": reference, "type": "DO_WHILE", **fields}


def dynamic_fork(reference: str) -> JSON:
    """Give a FORK_JOIN_DYNAMIC over the input `tasks`."""
    fields = {"dynamicForkTasksParam": "tasks", "inputParameters": {"tasks": "${workflow.input.tasks}"}}
    return {"name": "fan", "taskReferenceName": reference, "type": "FORK_JOIN_DYNAMIC", **fields}


def all_references(tasks: list[JSON]) -> Iterator[str]:
    """Give every reference, of inner tasks too."""
    for task in tasks:
        yield task["taskReferenceName"]
        parts = [*task.get("decisionCases", {}).values(), task.get("defaultCase", []), *task.get("forkTasks", [])]
        for part in [*parts, task.get("loopOver", [])]:
            yield from all_references(part)


def task_lists(depth: int = 2) -> st.SearchStrategy[list[JSON]]:
    """Make lists of tasks, with forks, switches and loops in each other; references may occur twice."""
    plain = st.builds(simple, names, type=types)
    if not depth:
        return st.lists(plain, max_size=3)
    inner = task_lists(depth - 1)
    waits = st.lists(names, max_size=3)
    forks = st.builds(_joined_fork, names, st.lists(inner, max_size=3), st.none() | waits)
    cases = st.dictionaries(names, inner, max_size=3)
    groups = st.one_of(
        plain.map(lambda task: [task]),
        forks,
        st.builds(switch, names, cases, inner).map(lambda task: [task]),
        st.builds(_looped, names, inner),
        names.map(lambda name: [dynamic_fork(name), join(f"{name}_join")]),
    )
    return st.lists(groups, max_size=3).map(lambda lists: [task for tasks in lists for task in tasks])


def definitions() -> st.SearchStrategy[JSON]:
    """Make workflow definitions."""
    return st.builds(_defined, names, task_lists())


def _looped(name: str, body: list[JSON]) -> list[JSON]:
    return [loop(name, *body)]


def _defined(name: str, tasks: list[JSON]) -> JSON:
    return {"name": name, "version": 1, "tasks": tasks}


@st.composite
def executions(draw: st.DrawFn) -> JSON:
    """Make executions: of some tasks, in some states, with retries, rounds, and times in no good order."""
    definition = draw(definitions())
    references = [*all_references(definition["tasks"]), "stranger_ref"]
    tasks = [draw(_tasks(reference)) for reference in references if draw(st.booleans())]
    ran = [{**task, "seq": place} for place, task in enumerate(task for tries in tasks for task in tries)]
    return {
        "workflowId": "w-1",
        "workflowName": definition["name"],
        "status": draw(st.sampled_from(["RUNNING", "COMPLETED", "FAILED", "TERMINATED", "PAUSED", "TIMED_OUT"])),
        "startTime": draw(st.sampled_from([0, 1_700_000_000_000])),
        "endTime": draw(st.sampled_from([0, 1_700_000_100_000])),
        "workflowDefinition": draw(st.sampled_from([definition, None])),
        "tasks": ran,
    }


def _joined_fork(name: str, branches: list[list[JSON]], waits_for: list[str] | None) -> list[JSON]:
    ends = [branch[-1]["taskReferenceName"] for branch in branches if branch]
    return [fork(name, *branches), join(f"{name}_join", *(ends if waits_for is None else waits_for))]


_times = st.sampled_from([0, None]) | st.integers(1_700_000_000_000 - 500, 1_700_000_100_000)


@st.composite
def _tasks(draw: st.DrawFn, reference: str) -> list[JSON]:
    suffix = draw(st.sampled_from(["", "", "__1", "__2"]))
    one = st.fixed_dictionaries(
        {
            "referenceTaskName": st.just(reference + suffix),
            "taskType": types,
            "status": statuses,
            "scheduledTime": _times,
            "startTime": _times,
            "endTime": _times,
            "startDelayInSeconds": st.sampled_from([0, 1, None]),
            "iteration": st.integers(0, 3),
            "reasonForIncompletion": st.none() | names,
            "outputData": st.sampled_from([{}, None, {"selectedCase": "end"}]),
            "inputData": st.sampled_from([{}, None, {"forkedTasks": ["child_ref", "end"]}, {"forkedTasks": 7}]),
        }
    )
    return draw(st.lists(one, min_size=1, max_size=2))


def readable(text: str) -> str:
    """Give the text as pictures show it: in one line, marks in place of what cannot be printed."""
    return re.sub(
        "[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]", "�", " ".join(text.split())
    )
