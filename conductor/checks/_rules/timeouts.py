"""Times of a workflow and its tasks that contradict each other."""

from __future__ import annotations

from collections.abc import Iterator

from conductor.checks._flow import Flow, Site
from conductor.checks._json import number
from conductor.checks._registry import Problem, Problems, flow_rule, task_rule
from conductor.checks._text import times


def _limit_s(flow: Flow) -> int:
    """The seconds after which the server ends the workflow; 0 when it never does."""
    is_enforced = flow.definition.get("timeoutPolicy") == "TIME_OUT_WF"
    return number(flow.definition.get("timeoutSeconds")) if is_enforced else 0


@flow_rule("W70", "workflow timeout without effect", "set timeoutPolicy to TIME_OUT_WF")
def silent_timeout(flow: Flow) -> Problems:
    """Without a policy a timeout is only noted in the server's log."""
    is_silent = flow.definition.get("timeoutPolicy") in {None, "ALERT_ONLY"}
    if number(flow.definition.get("timeoutSeconds")) > 0 and is_silent:
        yield Problem("timeoutPolicy", "the policy is ALERT_ONLY, the default: the timeout ends nothing")


@flow_rule("W75", "workflow timeout policy without a timeout", "set timeoutSeconds")
def no_timeout(flow: Flow) -> Problems:
    """A policy without seconds never acts."""
    is_enforced = flow.definition.get("timeoutPolicy") == "TIME_OUT_WF"
    if is_enforced and number(flow.definition.get("timeoutSeconds")) <= 0:
        yield Problem("timeoutSeconds", "the policy is TIME_OUT_WF, and there is no timeout")


@task_rule("W71", "task that may take longer than its workflow", "raise the workflow's timeout, or lower the task's")
def long_task(site: Site, flow: Flow) -> Problems:
    """A workflow that ends before its tasks may, is cut off in their midst."""
    limit_s = _limit_s(flow)
    definition = flow.known.task_def(site.task) or {}
    for name in ("timeoutSeconds", "pollTimeoutSeconds", "responseTimeoutSeconds"):
        seconds = number(definition.get(name))
        if 0 < limit_s < seconds:
            yield Problem(
                "", f"{name} of {site.task.get('name')!r} is {seconds} s, the workflow ends after {limit_s} s"
            )
            return


@task_rule(
    "W72", "wait that is longer than its workflow", "raise the workflow's timeout, or shorten the wait", {"WAIT"}
)
def long_wait(site: Site, flow: Flow) -> Problems:
    """The workflow is ended while it waits."""
    duration = site.inputs.get("duration")
    seconds = times.seconds_of(duration) if isinstance(duration, str) else None
    if seconds and 0 < _limit_s(flow) <= seconds:
        yield Problem("inputParameters.duration", f"it waits {seconds} s, the workflow ends after {_limit_s(flow)} s")


@flow_rule("W74", "start delays that outlast the workflow", "raise the workflow's timeout, or lower the delays")
def long_delays(flow: Flow) -> Problems:
    """A delay counts as time of the workflow."""
    for site in _delayed(flow):
        yield Problem(f"{site.path}.startDelay", f"it starts after the workflow has ended ({_limit_s(flow)} s)")


def _delayed(flow: Flow) -> Iterator[Site]:
    return (site for site in flow.used if 0 < _limit_s(flow) <= number(site.task.get("startDelay")))
