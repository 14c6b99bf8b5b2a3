"""What the programs that measure workers share: the server, the memory, and where results are written."""

from __future__ import annotations

import asyncio
import os
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Self, cast

import httpx

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "faults.md"


class Server:
    """A faulty server in a process of its own.

    Args:
        response_timeout_s: After how long a task that was handed out comes again.
        seed: Of the faults.
    """

    def __init__(self, response_timeout_s: float, seed: int = 1) -> None:
        self._arguments = [str(response_timeout_s), str(seed)]
        self._control = httpx.AsyncClient(timeout=60, trust_env=False)
        self.url = ""

    async def control(self, what: str, **values: Any) -> dict[str, int]:
        """Ask the server for something besides tasks; give its counters."""
        answer = await self._control.get(f"{self.url}/control/{what}", params=values)
        counters: dict[str, int] = answer.json()
        return counters

    async def __aenter__(self) -> Self:
        program = [sys.executable, "-m", "benchmarks.faulty_server", *self._arguments]
        self._process = await asyncio.create_subprocess_exec(*program, stdout=asyncio.subprocess.PIPE, cwd=ROOT)
        output = cast("asyncio.StreamReader", self._process.stdout)
        self.url = f"http://127.0.0.1:{int(await output.readline())}"
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._control.aclose()
        self._process.kill()
        await self._process.wait()


def memory_mib() -> float:
    """Give the memory of this process that is in RAM."""
    with Path("/proc/self/statm").open() as statm:
        return int(statm.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20


def write_section(name: str, lines: Sequence[str], path: Path = PAGE) -> None:
    """Print lines, and put them between the marks of this name in a page, docs/faults.md for one."""
    text = "\n".join(lines)
    print(text)
    page = path.read_text("utf-8")
    begin, end = f"<!-- {name}: begin -->", f"<!-- {name}: end -->"
    section = re.compile(f"{re.escape(begin)}.*?{re.escape(end)}", re.DOTALL)
    if not section.search(page):
        raise SystemExit(f"{path} has no place for {name!r}: add {begin} and {end}")
    path.write_text(section.sub(lambda _: f"{begin}\n{text}\n{end}", page), "utf-8")
