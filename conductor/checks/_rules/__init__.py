"""The rules, a module for each family; importing this package fills the tables of the registry."""

from conductor.checks._registry import CODES, FLOW_RULES, SCHEDULE_RULES, TASK_DEF_RULES, TASK_RULES
from conductor.checks._rules import (
    children,
    forks,
    ignored,
    loops,
    parts,
    references,
    requests,
    schedules,
    scripts,
    structure,
    switches,
    task_defs,
    timeouts,
    workers,
)

FAMILIES = (
    children,
    forks,
    ignored,
    loops,
    parts,
    references,
    requests,
    schedules,
    scripts,
    structure,
    switches,
    task_defs,
    timeouts,
    workers,
)

__all__ = ["CODES", "FAMILIES", "FLOW_RULES", "SCHEDULE_RULES", "TASK_DEF_RULES", "TASK_RULES"]
