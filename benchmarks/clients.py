"""The worker clients that are compared, and what each needs: installed or built once, into build/bench."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import attrs

from benchmarks.measuring import ROOT
from benchmarks.processes import Program

HERE = ROOT / "benchmarks"
CACHE = ROOT / "build" / "bench"
PROJECT = ROOT / "pyproject.toml"
TASK = "bench_task"
CONDUCTOR_PYTHON = "conductor-python==2.0.0"
JAVASCRIPT = ("2.1.5", "4.0.0")

FAST_ASYNC, FAST_PLAIN = "ours [fast], async functions", "ours [fast], plain functions"
CORE_ASYNC, CORE_PLAIN = "ours, async functions", "ours, plain functions"
JS_CLIENTS = ("JavaScript 2.1.5, TaskManager", "JavaScript 4.0.0, TaskHandler")
PYTHON_CLIENTS = ("conductor-python 2.0.0, sync", "conductor-python 2.0.0, async")
FLOOR = "Go, net/http (not an SDK: a mark)"


@attrs.frozen
class Client:
    """A client under test.

    Args:
        name: As tables have it.
        command: Program and first arguments; URL, task name and concurrency follow.
        kind: Which functions, as a last argument.
        environment: Variables that it needs.
        factor: So many times more tasks: quick clients need them for a figure that is fine enough.
    """

    name: str
    command: tuple[str, ...]
    kind: tuple[str, ...] = ()
    environment: Mapping[str, str] = attrs.field(factory=dict)
    factor: int = 1

    def start(self, url: str, concurrency: int, *more: str, task: str = TASK, **environment: str) -> Program:
        """Start it."""
        command = [*self.command, f"{url}/api", task, str(concurrency), *self.kind, *more]
        return Program(command, {**self.environment, **environment})


def clients() -> dict[str, Client]:
    """Give all clients by their names."""
    found = [*_peers(), *_ours("fast", (FAST_ASYNC, FAST_PLAIN), 5), *_ours("core", (CORE_ASYNC, CORE_PLAIN), 1)]
    return {client.name: client for client in found}


def _ours(environment: str, names: tuple[str, str], factor: int) -> list[Client]:
    command = (str(CACHE / environment / "bin" / "python"), str(HERE / "drivers" / "ours.py"))
    kinds = zip(names, ("async", "plain"), strict=True)
    return [Client(name, command, (kind,), factor=factor) for name, kind in kinds]


def _peers() -> list[Client]:
    drivers = HERE / "drivers"
    python = (str(CACHE / "peer" / "bin" / "python"), str(drivers / "conductor_python.py"))
    return [
        *(
            Client(name, ("node", str(drivers / f"js{version.replace('.', '')}.js")), environment=_node(version))
            for name, version in zip(JS_CLIENTS, JAVASCRIPT, strict=True)
        ),
        *(Client(name, python, (kind,)) for name, kind in zip(PYTHON_CLIENTS, ("sync", "async"), strict=True)),
        Client(FLOOR, (str(CACHE / "floor"),), factor=5),
    ]


def _node(version: str) -> dict[str, str]:
    return {"BENCH_NODE_ROOT": str(CACHE / f"javascript-{version}")}


def set_up() -> None:
    """Install and build what is not there yet, or older than what it is made of; takes some minutes the first time."""
    missing = [name for name in ("go", "node", "npm") if shutil.which(name) is None]
    if missing:
        raise SystemExit(f"the peers need {', '.join(missing)}, which are not on the PATH")
    CACHE.mkdir(parents=True, exist_ok=True)
    for name in ("stub", "floor"):
        _run("go", "build", "-o", str(CACHE / name), ".", folder=HERE / name)
    _environment("peer", CONDUCTOR_PYTHON)
    _environment("fast", "-e", f"{ROOT}[fast]")
    _environment("core", "-e", str(ROOT))
    for version in JAVASCRIPT:
        _package(version)


def _environment(name: str, *packages: str) -> None:
    done = CACHE / name / "done"
    if not done.exists() or done.stat().st_mtime < PROJECT.stat().st_mtime:
        print(f"setting up build/bench/{name} ...", file=sys.stderr)
        _run(sys.executable, "-m", "venv", "--clear", str(CACHE / name))
        _run(str(CACHE / name / "bin" / "python"), "-m", "pip", "install", "--quiet", *packages)
        done.touch()


def _package(version: str) -> None:
    folder = CACHE / f"javascript-{version}"
    if not (folder / "node_modules" / "@io-orkes").exists():
        folder.mkdir(exist_ok=True)
        (folder / "package.json").write_text('{"private": true}', "utf-8")
        # 4.0.0 does not resolve with npm 11 otherwise: its optional peers disagree about zod.
        package = f"@io-orkes/conductor-javascript@{version}"
        _run("npm", "install", "--silent", "--legacy-peer-deps", package, folder=folder)


def _run(*command: str, folder: Path = ROOT) -> None:
    result = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if result.returncode:
        raise SystemExit(f"{' '.join(command)} failed:\n{result.stdout[-2000:]}{result.stderr[-2000:]}")
