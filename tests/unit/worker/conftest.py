"""A stub server and clients of it."""

from __future__ import annotations

import asyncio
import importlib.util
from collections.abc import AsyncGenerator, Callable, Generator

import httpx
import pytest

from conductor._async.client import AsyncConductorClient, async_orkes_conductor_client
from conductor._sync.client import ConductorClient, orkes_conductor_client
from tests.support.stub_server import StubServer


def pytest_asyncio_loop_factories(item: pytest.Item) -> dict[str, Callable[[], asyncio.AbstractEventLoop]]:
    """Run the tests of connections on uvloop as well, which workers of sync programs use where it is installed."""
    factories = {"asyncio": asyncio.new_event_loop}
    if item.path.name == "test_http1.py" and importlib.util.find_spec("uvloop"):
        factories["uvloop"] = importlib.import_module("uvloop").new_event_loop
    return factories


@pytest.fixture
def stub() -> StubServer:
    return StubServer()


@pytest.fixture
async def client(stub: StubServer) -> AsyncGenerator[AsyncConductorClient]:
    async with async_orkes_conductor_client(server_url="http://stub", fetch=stub) as client:
        yield client


@pytest.fixture
def sync_client(stub: StubServer) -> Generator[ConductorClient]:
    # Only the workers send through it, and they are async.
    with orkes_conductor_client(server_url="http://stub", fetch=httpx.MockTransport(stub)) as client:
        yield client
