# Async source: scripts/unasync.py derives tests/behaviour/sync/conftest.py from it, line by line.
"""A client of each server that there is, and names that no other test uses."""

from __future__ import annotations

import uuid
from collections.abc import AsyncIterator

import pytest

from conductor import (
    AsyncConductorClient,
    AsyncMetadataClient,
    AsyncOrkesClients,
    AsyncTaskClient,
    AsyncWorkflowExecutor,
    async_orkes_conductor_client,
)
from tests.support.checked_transport import CheckedTransport


@pytest.fixture
async def client(server_address: str) -> AsyncIterator[AsyncConductorClient]:
    """A client of the embedded server in this process, of one over HTTP, or of the real one: the same tests for all."""
    async with async_orkes_conductor_client(server_url=server_address) as client:
        yield client


@pytest.fixture
def executor(client: AsyncConductorClient) -> AsyncWorkflowExecutor:
    return AsyncWorkflowExecutor(client)


@pytest.fixture
def metadata(client: AsyncConductorClient) -> AsyncMetadataClient:
    return AsyncMetadataClient(client)


@pytest.fixture
def task_client(client: AsyncConductorClient) -> AsyncTaskClient:
    return AsyncTaskClient(client)


@pytest.fixture
def clients(client: AsyncConductorClient) -> AsyncOrkesClients:
    return AsyncOrkesClients(client)


@pytest.fixture
async def orkes(orkes_address: str) -> AsyncIterator[AsyncOrkesClients]:
    """The clients of an embedded server of the Orkes edition; what the document does not allow fails the test."""
    transport = CheckedTransport(orkes_address)
    url = orkes_address.replace("local://", "http://")
    async with async_orkes_conductor_client(server_url=url, fetch=transport) as client:
        yield AsyncOrkesClients(client)
    await transport.aclose()


@pytest.fixture
def name() -> str:
    """A name for what this test registers: all tests share one server."""
    return f"test_{uuid.uuid4().hex[:12]}"
