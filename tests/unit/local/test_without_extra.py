"""Without the extra `local` there are no interpreters: said when a definition is registered, not when it runs."""

from __future__ import annotations

from typing import Any

import pytest

from conductor.local.scripting import scripts
from tests.unit.local.support import Server, simple, system

JAVASCRIPT = "JavaScript expressions need the extra 'local' of conductor-sdk (pip install 'conductor-sdk[local]')"
JQ = "jq expressions need the extra 'local' of conductor-sdk (pip install 'conductor-sdk[local]')"

NEEDY = {
    "INLINE": (system("t", "INLINE", inputParameters={"expression": "1 + 1"}), JAVASCRIPT),
    "LAMBDA": (system("t", "LAMBDA", inputParameters={"scriptExpression": "return 1"}), JAVASCRIPT),
    "SWITCH": (
        system("t", "SWITCH", evaluatorType="javascript", expression="$.a + 1", decisionCases={"2": [simple("a")]}),
        JAVASCRIPT,
    ),
    "DO_WHILE": (system("t", "DO_WHILE", loopCondition="$.a && $.b", loopOver=[simple("a")]), JAVASCRIPT),
    "JSON_JQ_TRANSFORM": (system("t", "JSON_JQ_TRANSFORM", inputParameters={"queryExpression": ".a"}), JQ),
}


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Server:
    """An embedded server in an environment without the extra."""
    monkeypatch.setattr(scripts, "find_spec", lambda name: None)
    return Server()


@pytest.mark.parametrize(("task", "problem"), NEEDY.values(), ids=NEEDY)
def test_script_without_its_interpreter_is_refused(server: Server, task: dict[str, Any], problem: str) -> None:
    """The 400 names what to install and the task that needs it."""
    reply = server.call("POST", "/metadata/workflow", {"name": "wf", "tasks": [task]})
    assert reply["status"] == 400
    assert reply["validationErrors"][0]["message"] == f"{problem}, taskType: {task['type']} taskName t"


def test_plain_conditions_need_no_interpreter(server: Server) -> None:
    """A comparison of a path with a number is read without one."""
    server.define(system("t", "DO_WHILE", loopCondition="$.t.iteration < 3", loopOver=[simple("a")]))
    plain = {"evaluatorType": "value-param", "expression": "x"}
    server.define(system("i", "INLINE", inputParameters=plain), name="other")
    assert server.call("GET", "/metadata/workflow/other")["name"] == "other"
