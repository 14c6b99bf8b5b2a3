"""What scripts cost: tasks per second of processor time, in this process and in the processes that it starts.

    python -m benchmarks.scripts [--before FOLDER] [--rounds N]

With `--before`, a checkout of another version, both are measured in turns, so that what else the machine does matters
little. Linux only: the times come from /proc.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
from pathlib import Path
from typing import Any

import httpx

from conductor.local import LocalServer

ROOT = Path(__file__).resolve().parent.parent
TASKS = 10
WORKFLOWS = 60
SCOPE = {"order": {"id": 17, "lines": [{"sku": f"s{n}", "price": 1.5 * n, "count": n} for n in range(20)]}}
INLINE = "$.order.lines.filter(l => l.count > 3).map(l => l.price * l.count).reduce((a, b) => a + b, 0)"
JQ = "[.order.lines[] | select(.count > 3) | {sku, total: (.price * .count)}]"


def task(kind: str, number: int) -> dict[str, Any]:
    reference = f"t{number}"
    inputs: dict[str, Any] = {"order": "${workflow.input.order}"}
    if kind == "jq":
        inputs["queryExpression"] = JQ
        return {"name": "t", "taskReferenceName": reference, "type": "JSON_JQ_TRANSFORM", "inputParameters": inputs}
    expressions = {"javascript": INLINE, "simple condition": "$.order.id > 3", "no script": "x"}
    evaluator = "value-param" if kind == "no script" else "javascript"
    inputs |= {"evaluatorType": evaluator, "expression": expressions[kind]}
    return {"name": "t", "taskReferenceName": reference, "type": "INLINE", "inputParameters": inputs}


KINDS = ("javascript", "simple condition", "jq", "no script")


def processor_s() -> float:
    """Return the processor time of this process and its descendants, from the kernel's count in nanoseconds."""
    parents: dict[int, int] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(stat.parent.name)] = int(stat.read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
    family = {os.getpid()}
    while more := {child for child, parent in parents.items() if parent in family} - family:
        family |= more
    spent_ns = 0
    for member in family:
        for thread in Path(f"/proc/{member}/task").glob("*/schedstat"):
            spent_ns += int(thread.read_text().split()[0])
    return spent_ns / 1e9


def measure(kind: str) -> float:
    """Return tasks of a kind per second of processor time."""
    with LocalServer() as server, httpx.Client(transport=server.transport(), base_url="http://local/api") as client:
        definition = {"name": "wf", "version": 1, "tasks": [task(kind, number) for number in range(TASKS)]}
        client.put("/metadata/workflow", json=[definition]).raise_for_status()

        def play(count: int) -> None:
            for _ in range(count):
                workflow_id = client.post("/workflow/wf", json=SCOPE).text
                found = client.get(f"/workflow/{workflow_id}", params={"includeTasks": False}).json()
                if found["status"] != "COMPLETED":
                    raise SystemExit(f"a workflow failed: {found}")

        play(5)
        began = processor_s()
        play(WORKFLOWS)
        return TASKS * WORKFLOWS / (processor_s() - began)


def measure_version(root: Path) -> dict[str, float]:
    """Measure the version in a folder, in a new process."""
    path = os.pathsep.join((str(root), str(root / "generated")))
    command = [sys.executable, str(Path(__file__).resolve()), "--measure"]
    output = subprocess.run(command, env=os.environ | {"PYTHONPATH": path}, stdout=subprocess.PIPE, check=True).stdout
    found: dict[str, float] = json.loads(output)
    return found


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--before", type=Path, help="folder of another version, to compare with")
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--measure", action="store_true", help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.measure:
        print(json.dumps({kind: measure(kind) for kind in KINDS}))
        return
    versions = {"before": given.before} if given.before else {}
    versions["now"] = ROOT
    rounds = [{name: measure_version(root) for name, root in versions.items()} for _ in range(given.rounds)]
    print("| tasks per CPU second |", " | ".join([*versions, "ratio"] if given.before else versions), "|")
    print("|---|" + "---|" * (len(versions) + bool(given.before)))
    for kind in KINDS:
        medians = [statistics.median(one[name][kind] for one in rounds) for name in versions]
        ratio = (
            [f"{statistics.median(one['now'][kind] / one['before'][kind] for one in rounds):.2f}"]
            if given.before
            else []
        )
        print(f"| {kind} |", " | ".join([*(f"{median:,.0f}" for median in medians), *ratio]), "|")


if __name__ == "__main__":
    main()
