"""Random workflow definitions: some that the server takes, and some with a part broken."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any, TypeAlias, TypeGuard

from hypothesis import strategies as st

Json: TypeAlias = dict[str, Any]

EXPRESSIONS = (
    "${workflow.input.x}",
    "${workflow.input.a-b['c d'][0]}",
    "${workflow.secrets.s}",
    "${CPEWF_TASK_ID}",
    "text ${workflow.workflowId} and ${workflow.variables.v}",
    "$${not.one}",
    "${not closed",
)
BROKEN_EXPRESSIONS = (
    "${}",
    "${ }",
    "${ workflow.input.x}",
    "${workflow .input}",
    "${workflow['input'].x}",
    "${workflow.input.}",
    "${workflow.input.a b}",
    "${workflow.input.list[?(@.x ==)]}",
    "${workflow.input.list['a]}",
    "${nobody.output.x}",
    "${$.workflow.input.x}",
    "${{workflow.input.x}}",
    "x${workflow.input.x}${nobody}",
    "${nobody.output.${workflow.input.x}}",
    "${workflow.input.${nobody.output.x}}",
)
SCRIPTS = ("$.k == 1 ? 'a' : 'b'", "(function () { return $.k; })()", "var x = $.k; if (x) { 'a'; } else { 'b'; }", "")
BROKEN_SCRIPTS = ("$.k ==", "return 'a';", "${workflow.input.k} == 1", "if ($.k { 'a' }", "'a", "$.k is 1", "($.k))")
DURATIONS = ("1 s", "2 hours 3 minutes", "1d2h", "0 days", "${workflow.input.t}", " 5 SECS ", "", " ")
BROKEN_DURATIONS: tuple[Any, ...] = (
    "soon",
    "5",
    "1 s 1 m",
    "1.5 s",
    "-1 s",
    "99999999999 s",
    "in ${workflow.input.t}",
    5,
    True,
    [],
    {},
)
DATES = (
    "2030-01-01",
    "2030-1-1 9:30",
    "2030-01-01 10:00 UTC",
    "2030-01-01 10:00 +0100",
    "2030-99-99",
    "${workflow.input.t}",
    "",
)
BROKEN_DATES: tuple[Any, ...] = (
    "2030-01-01T10:00",
    "01.01.2030",
    "2030-01-01 10:00:00",
    "2030-01-01 10:00 Europe/Paris",
    "later",
    2030,
)
ODD_VALUES: tuple[Any, ...] = (
    None,
    True,
    0,
    1,
    -1,
    1.5,
    2**40,
    "",
    " ",
    "x",
    "1",
    "true",
    [],
    [None],
    ["x"],
    {},
    {"x": 1},
    {"x": None},
    {"x": [None]},
    {"x": []},
)
TYPES = (
    *("SIMPLE", "HTTP", "INLINE", "EVENT", "WAIT", "HUMAN", "NOOP", "SET_VARIABLE", "TERMINATE", "JSON_JQ_TRANSFORM"),
    *("KAFKA_PUBLISH", "DYNAMIC", "SUB_WORKFLOW", "START_WORKFLOW", "LAMBDA", "JOIN", "EXCLUSIVE_JOIN", "MY_OWN_TYPE"),
)
CONTAINERS = ("SWITCH", "DECISION", "FORK_JOIN", "FORK_JOIN_DYNAMIC", "DO_WHILE")


_NOTHING = st.just(Json())
_INPUTS: dict[str, st.SearchStrategy[Json]] = {
    "HTTP": st.sampled_from([{"uri": "http://h/", "method": "GET"}, {"http_request": {}}]),
    "INLINE": st.fixed_dictionaries({"expression": st.sampled_from(SCRIPTS + BROKEN_SCRIPTS)}),
    "WAIT": st.one_of(
        _NOTHING,
        st.fixed_dictionaries({"duration": st.sampled_from(DURATIONS)}),
        st.fixed_dictionaries({"until": st.sampled_from(DATES)}),
    ),
    "TERMINATE": st.fixed_dictionaries({"terminationStatus": st.sampled_from(["COMPLETED", "FAILED", "TERMINATED"])}),
    "JSON_JQ_TRANSFORM": st.fixed_dictionaries({"queryExpression": st.sampled_from([".k", ".k | now", ".["])}),
    "KAFKA_PUBLISH": st.just({"kafka_request": {"topic": "t", "value": "v"}}),
}
_INNER_TASK = {"name": "inner", "taskReferenceName": "inner", "type": "NOOP"}
_CHILD = {"workflowDefinition": {"name": "child", "version": 1, "tasks": [_INNER_TASK]}}
_FIELDS: dict[str, st.SearchStrategy[Json]] = {
    "EVENT": st.sampled_from(["conductor", "sqs:q", "${workflow.input.s}"]).map(lambda sink: {"sink": sink}),
    "DYNAMIC": st.just({"dynamicTaskNameParam": "k"}),
    "SUB_WORKFLOW": st.sampled_from([{"name": "w", "version": 1}, _CHILD]).map(lambda it: {"subWorkflowParam": it}),
}


class _Maker:
    """Draws one definition; references count up, so that each is unique and the earlier ones are known."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.references: list[str] = []

    def tasks(self, depth: int, longest: int) -> list[Json]:
        """A list of tasks; forks bring their join."""
        made: list[Json] = []
        for _ in range(self.draw(st.integers(1, longest))):
            kinds = [*TYPES, *CONTAINERS * 2] if depth else TYPES
            made += self.task(self.draw(st.sampled_from(kinds)), depth)
        return made

    def task(self, kind: str, depth: int) -> list[Json]:
        """A task of a type, and what must follow it."""
        reference = f"r{len(self.references)}"
        task: Json = {"name": f"task_{reference}", "taskReferenceName": reference, "type": kind}
        task["inputParameters"] = self.inputs()
        self.references.append(reference)
        self._fill(task, kind, depth)
        return [task, *self._join_of(task)]

    def inputs(self) -> Json:
        """A few inputs that read the workflow or an earlier task."""
        earlier = [f"${{{reference}.output.x}}" for reference in self.references]
        values = st.sampled_from([*EXPRESSIONS, *earlier, 1, None, True, "text"])
        nested = st.one_of(values, st.lists(values, max_size=2), st.dictionaries(st.just("n"), values, max_size=1))
        return dict(self.draw(st.dictionaries(st.sampled_from(["k", "l", "m"]), nested, max_size=2)))

    def _fill(self, task: Json, kind: str, depth: int) -> None:
        if kind in CONTAINERS:
            self._fill_container(task, kind, depth - 1)
        elif kind in {"JOIN", "EXCLUSIVE_JOIN"}:
            task["joinOn"] = self.references[-3:-1]
        else:
            task |= self.draw(_FIELDS.get(kind, _NOTHING))
            task["inputParameters"] |= self.draw(_INPUTS.get(kind, _NOTHING))

    def _fill_container(self, task: Json, kind: str, depth: int) -> None:
        match kind:
            case "SWITCH":
                by_script = {"evaluatorType": "javascript", "expression": self.draw(st.sampled_from(SCRIPTS))}
                by_value = {"evaluatorType": "value-param", "expression": "k"}
                task |= self.draw(st.sampled_from([by_value, by_script]))
                task["decisionCases"] = {"a": self.tasks(depth, 2), "b": []}
                task["defaultCase"] = self.tasks(depth, 1)
            case "DECISION":
                task["caseValueParam"] = "k"
                task["decisionCases"] = {"a": self.tasks(depth, 2)}
            case "FORK_JOIN":
                task["forkTasks"] = [self.tasks(depth, 2) for _ in range(self.draw(st.integers(1, 2)))]
            case "FORK_JOIN_DYNAMIC":
                task["dynamicForkTasksParam"], task["dynamicForkTasksInputParamName"] = "k", "l"
            case _:
                task["loopCondition"] = f"$.{task['taskReferenceName']}.iteration < 2"
                task["loopOver"] = self.tasks(depth, 2)

    def _join_of(self, task: Json) -> list[Json]:
        if not task["type"].startswith("FORK_JOIN"):
            return []
        [join] = self.task("JOIN", 0)
        join["joinOn"] = [branch[-1]["taskReferenceName"] for branch in task.get("forkTasks", [])]
        return [join]


@st.composite
def definitions(draw: st.DrawFn, *, name: str = "random") -> Json:
    """Workflow definitions that the server takes; they need not run well."""
    maker = _Maker(draw)
    definition: Json = {"name": name, "version": 1, "tasks": maker.tasks(2, 4)}
    extras: dict[str, st.SearchStrategy[Any]] = {
        "description": st.just("d"),
        "inputParameters": st.just(["x", "t"]),
        "outputParameters": st.fixed_dictionaries({"o": st.sampled_from(EXPRESSIONS + BROKEN_EXPRESSIONS)}),
        "timeoutSeconds": st.integers(0, 100),
        "timeoutPolicy": st.sampled_from(["ALERT_ONLY", "TIME_OUT_WF"]),
        "schemaVersion": st.just(2),
    }
    return definition | dict(draw(st.fixed_dictionaries({}, optional=extras)))


@st.composite
def broken_definitions(draw: st.DrawFn, *, name: str = "random") -> Json:
    """Definitions with one to three parts changed: most are refused, some are still good."""
    definition = copy.deepcopy(draw(definitions(name=name)))
    for _ in range(draw(st.integers(1, 3))):
        break_something(draw, definition)
    return definition


def break_something(draw: st.DrawFn, definition: Json) -> None:
    """Change one part of a definition, in place."""
    ways = (_drop_field, _odd_value, _same_reference, _bad_text, _other_type, _repeat_task, _bad_script, _bad_time)
    draw(st.sampled_from([*ways, _bad_text, _drop_field]))(draw, definition)


def tasks_in(definition: Json) -> Iterator[Json]:
    """Every task of a definition, also those in lists that the type does not use."""
    pending = as_list(definition.get("tasks")).copy()
    while pending:
        task = pending.pop(0)
        if is_object(task):
            yield task
            pending += _lists_in(task)


def _lists_in(task: Json) -> list[Any]:
    cases = task.get("decisionCases")
    lists = [*(cases.values() if is_object(cases) else ()), *as_list(task.get("forkTasks"))]
    return [inner for tasks in [*lists, task.get("defaultCase"), task.get("loopOver")] for inner in as_list(tasks)]


def is_object(value: Any) -> TypeGuard[Json]:
    """Tell whether a value is a JSON object."""
    return isinstance(value, dict)


def is_list(value: Any) -> TypeGuard[list[Any]]:
    """Tell whether a value is a JSON list."""
    return isinstance(value, list)


def as_list(value: Any) -> list[Any]:
    """Give a JSON list; an empty one for anything else."""
    return value if is_list(value) else []


def _some_task(draw: st.DrawFn, definition: Json) -> Json:
    return draw(st.sampled_from([*tasks_in(definition)] or [definition]))


def _drop_field(draw: st.DrawFn, definition: Json) -> None:
    owner = _some_task(draw, definition) if draw(st.integers(0, 9)) else definition
    if owner:
        owner.pop(draw(st.sampled_from(sorted(owner))), None)


def _odd_value(draw: st.DrawFn, definition: Json) -> None:
    more_fields = ["optional", "startDelay", "retryCount", "joinOn", "taskDefinition", "subWorkflowParam", "items"]
    owner = _some_task(draw, definition) if draw(st.integers(0, 9)) else definition
    field = draw(st.sampled_from([*sorted(owner), *more_fields]))
    owner[field] = copy.deepcopy(draw(st.sampled_from(ODD_VALUES)))


def _same_reference(draw: st.DrawFn, definition: Json) -> None:
    task, other = _some_task(draw, definition), _some_task(draw, definition)
    task["taskReferenceName"] = other.get("taskReferenceName")


def _bad_text(draw: st.DrawFn, definition: Json) -> None:
    inputs = _some_task(draw, definition).setdefault("inputParameters", {})
    text = draw(st.sampled_from(BROKEN_EXPRESSIONS))
    if is_object(inputs):
        inputs["bad"] = draw(st.sampled_from([text, [text], {"deep": [{"er": text}]}]))


def _bad_script(draw: st.DrawFn, definition: Json) -> None:
    task = _some_task(draw, definition)
    field = "caseExpression" if task.get("type") == "DECISION" else "expression"
    task[field] = draw(st.sampled_from(BROKEN_SCRIPTS + SCRIPTS))
    task["evaluatorType"] = draw(st.sampled_from(["javascript", "graaljs", "value-param", "ruby", None]))


def _bad_time(draw: st.DrawFn, definition: Json) -> None:
    task = _some_task(draw, definition)
    task["type"], inputs = "WAIT", task.setdefault("inputParameters", {})
    if is_object(inputs):
        name = draw(st.sampled_from(["duration", "until"]))
        inputs[name] = copy.deepcopy(draw(st.sampled_from(BROKEN_DURATIONS + BROKEN_DATES + DATES + DURATIONS)))


def _other_type(draw: st.DrawFn, definition: Json) -> None:
    _some_task(draw, definition)["type"] = draw(st.sampled_from([*TYPES, *CONTAINERS, "", "simple"]))


def _repeat_task(draw: st.DrawFn, definition: Json) -> None:
    as_list(definition.get("tasks")).append(copy.deepcopy(_some_task(draw, definition)))
