"""The thread of the workers has the best event loop that there is."""

from __future__ import annotations

import asyncio
import importlib.util
from collections.abc import Generator

import pytest
import uvloop

from conductor._worker.host import LoopThread
from conductor._worker.log import WorkerLog


async def running_loop() -> asyncio.AbstractEventLoop:
    return asyncio.get_running_loop()


@pytest.fixture
def host() -> Generator[LoopThread]:
    host = LoopThread("test", WorkerLog())
    yield host
    assert host.close()


def test_the_loop_is_one_of_uvloop(host: LoopThread) -> None:
    """Where uvloop is installed, it is used."""
    assert isinstance(host.run(running_loop()), uvloop.Loop)


def test_without_uvloop_the_loop_is_the_standard_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing else is needed."""
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: None)
    host = LoopThread("test", WorkerLog())
    assert not isinstance(host.run(running_loop()), uvloop.Loop)
    assert host.close()
