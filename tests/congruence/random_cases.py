"""Random scenarios: a workflow of any nesting, workers that follow a script, and somebody who steps in."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from hypothesis import strategies as st

from tests.congruence.actors import Json

INPUT: Json = {
    "n": 3,
    "f": 2.0,
    "s": "naïve ☃ text",
    "no": None,
    "yes": True,
    "big": 123456789012345678901234567890,
    "list": [1, 2.5, "x", None, {"k": [True]}],
    "map": {"a b": {"c": "d"}, "list": [{"n": 1, "t": "a"}, {"n": 2, "t": "b"}], "which": "list"},
    "json": '{"a": [1, {"b": null}]}',
    "looks": "${workflow.input.s}",
    "forks": [
        {"name": "d0", "taskReferenceName": "d0", "type": "INLINE"},
        {"name": "@@w0", "taskReferenceName": "d1", "type": "SIMPLE"},
    ],
    "forked": {"d0": {"expression": "$.v + 1", "evaluatorType": "graaljs", "v": 1}, "d1": {"v": [None]}},
}
PATHS = (
    *("n", "f", "s", "no", "yes", "big", "list", "map", "json", "looks", "nosuch", "n.deeper", "list[0]", "list[-1]"),
    *("list[9]", "list[*]", "list[1:3]", "list.length()", "map['a b'].c", "map.*", "map..n", "map.list[*].t"),
    *("map.list[?(@.n > 1)].t", "map.list[?(@.t == 'a')]", "map.${workflow.input.map.which}[0].n", "list[4].k[0]"),
)
FRAMES = ("{}", "{}", "{}", "<{}>", "{} and {}", "$${}", "{", " {} ", "${CPEWF_TASK_ID}")
SCRIPTS = (
    *("$.v", "1 + 1", "$.v == null ? 'none' : $.v", "({a: $.v, b: [1, 2.0, null]})", "[$.v, undefined, NaN]"),
    *("(function () { return typeof $.v; })()", "$.v.k.deeper", "$.v.length", "'' + $.v", "1/3", "$.list"),
    *("throw new Error('x')", "let t = 0; for (let i = 0; i < 5; i++) { t += i; } t", "`é${1 + 1}`", "new Date(0)"),
)
QUERIES = (
    *(".v", "[.v]", "{a: .v, b: (.v | type)}", ".v[]?", ".nosuch.deeper", "empty", ".v + 1", "[range(3)]", "1, 2"),
    *(".v | tostring", "(.v | length)", ". | keys", '"\\(.v)!"', "[.v] | map(select(. != null))", "1e1000", "null"),
    *(".v as $x | [$x]",),
)
OUTPUTS: tuple[Any, ...] = (
    *("$echo", {}, {"k": 1}, {"k": 1.0, "b": False}, {"k": {"l": [None, {"m": "ü"}]}}, {"k": 2**70}, {"k": None}),
    *({"k": "${workflow.input.s}"}, {"k": "a", "list": [1, 2]}, {"result": [], "k": ""}, {"k": 1e21}),
)
SUCCESS: Json = {"status": "COMPLETED"}
KINDS = (
    *("SIMPLE",) * 5,
    *("INLINE", "JSON_JQ_TRANSFORM", "SET_VARIABLE", "SWITCH", "SWITCH", "FORK_JOIN", "DO_WHILE", "SUB_WORKFLOW"),
    *("FORK_JOIN_DYNAMIC", "DYNAMIC", "NOOP", "HUMAN", "WAIT", "TERMINATE"),
)
NEVER_FAIL = frozenset({"SIMPLE", "SET_VARIABLE", "SWITCH", "DYNAMIC", "NOOP", "FORK_JOIN", "DO_WHILE"})
"""In a fork nothing fails: whether the JOIN sees it before the decision does is a race of the real server."""


@dataclass
class Maker:
    """Draws one workflow; names count up, so that each is unique and the earlier ones are known."""

    draw: st.DrawFn
    prefix: str = ""
    references: list[str] = field(default_factory=list[str])
    taskdefs: list[Json] = field(default_factory=list[Json])
    workers: Json = field(default_factory=Json)
    humans: list[str] = field(default_factory=list[str])
    steady: list[str] = field(default_factory=list[str])
    forked: bool = False
    loops: int = 0
    fork_depth: int = 0
    nested: int = 0
    waits: int = 0

    def pick(self, *choices: Any) -> Any:
        return self.draw(st.sampled_from(choices))

    def chance(self, percent: int) -> bool:
        return self.draw(st.integers(0, 99)) < percent

    def tasks(self, depth: int, longest: int) -> list[Json]:
        """A list of tasks; forks bring their join."""
        made: list[Json] = []
        for _ in range(self.draw(st.integers(1, longest))):
            kind = self.pick(*[kind for kind in KINDS if self._fits(kind, depth)])
            made += self.task(kind, depth)
        return made

    def _fits(self, kind: str, depth: int) -> bool:
        if kind in {"SWITCH", "FORK_JOIN", "DO_WHILE"}:
            return depth > 0 and not (kind == "DO_WHILE" and self.loops)
        if kind in {"SUB_WORKFLOW", "HUMAN", "TERMINATE"}:
            return not (self.prefix or self.loops or self.fork_depth or (kind == "TERMINATE" and self.forked))
        if kind == "FORK_JOIN_DYNAMIC":
            return not (self.loops or self.fork_depth or self.prefix)
        if kind == "WAIT" and self.waits:
            return False
        return not self.fork_depth or kind in NEVER_FAIL

    def task(self, kind: str, depth: int) -> list[Json]:
        """A task of a type, and what must follow it."""
        reference = f"{self.prefix}r{len(self.references)}"
        task: Json = {"name": reference, "taskReferenceName": reference, "type": kind}
        task["inputParameters"] = {"v": self.value(), "list": [self.value()]}
        self.references.append(reference)
        getattr(self, "_" + kind.lower())(task, depth - 1)
        if kind.startswith("FORK_JOIN"):
            join = {"name": "join", "taskReferenceName": f"{reference}_join", "type": "JOIN"}
            join["joinOn"] = [branch[-1]["taskReferenceName"] for branch in task.get("forkTasks", [])]
            return [task, join]
        return [task]

    def value(self) -> Any:
        """An input: an expression in some frame, or a plain value."""
        if self.chance(15):
            return self.pick(None, 0, 1.0, "", [], {}, True, -0.0, 10**18)
        roots = [f"workflow.input.{self.pick(*PATHS)}"] * 3 + ["workflow.variables.x", "workflow.status"]
        if self.references:
            task = self.pick(*self.references)
            output = self.pick("k", "result", "k.l[1].m", "iteration", "list[0]")
            roots += [f"{task}.output.{output}", f"{task}.{self.pick('output', 'status', 'input.v', 'retryCount')}"]
        return self.pick(*FRAMES).replace("{}", "${" + self.pick(*roots) + "}")

    # kinds

    def _simple(self, task: Json, _depth: int) -> None:
        name, retries = f"@@{task['name']}", self.pick(0, 0, 1, 2)
        task["name"] = name
        self.taskdefs.append(taskdef(name, retryCount=retries, retryLogic=self.pick("FIXED", "EXPONENTIAL_BACKOFF")))
        failing = 0 if self.fork_depth or self.chance(60) else self.draw(st.integers(1, retries + 2))
        failure = {"status": self.pick("FAILED", "FAILED", "FAILED_WITH_TERMINAL_ERROR"), "reason": "worn out ☃"}
        replies = [{**failure, "output": {"k": "failed"}}] * failing + [{**SUCCESS, "output": self.pick(*OUTPUTS)}]
        self.workers[name] = replies
        if self.chance(20) and not self.fork_depth:
            task[self.pick("optional", "permissive")] = True
        if not (self.loops or self.fork_depth or self.nested or self.prefix):
            self.steady.append(task["taskReferenceName"])

    def _inline(self, task: Json, _depth: int) -> None:
        evaluator = self.pick("javascript", "graaljs")
        task["inputParameters"] |= {"expression": self.pick(*SCRIPTS), "evaluatorType": evaluator}
        task["optional"] = self.chance(50)

    def _json_jq_transform(self, task: Json, _depth: int) -> None:
        task["inputParameters"]["queryExpression"] = self.pick(*QUERIES)
        task["optional"] = self.chance(50)
        task["retryCount"] = 0

    def _set_variable(self, task: Json, _depth: int) -> None:
        task["inputParameters"] = {"x": self.value(), self.pick("y", "z"): {"deep": [self.value()]}}

    def _noop(self, task: Json, _depth: int) -> None:
        """It has no more than inputs."""

    def _human(self, task: Json, _depth: int) -> None:
        self.humans.append(task["taskReferenceName"])

    def _wait(self, task: Json, _depth: int) -> None:
        self.waits += 1
        task["inputParameters"] = {"duration": "1 s"}

    def _terminate(self, task: Json, _depth: int) -> None:
        status = self.pick("COMPLETED", "FAILED", "TERMINATED")
        output = {"o": self.value()} if self.chance(50) else self.value()
        task["inputParameters"] = {"terminationStatus": status, "workflowOutput": output}
        if self.chance(50):
            task["inputParameters"]["terminationReason"] = f"so be it: {self.value()}"

    def _dynamic(self, task: Json, _depth: int) -> None:
        task["dynamicTaskNameParam"] = "chosen"
        task["inputParameters"]["chosen"] = self.pick("@@w0", "@@w0", "NOOP")

    def _switch(self, task: Json, depth: int) -> None:
        task["inputParameters"]["k"] = self.pick("a", *(f"${{workflow.input.{name}}}" for name in ("n", "s", "no")))
        script = self.pick("$.k", "$.k == 3 ? '3' : 'a'", "$.v ? 'a' : 'b'")
        by_script = {"evaluatorType": "javascript", "expression": script}
        task |= self.pick({"evaluatorType": "value-param", "expression": "k"}, by_script)
        self.nested += 1
        task["decisionCases"] = {"a": self.tasks(depth, 2), self.pick("3", "null", "b"): self.tasks(depth, 1)}
        task["defaultCase"] = self.tasks(depth, 1) if self.chance(60) else []
        self.nested -= 1

    def _fork_join(self, task: Json, depth: int) -> None:
        self.forked, self.fork_depth = True, self.fork_depth + 1
        task["forkTasks"] = [self.tasks(depth, 2) for _ in range(self.draw(st.integers(1, 3)))]
        self.fork_depth -= 1

    def _fork_join_dynamic(self, task: Json, _depth: int) -> None:
        self.forked = True
        task["dynamicForkTasksParam"], task["dynamicForkTasksInputParamName"] = "tasks", "inputs"
        task["inputParameters"] = {"tasks": "${workflow.input.forks}", "inputs": "${workflow.input.forked}"}

    def _do_while(self, task: Json, depth: int) -> None:
        rounds = self.pick(1, 2, 3)
        task["loopCondition"] = self.pick("$.@ < %d", "if ($.@ < %d) { true; } else { false; }") % rounds
        task["loopCondition"] = task["loopCondition"].replace("@", f"{task['taskReferenceName']}['iteration']")
        self.loops += 1
        task["loopOver"] = self.tasks(depth, 2)
        self.loops -= 1

    def _sub_workflow(self, task: Json, _depth: int) -> None:
        inner = Maker(self.draw, prefix=f"{task['taskReferenceName']}_")
        definition = {**workflow(f"@@{task['name']}", inner.tasks(1, 2)), "outputParameters": {"k": inner.value()}}
        task["subWorkflowParam"] = {"name": definition["name"], "version": 1, "workflowDefinition": definition}
        task["retryCount"] = 0
        self.taskdefs += inner.taskdefs
        self.workers |= inner.workers
        self.forked |= inner.forked


def taskdef(name: str, **fields: Any) -> Json:
    return {"name": name, "retryCount": 0, "retryDelaySeconds": 0, "responseTimeoutSeconds": 600, **fields}


def workflow(name: str, tasks: list[Json]) -> Json:
    return {"name": name, "version": 1, "schemaVersion": 2, "tasks": tasks}


@st.composite
def cases(draw: st.DrawFn) -> Json:
    """Scenarios in the form of the recorded ones; `forked` tells that the order of their tasks is not fixed."""
    maker = Maker(draw)
    main = workflow("@@wf", maker.tasks(2, 4))
    if maker.chance(70):
        main["outputParameters"] = {"o": maker.value(), "deep": [{"p": maker.value()}]}
    if maker.chance(20):
        main["variables"] = {"x": "first", "l": [1]}
    if maker.chance(20):
        main["failureWorkflow"] = "@@cleanup"
    cleanup = workflow("@@cleanup", [{"name": "c", "taskReferenceName": "c", "type": "NOOP"}])
    return {
        "name": "random",
        "taskdefs": [*maker.taskdefs, taskdef("@@w0")],
        "workflows": [cleanup, main],
        "workers": {**maker.workers, "@@w0": {"output": "$echo"}},
        "steps": steps(maker),
        "forked": maker.forked,
        "tail": 5,
    }


def steps(maker: Maker) -> list[Json]:
    """Start the workflow, have its HUMAN tasks completed, and step in once."""
    request = {"name": "@@wf", "version": 1, "input": INPUT, "correlationId": "@@c", "priority": maker.pick(0, 5)}
    started: Json = {"do": "start", "as": "w", "request": request}
    held = maker.pick(*maker.steady) if maker.steady and not maker.humans else None
    return [*_held(maker, started, held), *_people(maker), end(), *_afterwards(maker)]


def end() -> Json:
    return {"do": "until", "wf": "w", "status": "$end"}


def call(method: str, path: str, **fields: Any) -> Json:
    return {"do": "call", "method": method, "path": path, **fields}


def _held(maker: Maker, started: Json, held: str | None) -> list[Json]:
    """What is done while a worker does not poll yet."""
    if held is None or maker.chance(50):
        return [started]
    name = "@@" + held
    reached = {"do": "until", "wf": "w", "task": held, "status": ["SCHEDULED"]}
    ways = {
        "pause": [call("PUT", "/workflow/{w}/pause"), call("PUT", "/workflow/{w}/resume")],
        "terminate": [call("DELETE", "/workflow/{w}", params={"reason": "enough"})],
        "decide": [call("PUT", "/workflow/decide/{w}")],
        "skip": [call("PUT", f"/workflow/{{w}}/skiptask/{maker.pick(*maker.references)}")],
        "update": [call("POST", f"/tasks/{{w}}/{held}/COMPLETED", json={"by": "hand", "n": None})],
    }
    way = ways[maker.pick(*ways)]
    return [{"do": "hold", "types": [name]}, started, reached, *way, {"do": "release", "types": [name]}]


def _people(maker: Maker) -> list[Json]:
    made: list[Json] = []
    for human in maker.humans:
        status = maker.pick("COMPLETED", "COMPLETED", "FAILED")
        made.append({"do": "until", "wf": "w", "task": human, "status": "IN_PROGRESS"})
        made.append(call("POST", f"/tasks/{{w}}/{human}/{status}", json={"k": [1]}))
    return made


def _afterwards(maker: Maker) -> list[Json]:
    """What is done with an execution that has ended; one with forks or people runs only once."""
    if maker.forked or maker.humans or maker.chance(50):
        return []
    again = [call("POST", "/workflow/{w}/retry"), call("POST", "/workflow/{w}/restart")]
    if maker.steady:
        reference = maker.pick(*maker.steady)
        again.append(call("POST", "/workflow/{w}/rerun", json={"reRunFromTaskId": f"{{w#{reference}}}"}))
    return [maker.pick(*again), end()]
