"""Task definitions: what the server refuses, and times that contradict each other."""

from __future__ import annotations

from conductor.checks._json import Json, number
from conductor.checks._registry import TASK_DEF_RULES, Problem, Problems, task_def_rule

_LOWEST = {
    "retryCount": 0,
    "responseTimeoutSeconds": 1,
    "pollTimeoutSeconds": 0,
    "backoffScaleFactor": 1,
    "maxRetryDelaySeconds": 0,
    "backoffJitterMs": 0,
    "totalTimeoutSeconds": 0,
}
_DEFAULT_RESPONSE_S = 3600


def _response_s(definition: Json) -> int:
    return number(definition.get("responseTimeoutSeconds", _DEFAULT_RESPONSE_S))


@task_def_rule("E40", "task definition without a name", "give it the name of the task")
def definition_name(definition: Json) -> Problems:
    """A task definition needs a name."""
    if not definition.get("name"):
        yield Problem("name", "the task definition has no name")


@task_def_rule("E41", "number that is too small", "raise it")
def lowest_values(definition: Json) -> Problems:
    """Counts and times have a lowest value."""
    for name, lowest in _LOWEST.items():
        value = definition.get(name)
        if value is not None and value < lowest:
            yield Problem(name, f"{name} is {value}", f"give {lowest} or more")


@task_def_rule(
    "E42",
    "response timeout above the timeout",
    "set responseTimeoutSeconds to timeoutSeconds or less; without it, it is 3600",
)
def response_timeout(definition: Json) -> Problems:
    """A worker may not be silent for longer than the task may take."""
    timeout_s, response_s = number(definition.get("timeoutSeconds")), _response_s(definition)
    if 0 < timeout_s < response_s:
        yield Problem("responseTimeoutSeconds", f"{response_s} s is more than timeoutSeconds, {timeout_s} s")


@task_def_rule("E43", "timeout above the total timeout", "set timeoutSeconds to totalTimeoutSeconds or less")
def total_timeout(definition: Json) -> Problems:
    """One try may not take longer than all of them."""
    timeout_s, total_s = number(definition.get("timeoutSeconds")), number(definition.get("totalTimeoutSeconds"))
    if 0 < total_s < timeout_s:
        yield Problem("timeoutSeconds", f"{timeout_s} s is more than totalTimeoutSeconds, {total_s} s")


@task_def_rule("W73", "poll timeout above the timeout", "set pollTimeoutSeconds below timeoutSeconds")
def poll_timeout(definition: Json) -> Problems:
    """A task that waits longer for a worker than it may take."""
    timeout_s, poll_s = number(definition.get("timeoutSeconds")), number(definition.get("pollTimeoutSeconds"))
    if 0 < timeout_s < poll_s:
        yield Problem("pollTimeoutSeconds", f"{poll_s} s is more than timeoutSeconds, {timeout_s} s")


@task_def_rule("W77", "retries that the total timeout cuts off", "raise totalTimeoutSeconds, or lower the delays")
def cut_retries(definition: Json) -> Problems:
    """Retries are given up when all tries together take too long."""
    total_s, tries = number(definition.get("totalTimeoutSeconds")), number(definition.get("retryCount", 3))
    delay_s = number(definition.get("retryDelaySeconds", 60))
    if 0 < total_s <= tries * delay_s:
        what = f"{tries} retries after {delay_s} s each do not fit into totalTimeoutSeconds, {total_s} s"
        yield Problem("totalTimeoutSeconds", what)


@task_def_rule("W78", "retry timeout without retries", "raise retryCount, or use TIME_OUT_WF")
def policy_without_retries(definition: Json) -> Problems:
    """A policy that retries needs tries."""
    if definition.get("timeoutPolicy") == "RETRY" and definition.get("retryCount", 3) == 0:
        yield Problem("timeoutPolicy", "the policy is RETRY, and retryCount is 0")


def problems_in(definition: Json) -> Problems:
    """What the server refuses when the definition is registered by itself."""
    for rule in TASK_DEF_RULES:
        if rule.code.code.startswith("E"):
            yield from rule.find(definition)
