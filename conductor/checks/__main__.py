"""Print the table of codes as Markdown."""

from __future__ import annotations

import sys

from conductor.checks._codes import codes_table

sys.stdout.write(codes_table())
