"""Checks of definitions before they are registered: what the server refuses, and what will hang or surprise.

    for finding in check(definition):
        print(finding)

``python -m conductor.checks`` prints the table of codes.
"""

from conductor.checks._check import CheckOptions, check, check_schedule, check_task_def
from conductor.checks._codes import codes, codes_table
from conductor.checks._findings import Finding, Severity
from conductor.checks._registry import CheckCode
from conductor.checks._server import async_known_on_server, known_on_server

__all__ = [
    "CheckCode",
    "CheckOptions",
    "Finding",
    "Severity",
    "async_known_on_server",
    "check",
    "check_schedule",
    "check_task_def",
    "codes",
    "codes_table",
    "known_on_server",
]
