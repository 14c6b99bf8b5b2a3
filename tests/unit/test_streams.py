"""Answers that come piece by piece, through the transport and the auth of the facade, on sockets."""

from __future__ import annotations

import socket
import threading
from collections.abc import Generator
from contextlib import aclosing

import pytest

from conductor import async_orkes_conductor_client, orkes_conductor_client
from conductor.errors import ConductorConnectionError, NotFoundError

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
FIRST = b"c\r\ndata: first\n\r\n1\r\n\n\r\n"
SECOND = b"f\r\nid: 2\ndata: two\r\n2\r\n\n\n\r\n0\r\n\r\n"
MISSING = b'HTTP/1.1 404 No\r\nContent-Length: 21\r\nContent-Type: application/json\r\n\r\n{"message": "nothing"}'[:-1]
SETTINGS = {"token": "secret", "max_retries": 0}


class EventServer:
    """Sends the first event at once, and the rest when it is told to."""

    def __init__(self, start: bytes, rest: bytes) -> None:
        self.go_on = threading.Event()
        self.requests: list[bytes] = []
        self._start, self._rest = start, rest
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()

    def _serve(self) -> None:
        connection, _ = self._socket.accept()
        with connection:
            self.requests.append(connection.recv(65536))
            connection.sendall(self._start)
            self.go_on.wait(30)
            connection.sendall(self._rest)

    def close(self) -> None:
        self.go_on.set()
        self._thread.join()
        self._socket.close()


@pytest.fixture
def server(request: pytest.FixtureRequest) -> Generator[EventServer]:
    """Run a server with what the test parametrises."""
    found = EventServer(*getattr(request, "param", (HEAD + FIRST, SECOND)))
    yield found
    found.close()


def test_events_come_while_the_server_goes_on(server: EventServer) -> None:
    """The first event is there before the second is sent; the request carries the token."""
    with orkes_conductor_client(server_url=server.url, use_env=False, **SETTINGS) as client:
        events = client.api.events("GET", "/api/acme/events")
        assert next(events).data == "first"
        server.go_on.set()
        assert [(event.id, event.data) for event in events] == [("2", "two")]
    assert b"X-Authorization: secret" in server.requests[0]


async def test_events_come_while_the_server_goes_on_async(server: EventServer) -> None:
    """The same for the async world."""
    async with async_orkes_conductor_client(server_url=server.url, use_env=False, **SETTINGS) as client:
        events = client.api.events_async("GET", "/api/acme/events")
        assert (await anext(events)).data == "first"
        server.go_on.set()
        assert [(event.id, event.data) async for event in events] == [("2", "two")]


@pytest.mark.parametrize("server", [(HEAD + FIRST, b"")], indirect=True)
async def test_stream_that_breaks_off_is_our_error(server: EventServer) -> None:
    """When the server ends in the middle, the error is one of the SDK, after the events that came."""
    async with (
        async_orkes_conductor_client(server_url=server.url, use_env=False, **SETTINGS) as client,
        aclosing(client.api.events_async("GET", "/api/acme/events")) as events,
    ):
        assert (await anext(events)).data == "first"
        server.go_on.set()
        with pytest.raises(ConductorConnectionError):
            await anext(events)


@pytest.mark.parametrize("server", [(MISSING, b"")], indirect=True)
def test_error_instead_of_events_is_our_error(server: EventServer) -> None:
    """A refused request is the error of its status, with the text of the server."""
    with (
        orkes_conductor_client(server_url=server.url, use_env=False, **SETTINGS) as client,
        pytest.raises(NotFoundError, match="nothing"),
    ):
        next(client.api.events("GET", "/api/acme/events"))


def test_leaving_early_closes_the_connection(server: EventServer) -> None:
    """Closing the iterator frees the connection, and the client can be closed."""
    with orkes_conductor_client(server_url=server.url, use_env=False, **SETTINGS) as client:
        events = client.api.events("GET", "/api/acme/events")
        next(events)
        events.close()
        assert list(events) == []
