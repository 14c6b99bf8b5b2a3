"""A stub server and clients of it."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Generator

import httpx
import pytest

from conductor._async.client import AsyncConductorClient, async_orkes_conductor_client
from conductor._sync.client import ConductorClient, orkes_conductor_client
from conductor._worker import backoff
from tests.support.stub_server import StubServer


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


@pytest.fixture
def short_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make all waits after failures so short that nobody notices."""
    for name in ("POLL", "AUTH", "UPDATE", "RESTART"):
        monkeypatch.setattr(backoff, name, backoff.Backoff(base_s=0.001, cap_s=0.001))
