"""Clients of an embedded server: by local://, by name, by object."""

from __future__ import annotations

import subprocess
import sys
import threading
from typing import Any

import pytest

from conductor import (
    ConductorClient,
    ConductorConnectionError,
    ConductorWorker,
    ConfigurationError,
    MetadataClient,
    NotFoundError,
    NotSupportedByServer,
    SchemaClient,
    TaskManager,
    WorkflowExecutor,
    WorkflowState,
    async_orkes_conductor_client,
    orkes_conductor_client,
    simple_task,
    wait_task_duration,
    workflow,
)
from conductor.local import LocalServer, SkippingClock
from conductor.local.api.http import Reply, Request
from conductor_api.api.workflow import get_workflow


def register(client: ConductorClient, name: str = "wf") -> None:
    WorkflowExecutor(client).register_workflow(True, workflow(name, [simple_task("one", "work", {})]))


def is_registered(client: ConductorClient, name: str = "wf") -> bool:
    try:
        MetadataClient(client).get_workflow_def(name)
    except NotFoundError:
        return False
    return True


def test_each_local_client_has_a_server_of_its_own() -> None:
    """What one client of local:// registers, another does not see."""
    with orkes_conductor_client(server_url="local://") as one, orkes_conductor_client(server_url="local://") as other:
        register(one)
        assert (is_registered(one), is_registered(other)) == (True, False)


def test_clients_of_a_name_share_a_server_until_the_last_is_closed() -> None:
    """local://name is one server for all; after the last close the name means a new one."""
    first = orkes_conductor_client(server_url="local://shared")
    second = orkes_conductor_client({"serverUrl": "local://shared/api/"})
    register(first)
    first.close()
    first.close()
    assert is_registered(second)
    second.close()
    with orkes_conductor_client(server_url="local://shared") as third:
        assert not is_registered(third)


def test_a_closed_client_leaves_no_thread() -> None:
    """Closing the client ends the server that it made."""
    before = set(threading.enumerate())
    with orkes_conductor_client(server_url="local://") as client:
        register(client)
        assert {thread.name for thread in set(threading.enumerate()) - before} == {"conductor-local-timer"}
    assert set(threading.enumerate()) - before == set()


@pytest.mark.parametrize("option", ["server_url", "fetch", "address"])
def test_a_server_object_is_used_and_never_closed(option: str) -> None:
    """A LocalServer goes as server_url, as fetch or by its address; it belongs to who made it."""
    with LocalServer(name="mine") as server:
        given: dict[str, Any] = {"server_url": "local://mine"} if option == "address" else {option: server}
        with orkes_conductor_client(**given) as client:
            register(client)
            assert client.settings.server_url == "local://mine"
        with orkes_conductor_client(server_url=server) as later:
            assert is_registered(later)


def test_the_server_of_a_client_has_the_clock_it_was_made_with() -> None:
    """A wait of 30 days is over at once on a skipping clock."""
    with LocalServer(clock=SkippingClock()) as server, orkes_conductor_client(server_url=server) as client:
        executor = WorkflowExecutor(client)
        executor.register_workflow(True, workflow("month", [wait_task_duration("pause", "30 days")]))
        workflow_id = executor.start_workflow({"name": "month"})
        server.sleep(30 * 24 * 3600)
        assert executor.get_workflow(workflow_id).status is WorkflowState.COMPLETED


@pytest.mark.parametrize("kind", ["address", "server_url", "fetch"])
async def test_the_async_client_takes_the_same(kind: str) -> None:
    """The async twin takes address and object too, and its raw endpoints lead to the server."""
    with LocalServer() as server:
        given: dict[str, Any] = {"server_url": server.url} if kind == "address" else {kind: server}
        async with async_orkes_conductor_client(**given) as client:
            with pytest.raises(NotFoundError, match="local://"):
                await get_workflow.asyncio("nobody", client=client.api)


def test_workers_keep_the_server_of_a_client_that_was_closed() -> None:
    """The connections of the workers count as a user: their server lives on until they end."""
    client = orkes_conductor_client(server_url="local://workers")
    register(client)
    with TaskManager(client, [ConductorWorker("work", lambda _task: {"done": True})]):
        client.close()
        with orkes_conductor_client(server_url="local://workers") as other:
            run = WorkflowExecutor(other).execute_workflow({"name": "wf", "version": 1})
    assert run.output == {"done": True}


def test_the_environment_does_not_come_between(monkeypatch: pytest.MonkeyPatch, caplog: Any) -> None:
    """Address and key of the environment are not taken, and there is no warning."""
    monkeypatch.setenv("CONDUCTOR_SERVER_URL", "https://prod.example.com/api")
    monkeypatch.setenv("CONDUCTOR_AUTH_KEY", "key")
    monkeypatch.setenv("CONDUCTOR_AUTH_SECRET", "secret")
    with orkes_conductor_client(server_url="local://") as client, LocalServer() as server:
        assert client.settings.server_url.startswith("local://")
        assert client.settings.key_id is None
        with orkes_conductor_client(fetch=server) as other:
            assert (other.settings.server_url, other.settings.key_id) == (server.url, None)
    assert caplog.records == []


def test_the_environment_can_name_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """CONDUCTOR_SERVER_URL=local:// turns a program without an address into a local one."""
    monkeypatch.setenv("CONDUCTOR_SERVER_URL", "local://")
    with orkes_conductor_client() as client:
        register(client)
        assert is_registered(client)


def test_orkes_features_are_refused_as_the_open_source_server_does() -> None:
    """The embedded server is a Conductor OSS, and the error names what it lacks."""
    needs_orkes = pytest.raises(NotSupportedByServer, match="schemas need Orkes")
    with orkes_conductor_client(server_url="local://") as client, needs_orkes:
        SchemaClient(client).get_all_schemas()


@pytest.mark.parametrize("address", ["local://a b", "local://host:80", "local://name/path", "local://name?x=1"])
def test_a_wrong_address_is_refused(address: str) -> None:
    """The error quotes the address and says what a name is made of."""
    with pytest.raises(ConfigurationError, match=r"server_url: after local:// comes nothing, or a name of letters"):
        orkes_conductor_client(server_url=address)


def test_a_name_is_given_once() -> None:
    """A second server of the same name is refused, and so is a name that no address can hold."""
    with LocalServer(name="once"):
        with pytest.raises(ValueError, match="'once' in this process already"):
            LocalServer(name="once")
        with pytest.raises(ValueError, match="letters, digits"):
            LocalServer(name="a b")


def test_calls_after_the_end_of_the_server_fail() -> None:
    """A server that its owner closed cannot be reached, as a real one that was stopped."""
    server = LocalServer()
    with orkes_conductor_client(server_url=server, max_retries=0) as client:
        server.close()
        with pytest.raises(ConductorConnectionError, match="the embedded server is closed"):
            is_registered(client)


def test_a_waiting_request_ends_with_the_server() -> None:
    """Who waits for an answer when the server closes gets an error, not silence."""
    server = LocalServer()
    replies: list[Reply] = []
    server.driver.submit(Request("GET", "/api/tasks/poll/batch/work", "timeout=5000", {}, b""), replies.append)
    assert replies == []
    server.close()
    assert [(reply.status, b"the embedded server is closed" in reply.body) for reply in replies] == [(503, True)]


@pytest.mark.slow
def test_it_is_loaded_only_when_asked_for() -> None:
    """Importing the package, or a client of another server, loads nothing of the embedded one."""
    program = (
        "import sys, conductor\n"
        "def loaded(): return sum(name.startswith('conductor.local') for name in sys.modules)\n"
        "[getattr(conductor, name) for name in conductor.__all__]\n"
        "conductor.orkes_conductor_client(server_url='http://localhost:8080').close()\n"
        "before = loaded()\n"
        "conductor.orkes_conductor_client(server_url='local://').close()\n"
        "print(before, loaded() > 0)"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout == "0 True\n"
