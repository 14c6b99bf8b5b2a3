"""Definitions that the server refuses."""

from __future__ import annotations

from typing import Any

from tests.support.checks.build import Example, child, fork, join, loop, simple, switch, task, workflow


def _of(code: str, path: str, bad: Any, good: Any) -> Example:
    """An example whose definitions have one task."""
    return Example(code, workflow(bad), workflow(good), f"tasks[0].{path}")


def _inputs(code: str, kind: str, path: str, bad: Any, good: Any) -> Example:
    """An example in which the inputs of a task of a type make the difference."""
    where = f"inputParameters.{path}" if path else "inputParameters"
    return _of(code, where, task(kind, inputParameters=bad), task(kind, inputParameters=good))


_BROKEN_JS = {"evaluatorType": "javascript", "expression": "$.k is 1"}
_JS = {"evaluatorType": "javascript", "expression": "$.k == 1"}
_COMPLETED = {"terminationStatus": "COMPLETED"}

ERRORS = [
    Example("E01", workflow(simple(), version="x"), workflow(simple(), version="2"), "version"),
    _of("E01", "optional", task("SIMPLE", optional="yes"), task("SIMPLE", optional="true")),
    _of("E01", "retryCount", task("SIMPLE", retryCount=2**31), task("SIMPLE", retryCount=1.5)),
    _of("E01", "joinOn", task("JOIN", joinOn="x"), task("JOIN", joinOn=["x", 1])),
    _of("E01", "forkTasks[0][0]", fork(["x"]), fork([simple("b")])),  # type: ignore[list-item]  # the fault
    _of("E01", "joinMode", task("JOIN", joinMode="BOTH"), task("JOIN", joinMode="SYNC")),
    _of(
        "E01",
        "subWorkflowParam.workflowDefinition",
        child(workflowDefinition="inner"),
        child(workflowDefinition="${workflow.input.inner}"),
    ),
    _of("E01", "inputParameters", task("SIMPLE", inputParameters=[1]), task("SIMPLE", inputParameters=None)),
    _of("E02", "type", task("SIMPLE", type=None), task("SIMPLE", type="")),
    _of("E02", "inputParameters", task("WAIT", inputParameters=None), task("WAIT")),
    _of("E02", "defaultCase", switch(defaultCase=None), switch(defaultCase=[])),
    _of("E02", "loopOver[0]", loop(None), loop(simple())),  # type: ignore[arg-type]  # the fault
    Example(
        "E02",
        workflow(loop(task("NOOP", taskReferenceName=...)), simple("b", x="${b.output}")),
        workflow(simple("b", x="${b.output}"), loop(task("NOOP", taskReferenceName=...))),
        "tasks[0].loopOver[0].taskReferenceName",
    ),
    Example("E02", workflow(tasks=None), workflow(simple()), "tasks"),
    Example("E03", workflow(simple(), name=""), workflow(simple(), name=" "), "name"),
    Example("E04", workflow(), workflow(simple()), "tasks"),
    Example("E05", workflow(simple(), schemaVersion=1), workflow(simple(), schemaVersion=2), "schemaVersion"),
    _of("E06", "name", task("SIMPLE", name=...), task("SIMPLE")),
    _of("E07", "taskReferenceName", task("SIMPLE", taskReferenceName=...), task("SIMPLE")),
    Example(
        "E08",
        workflow(simple(), loop(simple())),
        workflow(simple(), loop(simple("b"))),
        "tasks[1].loopOver[0].taskReferenceName",
    ),
    _of("E09", "startDelay", task("SIMPLE", startDelay=-1), task("SIMPLE", startDelay=0)),
    _of("E10", "inputParameters.x", simple(x="${b.output}"), simple(x="${a.output}")),
    _of("E10", "inputParameters.x", simple(x="${workflow['input']}"), simple(x="${workflow.input['x']}")),
    _of("E10", "inputParameters.x[0].y", simple(x=[{"y": "1${b.c}2"}]), simple(x=[{"y": "1$${b.c}2"}])),
    _of("E11", "inputParameters.x", simple(x="${ workflow.input.x}"), simple(x="${workflow.input.x }")),
    _of("E20", "sink", task("EVENT"), task("EVENT", sink="")),
    _of("E21", "evaluatorType", switch(evaluatorType=...), switch(evaluatorType="")),
    _of("E21", "expression", switch(expression=...), switch(expression="")),
    _of("E22", "decisionCases", switch(decisionCases={}), switch(decisionCases={"y": []})),
    _of(
        "E23",
        "caseValueParam",
        task("DECISION", decisionCases={"y": []}),
        task("DECISION", decisionCases={"y": []}, caseValueParam="k"),
    ),
    _of("E24", "dynamicTaskNameParam", task("DYNAMIC"), task("DYNAMIC", dynamicTaskNameParam="k")),
    _of("E25", "forkTasks", fork(), fork([])),
    _of(
        "E26",
        "dynamicForkTasksInputParamName",
        task("FORK_JOIN_DYNAMIC", dynamicForkTasksParam="p"),
        task("FORK_JOIN_DYNAMIC", dynamicForkTasksParam="p", dynamicForkTasksInputParamName="q"),
    ),
    _of(
        "E26",
        "dynamicForkJoinTasksParam",
        task("FORK_JOIN_DYNAMIC", dynamicForkTasksParam="p", dynamicForkJoinTasksParam="q"),
        task("FORK_JOIN_DYNAMIC", inputParameters={"forkTaskInputs": None}),
    ),
    _inputs("E27", "HTTP", "", {}, {"method": "GET"}),
    _inputs("E28", "KAFKA_PUBLISH", "", {}, {"kafka_request": None}),
    _inputs("E29", "JSON_JQ_TRANSFORM", "", {}, {"queryExpression": "."}),
    _of("E30", "loopCondition", loop(simple(), condition=..., items="${workflow.input.x}"), loop(simple())),
    _of("E31", "loopOver", loop(), loop(simple())),
    _of("E32", "subWorkflowParam", task("SUB_WORKFLOW"), child()),
    _inputs("E33", "TERMINATE", "terminationStatus", {"terminationStatus": "${workflow.input.s}"}, _COMPLETED),
    _of(
        "E34",
        "optional",
        task("TERMINATE", inputParameters=_COMPLETED, optional=True),
        task("TERMINATE", inputParameters=_COMPLETED, optional=False),
    ),
    _inputs(
        "E35", "WAIT", "until", {"duration": "1 s", "until": "2030-01-01"}, {"duration": " ", "until": "2030-01-01"}
    ),
    _inputs("E36", "WAIT", "duration", {"duration": "5"}, {"duration": "5 s"}),
    _inputs("E37", "WAIT", "until", {"until": "2030-01-01T10:00"}, {"until": "2030-01-01 10:00"}),
    _of("E38", "expression", switch(**_BROKEN_JS), switch(**_JS)),
    Example(
        "E10",
        workflow(fork([simple("b")], [simple("c")]), join("b", "c"), simple("d", x="${e.output}")),
        workflow(fork([simple("b")], [simple("c")]), join("b", "c"), simple("d", x="${c.output}")),
        "tasks[2].inputParameters.x",
    ),
]
