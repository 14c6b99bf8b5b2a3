"""A copy of what the pipeline reads and writes, in which a test may run it and change things."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from conductor.regen.documents import ROOT

PARTS = ("scripts", "openapi", "generated", "conductor")


def copy_tree(target: Path) -> Path:
    """Copy the parts of the repository that the pipeline needs; git does not know the copy."""
    for part in PARTS:
        shutil.copytree(ROOT / part, target / part, ignore=shutil.ignore_patterns("__pycache__"))
    return target


def contents(root: Path) -> dict[str, bytes]:
    """Give each file under the root with its bytes."""
    files = (path for path in root.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in files}


def start(root: Path, *arguments: str, module: str = "scripts.regen", **environment: str) -> subprocess.Popen[str]:
    """Start a program of the copy."""
    command = [sys.executable, "-m", module, *arguments]
    names = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONPATH": str(root), **environment}
    pipe = subprocess.PIPE
    return subprocess.Popen(command, cwd=root, env=names, stdin=subprocess.DEVNULL, stdout=pipe, stderr=pipe, text=True)


def run(root: Path, *arguments: str, module: str = "scripts.regen", **environment: str) -> tuple[int, str, str]:
    """Run a program of the copy and give its exit code, output and errors."""
    with start(root, *arguments, module=module, **environment) as process:
        output, errors = process.communicate(timeout=240)
        return process.returncode, output, errors
