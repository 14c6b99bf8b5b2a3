"""JavaScript and jq that the server does not look at before it runs them."""

from __future__ import annotations

import re

from conductor.checks._flow import Flow, Site
from conductor.checks._known import did_you_mean
from conductor.checks._registry import Problem, Problems, task_rule
from conductor.checks._rules.loops import names_read
from conductor.checks._rules.switches import EVALUATORS
from conductor.checks._text import javascript, jq
from conductor.checks._text.expressions import is_expression

_JAVASCRIPT = frozenset({None, "", "javascript", "graaljs"})
_INLINE = frozenset({"INLINE"})


def _script(site: Site) -> tuple[str, str]:
    """Where the script is, and the script; empty where there is none, or where it is not known yet."""
    if site.type == "INLINE":
        script = site.inputs.get("expression")
        is_known = isinstance(script, str) and not is_expression(script)
        is_script = site.inputs.get("evaluatorType") in _JAVASCRIPT
        return "inputParameters.expression", str(script) if is_known and is_script else ""
    if site.type == "DO_WHILE":
        return "loopCondition", site.text("loopCondition")
    is_graal = site.type == "SWITCH" and site.task.get("evaluatorType") == "graaljs"
    return "expression", site.text("expression") if is_graal else ""


@task_rule(
    "W50", "JavaScript that cannot be parsed, where the server does not look", "correct it: it fails when it runs"
)
def unread_script(site: Site, _flow: Flow) -> Problems:
    """The server parses the scripts of INLINE tasks and loops only when they run."""
    where, script = _script(site)
    if script and (problem := javascript.syntax_error(script)):
        yield Problem(where, f"no JavaScript: {problem}")


@task_rule("W51", "script that reads an input which is not there", "add it to inputParameters", {"INLINE", "SWITCH"})
def missing_input(site: Site, flow: Flow) -> Problems:
    """A script sees the inputs of its task, and nothing else."""
    where, script = _script(site)
    if site.type == "SWITCH" and site.task.get("evaluatorType") == "javascript":
        where, script = "expression", site.text("expression")
    known = flow.inputs_of(site)
    for name in sorted(names_read(script) - known - _assigned(script)):
        yield Problem(where, f"$.{name} is not among the inputs and is undefined", did_you_mean(name, known))


def _assigned(script: str) -> set[str]:
    return set(re.findall(r"\$\.(\w+)\s*=(?!=)", script))


@task_rule("W52", "jq that this server cannot run", "write it with what jackson-jq 0.0.13 has", {"JSON_JQ_TRANSFORM"})
def unknown_jq(site: Site, _flow: Flow) -> Problems:
    """The server's jq is an old one without many functions."""
    query = site.inputs.get("queryExpression")
    if isinstance(query, str) and not is_expression(query):
        for problem in dict.fromkeys(jq.problems_of(query)):
            yield Problem("inputParameters.queryExpression", f"the server's jq cannot run this: {problem}")


@task_rule("W54", "INLINE without a script", "give the input expression", _INLINE)
def no_script(site: Site, flow: Flow) -> Problems:
    """An INLINE task fails without a script."""
    if not site.inputs.get("expression") and "expression" not in flow.template_of(site):
        yield Problem("inputParameters.expression", "the task has no script and fails when it runs")


@task_rule("W55", "INLINE with an unknown evaluator", f"use one of {', '.join(EVALUATORS)}", _INLINE)
def unknown_evaluator(site: Site, _flow: Flow) -> Problems:
    """The server has few evaluators."""
    evaluator = site.inputs.get("evaluatorType")
    if isinstance(evaluator, str) and not is_expression(evaluator) and evaluator not in {"", *EVALUATORS}:
        what = f"the server has no evaluator {evaluator!r}: the task fails when it runs"
        yield Problem("inputParameters.evaluatorType", what, did_you_mean(evaluator, EVALUATORS))
