"""Checks of definitions before they are registered: what the server refuses, and what will hang or surprise.

    for finding in check(definition):
        print(finding)

``python -m conductor.checks`` prints the table of codes.
"""

from conductor.checks._check import check, check_schedule, check_task_def
from conductor.checks._codes import codes, codes_table
from conductor.checks._findings import Finding, Severity
from conductor.checks._registry import CheckCode

__all__ = [
    "CheckCode",
    "Finding",
    "Severity",
    "check",
    "check_schedule",
    "check_task_def",
    "codes",
    "codes_table",
]
