"""Workflows that a workflow starts."""

from __future__ import annotations

from typing import Any

from conductor.checks._flow import Flow, Site
from conductor.checks._json import as_map
from conductor.checks._known import did_you_mean
from conductor.checks._registry import Problem, Problems, flow_rule, task_rule
from conductor.checks._text.expressions import is_expression

_SUB = frozenset({"SUB_WORKFLOW"})
_STARTERS = frozenset({"SUB_WORKFLOW", "START_WORKFLOW"})
_FIELDS = {"SUB_WORKFLOW": "subWorkflowParam", "START_WORKFLOW": "inputParameters.startWorkflow"}


def _child(site: Site) -> Any:
    if site.type == "SUB_WORKFLOW":
        return site.task.get("subWorkflowParam")
    return site.inputs.get("startWorkflow")


@task_rule("W63", "child workflow without a name", "give its name", _STARTERS)
def unnamed_child(site: Site, _flow: Flow) -> Problems:
    """A child needs a name, or a definition of its own."""
    child = _child(site)
    if child is None or is_expression(child):
        return
    definition = as_map(child).get("workflowDefinition")
    if not as_map(child).get("name") and not definition:
        yield Problem(_FIELDS[site.type], "it names no workflow and fails when the task is due")


@task_rule("W64", "child workflow that the server does not have", "register it first", _STARTERS)
def unknown_child(site: Site, flow: Flow) -> Problems:
    """With the names of the registered workflows, children are looked up."""
    child = as_map(_child(site))
    name = child.get("name")
    if isinstance(name, str) and not child.get("workflowDefinition"):
        yield from _unknown(name, child.get("version"), flow, _FIELDS[site.type])


@flow_rule("W64", "child workflow that the server does not have", "register it first")
def unknown_failure_workflow(flow: Flow) -> Problems:
    """The workflow that starts on a failure has to be there as well."""
    name = flow.definition.get("failureWorkflow")
    if isinstance(name, str) and name:
        yield from _unknown(name, flow.definition.get("failureWorkflowVersion"), flow, "failureWorkflow")


def _unknown(name: str, version: Any, flow: Flow, where: str) -> Problems:
    known = flow.known.workflows
    if known is None or is_expression(name) or name == flow.name:
        return
    if name not in known:
        hint = did_you_mean(name, known)
        yield Problem(where, f"no workflow {name!r} is registered", hint)
    elif version and known[name] and version not in known[name]:
        there = ", ".join(map(str, sorted(known[name])))
        yield Problem(where, f"workflow {name!r} has no version {version}", f"use one of {there}")


@task_rule("W65", "workflow that always starts itself", "start it in a case of a switch only", _STARTERS)
def endless_recursion(site: Site, flow: Flow) -> Problems:
    """A workflow that starts itself on every way never ends."""
    child = as_map(_child(site))
    is_in_case = any(other.type in {"SWITCH", "DECISION"} for other in site.ancestors())
    if flow.name and child.get("name") == flow.name and not child.get("workflowDefinition") and not is_in_case:
        yield Problem(f"{_FIELDS[site.type]}.name", f"each run of {flow.name!r} starts another one, for ever")


@flow_rule("W65", "workflow that always starts itself", "start it in a case of a switch only")
def failing_failure_workflow(flow: Flow) -> Problems:
    """A failure workflow that fails starts itself again."""
    if flow.name and flow.definition.get("failureWorkflow") == flow.name:
        yield Problem("failureWorkflow", "a failure starts the workflow again, for ever", "name another workflow")


@task_rule("W66", "SUB_WORKFLOW without inputs", "give at least one input", _SUB)
def empty_inputs(site: Site, _flow: Flow) -> Problems:
    """Without inputs the child gets the server's own record of the task."""
    if not site.inputs:
        what = "the child gets the server's record of this task as its input (subWorkflowName, workflowInput, ...)"
        yield Problem("inputParameters", what)


@task_rule("W68", "START_WORKFLOW without a request", "give the input startWorkflow with the name", {"START_WORKFLOW"})
def missing_request(site: Site, _flow: Flow) -> Problems:
    """What is started is an input."""
    if "startWorkflow" not in site.inputs:
        yield Problem("inputParameters", "there is no input startWorkflow: the task fails when it runs")
