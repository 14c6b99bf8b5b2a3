from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
TARGETS = ["setup", "demo", "test", "test-all", "quick", "check", "regen"]
NEEDED = ("Makefile", "pyproject.toml", "uv.lock")

pytestmark = pytest.mark.skipif(shutil.which("make") is None, reason="these tests run make, and there is none")


def make(*arguments: str, folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["make", *arguments], cwd=folder, capture_output=True, text=True, check=False)  # noqa: S607 - the make of whoever develops


def test_help_is_the_default_and_lists_each_target() -> None:
    """`make` alone lists each public target with what it does."""
    listed = dict(re.findall(r"^make ([a-z-]+) +(\S.*)$", make().stdout, re.MULTILINE))
    assert listed.keys() >= set(TARGETS)
    [phony] = re.findall(r"^\.PHONY: (help .*)$", MAKEFILE, re.MULTILINE)
    assert list(listed) == phony.split()


@pytest.mark.parametrize("target", TARGETS)
def test_each_target_sets_up_what_it_needs(target: str, tmp_path: Path) -> None:
    """In a fresh clone each target makes .venv first."""
    for name in NEEDED:
        (tmp_path / name).symlink_to(ROOT / name)
    planned = make("--dry-run", target, folder=tmp_path).stdout
    assert planned.index("-m venv --without-pip .venv") < planned.index("touch .venv/.stamp")


def test_old_python_is_one_clear_line(tmp_path: Path) -> None:
    """Without Python 3.11 or newer one line says so and names the way out."""
    for name in NEEDED:
        (tmp_path / name).symlink_to(ROOT / name)
    for name in ("python3", "python3.11", "python3.12", "python3.13", "python3.14"):
        old = tmp_path / "bin" / name
        old.parent.mkdir(exist_ok=True)
        old.write_text("#!/bin/sh\nexit 1\n")
        old.chmod(0o755)
    done = make("setup", f"PATH={tmp_path}/bin:/usr/bin:/bin", folder=tmp_path)
    assert done.returncode != 0
    assert done.stderr.splitlines()[0] == (
        "conductor-sdk needs Python 3.11 or newer, and python3 is older or missing: "
        "install one, or name it with PYTHON=..."
    )
    assert not (tmp_path / ".venv").exists()


def test_ci_requires_the_real_server() -> None:
    """CI runs all checks and all tests, and no test may be skipped for want of a server."""
    run = (ROOT / ".ci" / "run").read_text("utf-8")
    assert {"CONDUCTOR_TEST_REAL_SERVER=required", "CONDUCTOR_TEST_SIZES=full"} <= set(run.split())
    assert re.findall(r"^make ([\w-]+)$", run, re.MULTILINE) == ["check", "test"]
