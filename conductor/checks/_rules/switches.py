"""Switches that decide nothing, or leave a value without a way."""

from __future__ import annotations

from conductor.checks._flow import Flow, Site
from conductor.checks._known import did_you_mean
from conductor.checks._registry import Problem, Problems, task_rule
from conductor.checks._text.expressions import is_expression, join

_SWITCHES = frozenset({"SWITCH", "DECISION"})
EVALUATORS = ("value-param", "javascript", "graaljs", "python")


@task_rule("W30", "switch without a default", "add tasks to defaultCase, such as a TERMINATE that says why", _SWITCHES)
def no_default(site: Site, _flow: Flow) -> Problems:
    """A value without a case goes on as if nothing had been there."""
    if not site.task.get("defaultCase"):
        yield Problem("defaultCase", "a value that no case has goes past the switch without a word")


@task_rule("W31", "switch on an input that is not there", "name a key of inputParameters in expression", {"SWITCH"})
def missing_value(site: Site, flow: Flow) -> Problems:
    """The expression of a value-param switch is the name of an input."""
    expression = site.text("expression")
    if site.task.get("evaluatorType") == "value-param" and expression not in flow.inputs_of(site):
        what = f"there is no input {expression!r}: the value is always the text 'null'"
        yield Problem("expression", what, did_you_mean(expression, site.inputs))


@task_rule("W32", "switch on a constant", "give the input a ${...}", {"SWITCH"})
def constant_value(site: Site, _flow: Flow) -> Problems:
    """A value without an expression always takes the same way."""
    expression = site.text("expression")
    value = site.inputs.get(expression)
    if site.task.get("evaluatorType") == "value-param" and value is not None and not is_expression(value):
        yield Problem(join("inputParameters", expression), f"the switch always decides by {str(value)[:40]!r}")


@task_rule("W33", "switch with an unknown evaluator", f"use one of {', '.join(EVALUATORS)}", {"SWITCH"})
def unknown_evaluator(site: Site, _flow: Flow) -> Problems:
    """The server has few evaluators."""
    evaluator = site.task.get("evaluatorType")
    if evaluator is not None and evaluator not in EVALUATORS:
        what = f"the server has no evaluator {evaluator!r}: the workflow fails when it gets here"
        yield Problem("evaluatorType", what, did_you_mean(evaluator, EVALUATORS))
