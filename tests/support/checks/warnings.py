"""Definitions that the server takes, and that hang, fail or surprise."""

from __future__ import annotations

from typing import Any

from tests.support.checks.build import (
    Example,
    Json,
    child,
    fork,
    inline,
    join,
    loop,
    simple,
    switch,
    task,
    workflow,
)


def _of(code: str, path: str, bad: Any, good: Any, **known: Any) -> Example:
    """An example whose definitions have one task."""
    where = "tasks[0]" + (path if path.startswith("[") or not path else f".{path}")
    return Example(code, workflow(bad), workflow(good), where, known)


def _http(**inputs: Any) -> Json:
    return task("HTTP", inputParameters=inputs)


def _kafka(**request: Any) -> Json:
    return task("KAFKA_PUBLISH", inputParameters={"kafka_request": request})


def _wait(duration: str) -> Json:
    return task("WAIT", inputParameters={"duration": duration})


def _start(**request: Any) -> Json:
    return task("START_WORKFLOW", inputParameters={"startWorkflow": request})


def _late(seconds: int) -> Json:
    return task("SIMPLE", startDelay=seconds)


def _timed(*tasks: Json) -> Json:
    return workflow(*tasks, timeoutPolicy="TIME_OUT_WF", timeoutSeconds=60)


_SLOW = {"name": "n_a", "timeoutSeconds": 90, "responseTimeoutSeconds": 10, "retryDelaySeconds": 1}
_QUICK = _SLOW | {"name": "n_b", "timeoutSeconds": 30}
_END = task("TERMINATE", "end", inputParameters={"terminationStatus": "COMPLETED"})
_BRANCHES = fork([simple("b"), simple("c")], [simple("d")])
_INNER = {"name": "inner", "tasks": [simple("q", x="${r.output}")]}
_GOOD_INNER = {"name": "inner", "tasks": [simple("q", x="${workflow.input.x}")]}

EXPRESSIONS = [
    _of("W01", "loopOver[0].sink", loop(task("EVENT")), loop(task("EVENT", sink="conductor"))),
    _of("W02", "loopOver[0].inputParameters.x", loop(simple(x="${b.c}")), loop(simple(x="${l.output}"))),
    _of("W02", "decisionCases.y[0].inputParameters.x", switch(simple(x="${ }")), switch(simple(x="${s.output}"))),
    _of(
        "W02", "sink", task("EVENT", sink="conductor:${b.output}"), task("EVENT", sink="conductor:${workflow.input.x}")
    ),
    _of(
        "W02",
        "subWorkflowParam.workflowDefinition.tasks[0].inputParameters.x",
        child(workflowDefinition=_INNER),
        child(workflowDefinition=_GOOD_INNER),
    ),
    Example(
        "W02",
        workflow(simple(), outputParameters={"o": "${b.output}"}),
        workflow(simple(), outputParameters={"o": "${a.output}"}),
        "outputParameters.o",
    ),
    Example(
        "W03",
        workflow(simple(x="${b.output}"), simple("b")),
        workflow(simple(), simple("b", x="${a.output}")),
        "tasks[0].inputParameters.x",
    ),
    _of("W03", "inputParameters.x", simple(x="${a.output}"), simple(x="${workflow.input.x}")),
    _of(
        "W03",
        "inputParameters.k",
        switch(simple("b"), inputParameters={"k": "${b.output}"}),
        loop(simple("b"), inputParameters={"k": "${b.output}"}, condition="$.k < 2"),
    ),
    _of(
        "W03",
        "forkTasks[1][0].inputParameters.x",
        fork([simple("b")], [simple("c", x="${b.output}")]),
        fork([simple("b"), simple("d", x="${b.output}")], [simple("c")]),
    ),
    _of(
        "W03",
        "decisionCases.z[0].inputParameters.x",
        switch(decisionCases={"y": [simple("b")], "z": [simple("c", x="${b.output}")]}),
        loop(switch(decisionCases={"y": [simple("b")], "z": [simple("c", x="${b.output}")]})),
    ),
    Example(
        "W04",
        workflow(simple(), simple("b", x="${a.outputs.y}")),
        workflow(simple(), simple("b", x="${a.output.y}")),
        "tasks[1].inputParameters.x",
    ),
    _of("W04", "inputParameters.x", simple(x="${workflow.inputs.y}"), simple(x="${workflow.input.y}")),
    Example(
        "W05",
        workflow(simple(x="${workflow.input.adress}"), inputParameters=["address"]),
        workflow(simple(x="${workflow.input.address}"), inputParameters=["address"]),
        "tasks[0].inputParameters.x",
    ),
    Example(
        "W06",
        workflow(simple(x="${workflow.variables.y}")),
        workflow(simple(x="${workflow.variables.y}"), variables={"y": 1}),
        "tasks[0].inputParameters.x",
    ),
    _of("W07", "inputParameters.x", simple(x="${workflow.input"), simple(x="$${workflow.input")),
    _of("W08", "taskReferenceName", simple("a.b"), simple("a-b")),
    _of("W08", "taskReferenceName", simple("workflow"), simple("work_flow")),
    _of("W09", "inputParameters.x", simple(x="${HOME}"), simple(x="${CPEWF_TASK_ID}")),
    _of("W10", "inputParameter", task("SIMPLE", inputParameter={}), task("SIMPLE", inputParameters={})),
    _of("W11", "loopOver", task("SIMPLE", loopOver=[simple("b")]), task("SIMPLE", loopOver=[])),
]
TASKS = [
    _of("W12", "", task("SIMPLE"), task("SIMPLE", retryCount=0), task_defs=[]),
    _of("W12", "", simple(), simple("b"), task_defs=[{"name": "n_b"}]),
    _of("W13", "", simple(), task("NOOP"), polled=["n_b"]),
    _of("W13", "", task("MY_TYPE"), simple(), polled=["n_a"]),
    _of("W14", "", simple(), task("SIMPLE", retryCount=0), task_defs=[{"name": "n_a"}]),
    _of("W14", "", task("EVENT", sink="conductor", retryCount=2), task("NOOP", retryCount=2), task_defs=[]),
    _of("W15", "type", task("SIMPEL"), task("SIMPLE")),
    _of("W16", "type", task("LAMBDA"), inline()),
    _of("W17", "cacheConfig", task("SIMPLE", cacheConfig={"key": "k"}), task("SIMPLE", cacheConfig=None)),
    _of(
        "W17",
        "subWorkflowParam.idempotencyKey",
        child(name="x", idempotencyKey="k"),
        child(name="x", idempotencyKey=None),
    ),
    Example(
        "W17",
        workflow(simple(), enforceSchema=True, inputSchema={"name": "s", "version": 1, "type": "JSON"}),
        workflow(simple(), inputSchema={"name": "s", "version": 1, "type": "JSON"}),
        "enforceSchema",
    ),
    Example("W17", workflow(simple(), maskedFields=["x"]), workflow(simple(), maskedFields=[]), "maskedFields"),
    _of(
        "W76",
        "taskDefinition.retryCount",
        *(task("SIMPLE", taskDefinition={"name": "x", "retryCount": n}) for n in (-1, 1)),
    ),
]
FLOW = [
    Example("W20", workflow(_BRANCHES, join()), workflow(_BRANCHES, join("c", "d")), "tasks[1].joinOn"),
    Example("W21", workflow(_BRANCHES, join("c", "e")), workflow(_BRANCHES, join("c", "d")), "tasks[1].joinOn[1]"),
    Example(
        "W21",
        workflow(fork([loop(simple("b"))]), join("b")),
        workflow(fork([loop(simple("b"))]), join("l")),
        "tasks[1].joinOn[0]",
    ),
    Example("W21", workflow(join("b"), simple("b")), workflow(simple("b"), join("b")), "tasks[0].joinOn[0]"),
    Example("W21", workflow(join("j")), workflow(simple("b"), join("b")), "tasks[0].joinOn[0]"),
    _of(
        "W21",
        "decisionCases.z[0].joinOn[0]",
        switch(decisionCases={"y": [simple("b")], "z": [join("b")]}),
        fork([simple("b")], [join("b")]),
    ),
    Example(
        "W22",
        workflow(fork([switch(simple("b"))]), join("b")),
        workflow(fork([switch(simple("b"))]), join("s")),
        "tasks[1].joinOn[0]",
    ),
    Example("W23", workflow(_BRANCHES, join("b", "d")), workflow(_BRANCHES, join("c", "d")), "tasks[1].joinOn"),
    Example(
        "W24",
        workflow(fork([switch(simple("b"))]), join("s")),
        workflow(fork([switch(decisionCases={"y": []}, defaultCase=[])]), join("s")),
        "tasks[1].joinOn[0]",
    ),
    Example("W25", workflow(_BRANCHES, simple()), workflow(_BRANCHES, join("c", "d")), "tasks[0]"),
    Example(
        "W25",
        workflow(fork([fork([simple("b")], reference="g")]), join("b")),
        workflow(switch(fork([simple("b")])), join("b")),
        "tasks[0].forkTasks[0][0]",
    ),
    Example("W26", workflow(fork([]), join("b")), workflow(fork([simple("b")]), join("b")), "tasks[0].forkTasks[0]"),
    _of("W30", "defaultCase", switch(defaultCase=[]), switch()),
    _of("W31", "expression", switch(expression="kind"), switch(expression="k")),
    _of("W32", "inputParameters.k", switch(inputParameters={"k": "y"}), switch()),
    _of("W33", "evaluatorType", switch(evaluatorType="value_param"), switch(evaluatorType="graaljs")),
    _of("W40", "loopCondition", loop(simple(), condition="true"), loop(simple(), _END, condition="true")),
    _of(
        "W40",
        "loopCondition",
        loop(simple(), condition="$.n < 3", inputParameters={"n": "${workflow.input.n}"}),
        loop(simple(), condition="$.n < 3", inputParameters={"n": "${a.output.n}"}),
    ),
    _of("W41", "loopOver[0]", loop(loop(simple(), reference="m")), loop(simple())),
    _of("W42", "loopCondition", loop(simple(), condition="$.b.more"), loop(simple(), condition="$.a.more")),
    _of(
        "W43",
        "loopCondition",
        *(loop(simple(), reference="x-y", condition=c) for c in ("$.x-y.iteration < 2", "$['x-y'].iteration < 2")),
    ),
    _of(
        "W44", "loopCondition", loop(simple(), condition=""), loop(simple(), condition="", items="${workflow.input.x}")
    ),
    _of(
        "W45",
        "inputParameters.items",
        loop(simple(), inputParameters={"items": []}),
        loop(simple(), items="${workflow.input.x}"),
    ),
    _of("W46", "loopOver[0].taskReferenceName", loop(simple("a__b")), loop(simple("a_b"))),
    _of("W46", "loopOver[0].decisionCases.y[0].taskReferenceName", loop(switch(simple("a__b"))), simple("a__b")),
]
PARTS = [
    _of("W50", "inputParameters.expression", inline("return 1"), inline("1")),
    _of("W50", "loopCondition", loop(simple(), condition="$.l.iteration <"), loop(simple())),
    _of("W50", "expression", *(switch(evaluatorType="graaljs", expression=e) for e in ("$.k ==", "$.k == 1"))),
    _of("W51", "inputParameters.expression", inline("$.valeu + 1", value=1), inline("$.value + 1", value=1)),
    _of("W51", "expression", *(switch(evaluatorType="javascript", expression=e) for e in ("$.kind", "$.k"))),
    _of(
        "W52",
        "inputParameters.queryExpression",
        *(task("JSON_JQ_TRANSFORM", inputParameters={"queryExpression": query}) for query in ("now", ".now")),
    ),
    _of("W54", "inputParameters.expression", task("INLINE"), inline()),
    _of("W55", "inputParameters.evaluatorType", inline(evaluatorType="ruby"), inline(evaluatorType="graaljs")),
    _of("W60", "inputParameters", _http(uri="http://h/"), _http(uri="http://h/", method="GET")),
    _of(
        "W60",
        "inputParameters.http_request",
        _http(http_request={"uri": "http://h/"}),
        _http(http_request="${workflow.input.r}"),
    ),
    _of("W60", "inputParameters.uri", *(_http(uri=uri, method="GET") for uri in ("h/x", "${workflow.input.u}/x"))),
    _of("W60", "inputParameters.method", *(_http(uri="http://h/", method=method) for method in ("GTE", "get"))),
    _of("W61", "sink", task("EVENT", sink="orders"), task("EVENT", sink="conductor")),
    _of("W61", "sink", task("EVENT", sink="sqz:orders"), task("EVENT", sink="sqs:orders")),
    _of(
        "W62",
        "inputParameters.kafka_request",
        _kafka(topic="t", value=1),
        _kafka(topic="t", value=1, bootStrapServers="b"),
    ),
    _of("W63", "subWorkflowParam", child(), child(name="x")),
    _of("W64", "subWorkflowParam", child(name="ordr"), child(name="order"), workflows=["order"]),
    _of(
        "W64",
        "inputParameters.startWorkflow",
        *(_start(name="order", version=v) for v in (3, 2)),
        workflows={"order": [1, 2]},
    ),
    Example(
        "W64",
        workflow(simple(), failureWorkflow="refund"),
        workflow(simple(), failureWorkflow="order"),
        "failureWorkflow",
        {"workflows": ["order"]},
    ),
    _of("W65", "subWorkflowParam.name", child(name="w"), switch(child(name="w"))),
    Example(
        "W65",
        workflow(simple(), failureWorkflow="w"),
        workflow(simple(), failureWorkflow="x"),
        "failureWorkflow",
    ),
    _of("W66", "inputParameters", child(name="x") | {"inputParameters": {}}, child(name="x")),
    _of(
        "W67",
        "dynamicTaskNameParam",
        *(task("DYNAMIC", dynamicTaskNameParam="k", inputParameters={k: "x"}) for k in "jk"),
    ),
    _of("W68", "inputParameters", task("START_WORKFLOW"), _start(name="x")),
    Example("W69", workflow(_END, simple()), workflow(simple(), _END), "tasks[0]"),
]
TIMES = [
    Example("W70", workflow(simple(), timeoutSeconds=5), _timed(simple()), "timeoutPolicy"),
    Example("W71", _timed(simple()), _timed(simple("b")), "tasks[0]", {"task_defs": [_SLOW, _QUICK]}),
    Example(
        "W72",
        _timed(_wait("2 min")),
        _timed(_wait("10 s")),
        "tasks[0].inputParameters.duration",
    ),
    Example("W74", _timed(_late(90)), _timed(_late(9)), "tasks[0].startDelay"),
    Example("W75", workflow(simple(), timeoutPolicy="TIME_OUT_WF"), _timed(simple()), "timeoutSeconds"),
]
WARNINGS = [*EXPRESSIONS, *TASKS, *FLOW, *PARTS, *TIMES]
