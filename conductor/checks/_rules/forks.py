"""Forks and joins: who waits for whom."""

from __future__ import annotations

from conductor.checks._flow import Flow, Site, where_they_part
from conductor.checks._json import as_list
from conductor.checks._known import did_you_mean
from conductor.checks._registry import Problem, Problems, task_rule

_FORKS = frozenset({"FORK_JOIN", "FORK_JOIN_DYNAMIC"})
_SWITCHES = frozenset({"SWITCH", "DECISION"})


def _joined(site: Site) -> list[str]:
    return [reference for reference in as_list(site.task.get("joinOn")) if isinstance(reference, str)]


def _fork_of(site: Site, flow: Flow) -> Site | None:
    """The fork that a join belongs to: the one whose next task it is."""
    return next((other for other in flow.used if other.type in _FORKS and other.next_task() is site), None)


def _branches(fork: Site, flow: Flow) -> dict[str, list[Site]]:
    branches: dict[str, list[Site]] = {}
    for site in flow.used:
        if site.parent is fork:
            branches.setdefault(site.branch, []).append(site)
    return branches


@task_rule("W20", "JOIN that waits for nothing", "name the last task of each branch in joinOn", {"JOIN"})
def waits_for_nothing(site: Site, flow: Flow) -> Problems:
    """A join without references is done at once; after a dynamic fork the server fills them in."""
    fork = _fork_of(site, flow)
    if not _joined(site) and (fork is None or fork.type == "FORK_JOIN"):
        yield Problem(
            "joinOn", "the join is done at once, while the branches still run" if fork else "it joins nothing"
        )


@task_rule("W21", "JOIN that waits for ever", "name tasks that run before the join", {"JOIN"})
def waits_for_ever(site: Site, flow: Flow) -> Problems:
    """A join waits for every reference, also for one that never comes."""
    fork = _fork_of(site, flow)
    if fork is not None and fork.type == "FORK_JOIN_DYNAMIC":
        return
    for index, reference in enumerate(_joined(site)):
        target = flow.by_reference.get(reference)
        if target is None:
            hint = did_you_mean(reference, flow.by_reference)
            yield Problem(f"joinOn[{index}]", f"no task has the reference {reference!r}: the join never ends", hint)
        elif why := _why_never(site, target):
            yield Problem(f"joinOn[{index}]", f"{reference!r} {why}: the join never ends")


def _why_never(join: Site, target: Site) -> str | None:
    if target is join:
        return "is the join itself"
    if join.loops() != target.loops():
        return "runs inside a loop, or outside the loop of the join"
    mine, other = where_they_part(join, target)
    if mine.branch == other.branch:
        return "comes after the join" if other.index > mine.index else None
    is_fork = mine.parent is not None and mine.parent.type == "FORK_JOIN"
    return None if is_fork else "runs in another case"


@task_rule("W22", "JOIN that waits for a task which may not run", "join the tasks that always run", {"JOIN"})
def waits_for_a_case(site: Site, flow: Flow) -> Problems:
    """A task in a case of a switch runs only when that case is taken."""
    for index, reference in enumerate(_joined(site)):
        target = flow.by_reference.get(reference)
        switch = target and next((other for other in target.ancestors() if other.type in _SWITCHES), None)
        if target and switch and not site.is_inside(switch):
            what = f"{reference!r} runs only in one case of {switch.label!r}: in the others the join never ends"
            yield Problem(f"joinOn[{index}]", what)


@task_rule("W23", "JOIN that does not wait for the end of a branch", "name the last task of the branch", {"JOIN"})
def misses_a_branch(site: Site, flow: Flow) -> Problems:
    """A branch that is not joined by its last task runs on while the workflow goes on."""
    fork = _fork_of(site, flow)
    joined = set(_joined(site))
    if fork is None or not joined:
        return
    for tasks in _branches(fork, flow).values():
        last = tasks[-1]
        if last.type != "TERMINATE" and not joined & _ends_of(last, flow):
            yield Problem("joinOn", f"it does not wait for {last.label!r}, the end of a branch", f"add {last.label!r}")


def _ends_of(last: Site, flow: Flow) -> set[str]:
    """The references that stand for the end of a branch: of a switch also those in its cases."""
    return {last.label, *(site.label for site in flow.used if last.type in _SWITCHES and site.is_inside(last))}


@task_rule("W24", "JOIN on a SWITCH", "put a task after the switch, such as a NOOP, and join that", {"JOIN"})
def joins_a_switch(site: Site, flow: Flow) -> Problems:
    """A switch is done when its case is chosen: the tasks in it still run."""
    for index, reference in enumerate(_joined(site)):
        target = flow.by_reference.get(reference)
        if target and target.type in _SWITCHES and any(other.is_inside(target) for other in flow.used):
            what = f"{reference!r} is done when its case is chosen: the join does not wait for the tasks in it"
            yield Problem(f"joinOn[{index}]", what)


@task_rule("W25", "fork without a JOIN after it", "put a JOIN right after the fork", _FORKS)
def fork_without_join(site: Site, _flow: Flow) -> Problems:
    """A fork must be followed by a join, or the workflow fails when it gets there."""
    following = site.next_task()
    if following is None and site.parent and site.parent.type == "FORK_JOIN":
        yield Problem("", f"it shares the join of {site.parent.label!r}, which must name the ends of its branches too")
    elif following is None or following.type != "JOIN":
        found = f"{following.label!r} ({following.type})" if following else "nothing"
        yield Problem("", f"{found} follows the fork: the workflow fails when it gets here")


@task_rule("W26", "empty branch of a fork", "put a task into it, or remove it", {"FORK_JOIN"})
def empty_branch(site: Site, _flow: Flow) -> Problems:
    """A branch without tasks breaks the fork."""
    for index, branch in enumerate(as_list(site.task.get("forkTasks"))):
        if branch == []:
            yield Problem(f"forkTasks[{index}]", "the branch has no task: the workflow cannot be started")
