"""The table of codes."""

from __future__ import annotations

from conductor.checks._registry import CheckCode
from conductor.checks._rules import CODES


def codes() -> list[CheckCode]:
    """Give every code, errors first."""
    return [CODES[code] for code in sorted(CODES)]


def codes_table() -> str:
    """Give the table of codes as Markdown."""
    lines = [f"| {code.code} | {code.severity} | {code.title} | {code.way_out} |" for code in codes()]
    return "\n".join(["| code | severity | what is found | way out |", "|---|---|---|---|", *lines, ""])
