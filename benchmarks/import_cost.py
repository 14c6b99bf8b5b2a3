"""What importing costs: `import conductor` and a client against the libraries that it stands on, in one run.

CPU time of whole processes, taken in turns so that a busy machine slows all alike; read the ratios, not the figures.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

BASE = "import httpx, attrs, dateutil.parser; httpx.Client()"
CLIENT = "import conductor; conductor.orkes_conductor_client(server_url='http://localhost:8080')"
PROGRAMS = {
    "httpx, attrs, dateutil": BASE,
    "conductor and a client": CLIENT,
    "one generated endpoint": "import conductor_api.api.workflow.get_workflow",
    "everything": "import conductor; [getattr(conductor, name) for name in conductor.__all__]",
}
COUNT = "; import sys; print(sum(name.split('.')[0] in ('conductor', 'conductor_api') for name in sys.modules))"


def cpu_s(program: str) -> float:
    before = os.times()
    subprocess.run([sys.executable, "-c", program], check=True, cwd=ROOT)
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def modules(program: str) -> int:
    run = subprocess.run([sys.executable, "-c", program + COUNT], check=True, cwd=ROOT, capture_output=True, text=True)
    return int(run.stdout)


def size(folder: Path) -> tuple[int, int]:
    files = list(folder.rglob("*.py"))
    return len(files), sum(file.read_text(encoding="utf-8").count("\n") for file in files)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=15)
    runs = parser.parse_args().runs
    samples: dict[str, list[float]] = {name: [] for name in PROGRAMS}
    for _ in range(runs):
        for name, program in PROGRAMS.items():
            samples[name].append(cpu_s(program))
    base = statistics.median(samples["httpx, attrs, dateutil"])
    print(f"{'program':<26}{'CPU ms':>8}{'ratio':>8}{'our modules':>13}")
    for name, program in PROGRAMS.items():
        median = statistics.median(samples[name])
        print(f"{name:<26}{median * 1000:>8.0f}{median / base:>8.2f}{modules(program):>13}")
    files, lines = size(ROOT / "generated")
    own_files, own_lines = size(ROOT / "conductor")
    print(f"\ngenerated: {files} files, {lines} lines; handwritten and derived: {own_files} files, {own_lines} lines")


if __name__ == "__main__":
    main()
