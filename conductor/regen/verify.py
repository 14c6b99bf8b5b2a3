"""Step 7, verify: the generated code is imported, used and type-checked before it replaces what is there.

The generator takes names from the document. Where two of them meet, the code may not import, or mean something else
than its types say. So that this cannot end silently, each module is imported, each model is made of an empty object and
written back, and mypy, where it is installed, checks the modules that differ from those of the last run.
"""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from collections.abc import Collection
from pathlib import Path

from conductor.regen.documents import RegenError

_PROGRAM = Path(__file__).with_name("verify_program.py")
_MOST_LINES = 20
MOST_IMPORTED = 1500
MOST_TYPED = 400
"""Modules that are imported, and type-checked; of more, as many in equal distances, so that the time is bounded."""


def verify(fresh: Path, old: Path, shared: Collection[Path] = ()) -> list[str]:
    """Check the package in ``fresh``; files that are ``shared``, or the same in ``old``, were type-checked before.

    Returns a remark if there is so much that it was checked in samples.

    Raises:
        RegenError: something is wrong with the code, with a line for each place
    """
    files = sorted(fresh.rglob("*.py"))
    changed = [path for path in files if path not in shared and _differs(path, fresh, old)]
    problems = _imports(fresh, _sample(files, MOST_IMPORTED)) or _types(fresh, _sample(changed, MOST_TYPED))
    if problems:
        more = [f"and {len(problems) - _MOST_LINES} more"] if len(problems) > _MOST_LINES else []
        lines = "\n".join(f"  {line}" for line in [*problems[:_MOST_LINES], *more])
        raise RegenError(f"the generated code is wrong; an overlay can rename or remove what collides:\n{lines}")
    if len(changed) <= MOST_TYPED:
        return []
    count = len(_sample(changed, MOST_TYPED))
    return [f"{len(changed)} modules are new, and {count} of them were type-checked; `mypy {fresh.name}` checks all"]


def _sample(files: list[Path], most: int) -> list[Path]:
    return files[:: _step(files, most)]


def _step(files: list[Path], most: int) -> int:
    return max(1, -(-len(files) // most))


def _differs(path: Path, fresh: Path, old: Path) -> bool:
    former = old / path.relative_to(fresh)
    return not former.is_file() or former.read_bytes() != path.read_bytes()


def _imports(fresh: Path, files: list[Path]) -> list[str]:
    names = [path.relative_to(fresh.parent).as_posix() for path in files]
    return _run([sys.executable, "-P", str(_PROGRAM), str(fresh.parent), fresh.name, *names], fresh)


def _types(fresh: Path, files: list[Path]) -> list[str]:
    if not files or importlib.util.find_spec("mypy") is None:
        return []
    names = [path.relative_to(fresh.parent).as_posix() for path in files]
    cache = fresh.parent / "mypy-cache"
    options = ["--strict", "--config-file=", "--no-error-summary", "--follow-imports=silent", f"--cache-dir={cache}"]
    return _run([sys.executable, "-m", "mypy", *options, *names], fresh)


def _run(command: list[str], fresh: Path) -> list[str]:
    """Run a check beside the package, and return the lines that it prints if it fails."""
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(  # noqa: S603 - checks of ours, on a folder of ours
        command, cwd=fresh.parent, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode == 0:
        return []
    return [line for line in (done.stdout + done.stderr).splitlines() if line.strip()] or [
        "the check ended without a word"
    ]
