# Derived from tests/behaviour/async_/conftest.py by scripts/unasync.py; do not edit.
"""A client of each server that there is, and names that no other test uses."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

import pytest

from conductor import (
    ConductorClient,
    MetadataClient,
    OrkesClients,
    TaskClient,
    WorkflowExecutor,
    orkes_conductor_client,
)
from tests.support.checked_transport import CheckedTransport


@pytest.fixture
def client(server_address: str) -> Iterator[ConductorClient]:
    """A client of the embedded server in this process, of one over HTTP, or of the real one: the same tests for all."""
    with orkes_conductor_client(server_url=server_address) as client:
        yield client


@pytest.fixture
def executor(client: ConductorClient) -> WorkflowExecutor:
    return WorkflowExecutor(client)


@pytest.fixture
def metadata(client: ConductorClient) -> MetadataClient:
    return MetadataClient(client)


@pytest.fixture
def task_client(client: ConductorClient) -> TaskClient:
    return TaskClient(client)


@pytest.fixture
def clients(client: ConductorClient) -> OrkesClients:
    return OrkesClients(client)


@pytest.fixture
def orkes(orkes_address: str) -> Iterator[OrkesClients]:
    """The clients of an embedded server of the Orkes edition; what the document does not allow fails the test."""
    transport = CheckedTransport(orkes_address)
    url = orkes_address.replace("local://", "http://")
    with orkes_conductor_client(server_url=url, fetch=transport) as client:
        yield OrkesClients(client)
    transport.close()


@pytest.fixture
def name() -> str:
    """A name for what this test registers: all tests share one server."""
    return f"test_{uuid.uuid4().hex[:12]}"
