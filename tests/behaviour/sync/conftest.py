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
def name() -> str:
    """A name for what this test registers: all tests share one server."""
    return f"test_{uuid.uuid4().hex[:12]}"
