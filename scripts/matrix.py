"""Runs the unit tests on each Python that the project supports and this machine has.

The versions are those of the classifiers in `pyproject.toml`. Each has an environment of its own in `build/matrix/`.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENTS = ROOT / "build" / "matrix"
CLASSIFIER = re.compile(r"Programming Language :: Python :: (3\.\d+)")
TESTS = ("-q", "-n", "auto", "--dist", "loadgroup", "--no-loadscope-reorder", "-m", "not real_server", "tests/unit")


def main() -> int:
    """Run the tests on all versions, or on those of the command line."""
    parser = argparse.ArgumentParser(prog="python -m scripts.matrix", description="Run the unit tests on each Python.")
    parser.add_argument("--uv", default="uv", help="the uv that makes the environments")
    parser.add_argument("pythons", nargs="*", help="versions or paths (default: the versions of the classifiers)")
    arguments = parser.parse_args()
    results = {wanted: result_on(arguments.uv, wanted) for wanted in arguments.pythons or supported()}
    print()
    for wanted, result in results.items():
        print(f"{wanted:<8} {result}")
    tested = [result for result in results.values() if not result.startswith("not here")]
    return 0 if tested and all(result.startswith("passed") for result in tested) else 1


def supported() -> list[str]:
    """Return the versions that `pyproject.toml` declares."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    matches = [CLASSIFIER.fullmatch(line) for line in project["classifiers"]]
    return [match[1] for match in matches if match]


def result_on(uv: str, wanted: str) -> str:
    """Run the unit tests on a version, and say in a line what came of it."""
    python = find(wanted)
    if python is None:
        return f"not here: install Python {wanted}, or name one with PYTHONS=/path/to/python"
    version = _output(python, "-c", "import platform; print(platform.python_version())").strip()
    environment = {**os.environ, "UV_PROJECT_ENVIRONMENT": str(ENVIRONMENTS / version), "UV_PYTHON": python}
    print(f"\nPython {version} ({python})", flush=True)
    command = [uv, "sync", "--quiet", "--locked", "--all-extras"]
    if subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode:
        return f"failed on {version}: the dependencies cannot be installed"
    tests = [str(ENVIRONMENTS / version / "bin" / "python"), "-m", "pytest", *TESTS]
    done = subprocess.run(tests, cwd=ROOT, check=False, text=True, stdout=subprocess.PIPE)
    print(done.stdout, flush=True)
    summary = done.stdout.splitlines()[-1] if done.stdout else "no output"
    return f"{'failed' if done.returncode else 'passed'} on {version}: {summary}"


def find(wanted: str) -> str | None:
    """Return the path of a Python; None when it is not on this machine."""
    if os.sep in wanted:
        return wanted if os.access(wanted, os.X_OK) else None
    candidates = [Path(folder, f"python{wanted}") for folder in os.environ.get("PATH", "").split(os.pathsep)]
    # The commands that pyenv puts on PATH are there for each version, whether it is active or not.
    candidates += sorted(Path.home().glob(f".pyenv/versions/{wanted}.*/bin/python{wanted}"), reverse=True)
    return next((str(path) for path in candidates if path.is_file() and _output(str(path), "-V")), None)


def _output(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout


if __name__ == "__main__":
    sys.exit(main())
