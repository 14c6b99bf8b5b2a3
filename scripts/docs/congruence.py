"""Count the scenarios recorded on the real server, and those that the embedded server reproduces."""

from __future__ import annotations

import json
from collections import Counter

from scripts.docs.blocks import ROOT
from scripts.docs.tables import table

_DATA = ROOT / "tests" / "data" / "local"
_GROUPS = {
    "simple": "worker tasks: retries, timeouts, domains, limits",
    "ctl": "pause, resume, terminate, retry, restart, rerun, skip, signals",
    "sub": "SUB_WORKFLOW, START_WORKFLOW, failure workflows",
    "fork": "FORK_JOIN, FORK_JOIN_DYNAMIC, JOIN, EXCLUSIVE_JOIN",
    "api": "API: definitions, validation, synchronous execution, search",
    "expr": "expressions",
    "loop": "DO_WHILE",
    "http": "HTTP",
    "switch": "SWITCH, DECISION",
    "inline": "INLINE",
    "terminate": "TERMINATE",
    "wait": "WAIT",
    "jq": "JSON_JQ_TRANSFORM",
    "event": "EVENT and event handlers",
}
_REST = "LAMBDA, SET_VARIABLE, DYNAMIC, HUMAN, KAFKA_PUBLISH, others"


def congruence_table() -> str:
    """Return the scenarios by group. tests/congruence checks both columns."""
    cases = json.loads((_DATA / "recorded.json").read_text("utf-8"))["cases"]
    not_yet = json.loads((_DATA / "not_yet.json").read_text("utf-8"))
    recorded = Counter(_group(name) for name in cases)
    congruent = Counter(_group(name) for name in cases.keys() - not_yet.keys())
    rows = [(group, str(recorded[group]), str(congruent[group])) for group in [*_GROUPS.values(), _REST]]
    total = ("**all**", f"**{len(cases)}**", f"**{len(cases.keys() - not_yet.keys())}**")
    return table(("scenarios recorded on Conductor OSS 3.32.3", "cases", "congruent"), [*rows, total])


def _group(name: str) -> str:
    return _GROUPS.get(name.partition("_")[0], _REST)
