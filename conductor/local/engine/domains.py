"""Which domain a worker task is queued in."""

from __future__ import annotations

from .mappers import is_system
from .model import Task, Workflow
from .runtime import Runtime

ACTIVE_MS = 10_000
_NO_DOMAIN = "NO_DOMAIN"


def set_domains(rt: Runtime, workflow: Workflow, tasks: list[Task]) -> None:
    """Give worker tasks the domains that the start request asked for."""
    wanted = workflow.task_to_domain
    if not wanted:
        return
    for task in tasks:
        text = wanted.get(task.task_type) or wanted.get("*")
        if text and not is_system(task):
            task.domain = active_domain(rt, task.task_type, text)


def active_domain(rt: Runtime, task_type: str, text: str) -> str | None:
    """The first domain of a comma list with a recent poller, else the last; NO_DOMAIN is none."""
    names = [name.strip() for name in text.split(",")]
    for name in names:
        poll = rt.polls.get((task_type, name))
        if name != _NO_DOMAIN and poll is not None and rt.now_ms - poll.last_poll_ms < ACTIVE_MS:
            return name
    return None if names[-1].upper() == _NO_DOMAIN else names[-1]
