"""The transport under the facade, against servers that misbehave; each case sync and async."""

from __future__ import annotations

import asyncio
import contextlib
import functools
import gzip
import logging
import socket
import threading
from collections.abc import AsyncIterator, Callable
from typing import Any, Self

import httpx
import pytest

from conductor._async.client import async_orkes_conductor_client
from conductor._net import connection, retry
from conductor._net.timeouts import TimeBudget
from conductor._sync.client import orkes_conductor_client
from conductor.config import Settings
from conductor.errors import (
    AuthenticationError,
    ConductorConnectionError,
    ConductorTimeoutError,
    ConfigurationError,
    RateLimitedError,
    ServerError,
    UnreadableAnswerError,
    UsageError,
)
from conductor_api.api.metadata import get_workflow_def
from conductor_api.api.workflow import get_workflow, start_workflow
from conductor_api.models import StartWorkflowRequest

WORLDS = ["sync", "async"]
CALL = "/api/workflow/1"


def reply(status: int = 200, body: bytes = b"{}", *headers: str) -> bytes:
    lines = [f"HTTP/1.1 {status} Words", f"Content-Length: {len(body)}", "Connection: close", *headers]
    return "\r\n".join([*lines, "", ""]).encode() + body


CLOSE = b""
HALF_A_BODY = b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\nContent-Type: application/json\r\n\r\n{"
NO_HTTP = b"SSH-2.0-OpenSSH_9\r\n\r\n"
HUGE_HEADER = b"HTTP/1.1 200 OK\r\nX: " + b"x" * 200_000 + b"\r\n\r\n"


HANG = b"hang"


class ScriptedServer:
    """Answers the requests that come in with the given bytes, one after the other; then it closes connections."""

    def __init__(self, *script: bytes) -> None:
        self._script = list(script)
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        self.requests: list[str] = []
        self.hangs = threading.Event()
        self._thread = threading.Thread(target=self._serve)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._socket.shutdown(socket.SHUT_RDWR)
        self._thread.join()
        self._socket.close()

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            # Clients hang up in the middle of what they cannot read.
            with connection, contextlib.suppress(OSError):
                self._answer(connection)

    def _answer(self, connection: socket.socket) -> None:
        head = b""
        while b"\r\n\r\n" not in head:
            head += connection.recv(65536) or b"\r\n\r\n"
        self.requests.append(head.split(b" HTTP")[0].decode())
        answer = self._script.pop(0) if self._script else CLOSE
        if answer == HANG:
            self.hangs.set()
        else:
            connection.sendall(answer)
            connection.shutdown(socket.SHUT_WR)
        while connection.recv(65536):
            pass


@pytest.fixture(autouse=True)
def no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Repeat at once."""
    monkeypatch.setattr(retry, "RetryPolicy", functools.partial(retry.RetryPolicy, base_s=0.0))


def exchange(world: str, url: str, method: str = "GET", path: str = CALL, /, **options: Any) -> httpx.Response:
    """Send one request through a client of the world."""
    content = b"{}" if method == "POST" else None
    if world == "sync":
        with orkes_conductor_client(server_url=url, **options) as client:
            return client.api.send(method, path, content=content)

    async def send() -> httpx.Response:
        async with async_orkes_conductor_client(server_url=url, **options) as client:
            return await client.api.send_async(method, path, content=content)

    return asyncio.run(send())


@pytest.mark.parametrize("world", WORLDS)
@pytest.mark.parametrize(
    "broken", [CLOSE, HALF_A_BODY, reply(503), reply(502), reply(429, b"{}", "Retry-After: 0"), HUGE_HEADER, NO_HTTP]
)
def test_harmless_call_is_repeated(world: str, broken: bytes) -> None:
    """A GET survives a broken answer, half a body included."""
    with ScriptedServer(broken, broken, reply(body=b'{"ok": 1}')) as server:
        answer = exchange(world, server.url)
    assert answer.json() == {"ok": 1}
    assert server.requests == [f"GET {CALL}"] * 3


@pytest.mark.parametrize("world", WORLDS)
@pytest.mark.parametrize("broken", [CLOSE, HALF_A_BODY, NO_HTTP])
def test_start_is_never_sent_twice(world: str, broken: bytes) -> None:
    """A start that may have arrived is reported to the caller, who knows what to do."""
    with ScriptedServer(broken) as server, pytest.raises(ConductorConnectionError) as caught:
        exchange(world, server.url, "POST", "/api/workflow")
    assert server.requests == ["POST /api/workflow"]
    assert isinstance(caught.value.__cause__, httpx.RemoteProtocolError)
    assert f"POST {server.url}/api/workflow" in str(caught.value)


@pytest.mark.parametrize("world", WORLDS)
def test_repeats_end(world: str) -> None:
    """After three repeats the caller has the last outcome."""
    with ScriptedServer() as server, pytest.raises(ConductorConnectionError, match="without sending a response"):
        exchange(world, server.url)
    assert len(server.requests) == 4


@pytest.mark.parametrize("world", WORLDS)
def test_repeats_can_be_limited_and_switched_off(world: str) -> None:
    """max_retries is for the whole client, without_retries for a block of code."""
    with ScriptedServer() as server, pytest.raises(ConductorConnectionError):
        exchange(world, server.url, max_retries=1)
    assert len(server.requests) == 2
    with ScriptedServer() as server, retry.without_retries(), pytest.raises(ConductorConnectionError):
        exchange(world, server.url)
    assert len(server.requests) == 1


@pytest.mark.parametrize("world", WORLDS)
def test_server_that_is_not_there_is_an_error_that_names_it(world: str) -> None:
    """Connection refused: the text has the address; a start is repeated too, since nothing was sent."""
    with socket.create_server(("127.0.0.1", 0)) as closed:
        url = f"http://127.0.0.1:{closed.getsockname()[1]}"
    with pytest.raises(ConductorConnectionError, match="cannot connect to the server") as caught:
        exchange(world, url, "POST", "/api/workflow")
    assert url in str(caught.value)


class Network(httpx.MockTransport):
    """Stands for the network: records requests and plays a list of outcomes, the last of them for ever."""

    def __init__(self, *outcomes: httpx.Response | Exception) -> None:
        super().__init__(self._play)
        self.requests: list[httpx.Request] = []
        self._outcomes = list(outcomes)

    def _play(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        outcome = self._outcomes.pop(0) if len(self._outcomes) > 1 else self._outcomes[0]
        if isinstance(outcome, Exception):
            raise outcome
        return httpx.Response(outcome.status_code, content=outcome.content, headers=outcome.headers)


URL = "http://server"


@pytest.mark.parametrize("world", WORLDS)
def test_start_is_repeated_when_it_was_never_sent(world: str) -> None:
    """Without a connection nothing can have been started."""
    network = Network(httpx.ConnectError("refused"), httpx.ConnectTimeout("slow"), httpx.Response(200))
    assert exchange(world, URL, "POST", "/api/workflow", fetch=network).status_code == 200
    assert len(network.requests) == 3
    assert {request.content for request in network.requests} == {b"{}"}


@pytest.mark.parametrize("world", WORLDS)
def test_timeouts_have_their_class(world: str) -> None:
    """A slow server is not asked again; the error is a timeout."""
    network = Network(httpx.ReadTimeout("slow"))
    with pytest.raises(ConductorTimeoutError, match="no answer within the time limit"):
        exchange(world, URL, fetch=network)
    assert len(network.requests) == 1


@pytest.mark.parametrize("world", WORLDS)
def test_path_before_the_api_does_not_change_what_is_repeated(world: str) -> None:
    """Behind a gateway with a path of its own the same calls are repeated."""
    network = Network(httpx.Response(503), httpx.Response(200))
    assert exchange(world, f"{URL}/gateway/api", "POST", "/api/tasks", fetch=network).status_code == 200
    assert [request.url.path for request in network.requests] == ["/gateway/api/tasks"] * 2


class DeadNetwork(httpx.BaseTransport, httpx.AsyncBaseTransport):
    """Counts requests without reading them, and never connects."""

    def __init__(self) -> None:
        self.attempts = 0

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        self.attempts += 1
        raise httpx.ConnectError("refused")

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        return self.handle_request(request)


def test_requests_that_cannot_be_replayed_are_sent_once() -> None:
    """A body that is read while it is sent is gone after that."""
    network = DeadNetwork()
    client = orkes_conductor_client(server_url=URL, fetch=network)
    with pytest.raises(ConductorConnectionError):
        client.api.send("PUT", CALL, content=iter([b"{}"]))
    assert network.attempts == 1


async def test_async_requests_that_cannot_be_replayed_are_sent_once() -> None:
    """The same for the async client."""
    network = DeadNetwork()

    async def pieces() -> AsyncIterator[bytes]:
        yield b"{}"

    client = async_orkes_conductor_client(server_url=URL, fetch=network)
    with pytest.raises(ConductorConnectionError):
        await client.api.send_async("PUT", CALL, content=pieces())
    assert network.attempts == 1


@pytest.mark.parametrize("world", WORLDS)
def test_broken_compression_is_an_error_of_ours(world: str) -> None:
    """A body that says gzip and is none does not surface as an httpx error."""

    class Raw(httpx.MockTransport):
        def __init__(self) -> None:
            super().__init__(
                lambda _: httpx.Response(200, headers={"content-encoding": "gzip"}, stream=httpx.ByteStream(b"no gzip"))
            )

    with pytest.raises(ConductorConnectionError, match="cannot be decompressed"):
        exchange(world, URL, fetch=Raw())


@pytest.mark.parametrize("world", WORLDS)
def test_compressed_answers_are_read(world: str) -> None:
    """Reading the body in the transport keeps its decoding."""
    body = gzip.compress(b'{"ok": 1}')
    with ScriptedServer(reply(200, body, "Content-Encoding: gzip")) as server:
        assert exchange(world, server.url).json() == {"ok": 1}


@pytest.mark.parametrize("world", WORLDS)
def test_refused_header_is_not_quoted(world: str) -> None:
    """The error for a header that HTTP does not allow says so without its value."""
    network = Network(httpx.LocalProtocolError("Illegal header value b'hush'"))
    with pytest.raises(ConductorConnectionError, match="a header holds a character") as caught:
        exchange(world, URL, fetch=network)
    assert "hush" not in str(caught.value)


@pytest.mark.parametrize("world", WORLDS)
def test_token_endpoint_that_cannot_be_reached_is_a_connection_error(world: str) -> None:
    """The class tells that a later attempt may work."""
    network = Network(httpx.ConnectError("refused"))
    with pytest.raises(ConductorConnectionError, match="no token: cannot connect to the server: refused") as caught:
        exchange(world, URL, fetch=network, key_id="k", key_secret="hush")
    assert {request.url.path for request in network.requests} == {"/api/token"}
    assert "hush" not in str(caught.value)


@pytest.mark.parametrize("world", WORLDS)
def test_token_request_is_limited_in_time(world: str) -> None:
    """Auth flows make requests of their own, which would wait for ever without limits."""
    network = Network(httpx.Response(404))
    exchange(world, URL, fetch=network, key_id="k", key_secret="s", read_timeout_s=7, connect_timeout_s=3)
    limits = [request.extensions["timeout"] for request in network.requests]
    assert limits == [{"connect": 3.0, "read": 7.0, "write": 7.0, "pool": 7.0}] * 2


@pytest.mark.parametrize("world", WORLDS)
def test_expired_token_is_renewed_over_the_wire(world: str) -> None:
    """Refused, renewed, repeated: on real connections too."""
    script = [reply(200, b'{"token": "t1"}'), reply(401, b'{"error": "EXPIRED_TOKEN"}'), reply(200, b'{"token": "t2"}')]
    with ScriptedServer(*script, reply(200, b'{"ok": 1}')) as server:
        assert exchange(world, server.url, key_id="k", key_secret="s").json() == {"ok": 1}
    assert server.requests == ["POST /api/token", f"GET {CALL}"] * 2


@pytest.mark.parametrize("world", WORLDS)
def test_server_that_never_answers_is_a_timeout(world: str) -> None:
    """A server that accepts and is silent costs the time limit, once."""
    with ScriptedServer(HANG) as server:
        with pytest.raises(ConductorTimeoutError, match="no answer within"):
            exchange(world, server.url, read_timeout_s=0.1)
        assert server.hangs.wait(30)
    assert server.requests == [f"GET {CALL}"]


@pytest.mark.parametrize("world", WORLDS)
def test_total_limit_ends_a_call_that_waits(world: str) -> None:
    """The limit of the whole call is kept by a single slow attempt as well."""
    with ScriptedServer(HANG) as server, pytest.raises(ConductorTimeoutError):
        exchange(world, server.url, timeout_s=0.1)
    assert server.requests in ([], [f"GET {CALL}"])


async def test_cancelled_call_leaves_the_client_usable() -> None:
    """The connection of the cancelled call is given up, the next call has its own."""
    with ScriptedServer(HANG, reply(200, b'{"ok": 1}')) as server:
        async with async_orkes_conductor_client(server_url=server.url) as client:
            waiting = asyncio.create_task(client.api.send_async("GET", CALL))
            await asyncio.to_thread(server.hangs.wait, 30)
            waiting.cancel()
            with pytest.raises(asyncio.CancelledError):
                await waiting
            assert (await client.api.send_async("GET", CALL)).json() == {"ok": 1}


@pytest.mark.parametrize("world", WORLDS)
def test_repeats_are_logged_without_secrets(world: str, caplog: pytest.LogCaptureFixture) -> None:
    """Each repeat is a DEBUG line with the address, less the values of secret parameters."""
    caplog.set_level(logging.DEBUG, "conductor")
    exchange(world, URL, "GET", f"{CALL}?token=hush", fetch=Network(httpx.Response(503), httpx.Response(200)))
    assert f"GET {URL}{CALL}?token=redacted: attempt 1 failed" in caplog.text
    assert "hush" not in caplog.text


def call_endpoint(network: Network, call: Callable[[Any], object]) -> object:
    with orkes_conductor_client(server_url=URL, fetch=network) as client:
        return call(client.api)


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (httpx.Response(401, json={"error": "NO", "message": "who are you"}), AuthenticationError),
        (httpx.Response(429, headers={"retry-after": "900"}), RateLimitedError),
        (httpx.Response(500, content=b"oops"), ServerError),
        (httpx.Response(200, content=b"<html></html>", headers={"content-type": "text/html"}), UnreadableAnswerError),
        (httpx.Response(200, content=b"{", headers={"content-type": "application/json"}), UnreadableAnswerError),
        (httpx.Response(200, json=[1]), UnreadableAnswerError),
    ],
)
def test_raw_endpoints_raise_the_errors_of_this_package(answer: httpx.Response, kind: type[Exception]) -> None:
    """Whoever calls generated endpoints through a client catches the same errors."""
    with pytest.raises(kind):
        call_endpoint(Network(answer), lambda api: get_workflow.sync("1", client=api))


def test_start_that_is_rate_limited_tells_the_wait() -> None:
    """A start is not repeated, not even after 429: the caller gets the wait."""
    network = Network(httpx.Response(429, headers={"retry-after": "2"}))
    with pytest.raises(RateLimitedError) as caught:
        call_endpoint(network, lambda api: start_workflow.sync(client=api, body=StartWorkflowRequest(name="x")))
    assert (caught.value.retry_after_s, len(network.requests)) == (2.0, 1)


def test_names_keep_their_characters() -> None:
    """Unicode and reserved characters in a name stay one segment of the path."""
    network = Network(httpx.Response(404, json={"message": "no"}))
    with pytest.raises(Exception, match="no"):
        call_endpoint(network, lambda api: get_workflow_def.sync("a b?c#d%e;f+ü", client=api))
    assert network.requests[0].url.raw_path == b"/api/metadata/workflow/a%20b%3Fc%23d%25e%3Bf%2B%C3%BC"


# --- clients of the caller -----------------------------------------------------------------


def own_sync_client(network: Network, **options: Any) -> httpx.Client:
    return httpx.Client(transport=network, **options)


def own_async_client(network: Network, **options: Any) -> httpx.AsyncClient:
    return httpx.AsyncClient(transport=network, **options)


@pytest.mark.parametrize("world", WORLDS)
def test_client_of_the_caller_keeps_its_ways(world: str) -> None:
    """Its headers, cookies, auth and time limits apply, its base_url not; token and call go on top."""
    network = Network(httpx.Response(200, json={"token": "t1"}))
    make = own_sync_client if world == "sync" else own_async_client
    own = make(
        network,
        base_url="http://elsewhere/x",
        headers={"X-Mine": "1", "User-Agent": "mine"},
        cookies={"c": "2"},
        auth=("ada", "p"),
        timeout=7,
    )
    answer = exchange(world, URL, "POST", "/api/tasks", fetch=own, key_id="k", key_secret="s")
    assert answer.status_code == 200
    assert [str(request.url) for request in network.requests] == [f"{URL}/api/token", f"{URL}/api/tasks"]
    for request in network.requests:
        assert (request.headers["X-Mine"], request.headers["Cookie"]) == ("1", "c=2")
        assert request.headers["Authorization"].startswith("Basic ")
        assert request.extensions["timeout"]["read"] == 7
    last = network.requests[-1]
    assert (last.headers["User-Agent"], last.headers["X-Authorization"], last.content) == ("mine", "t1", b"{}")
    assert not own.is_closed


@pytest.mark.parametrize("world", WORLDS)
def test_hooks_of_the_callers_client_run(world: str) -> None:
    """Event hooks see each request, repeats included."""
    seen: list[str] = []

    def hook(request: httpx.Request) -> None:
        seen.append(request.url.path)

    async def async_hook(request: httpx.Request) -> None:
        hook(request)

    network = Network(httpx.Response(503), httpx.Response(200))
    own: Any = (
        own_sync_client(network, event_hooks={"request": [hook]})
        if world == "sync"
        else own_async_client(network, event_hooks={"request": [async_hook]})
    )
    exchange(world, URL, fetch=own)
    assert seen == [CALL, CALL]


@pytest.mark.parametrize("world", WORLDS)
def test_closed_client_of_the_caller_is_named(world: str) -> None:
    """The error says which of the two clients is closed."""
    if world == "sync":
        own_sync = own_sync_client(Network(httpx.Response(200)))
        own_sync.close()
        with pytest.raises(UsageError, match="given as fetch is closed"):
            exchange(world, URL, fetch=own_sync)
    else:
        own_async = own_async_client(Network(httpx.Response(200)))
        asyncio.run(own_async.aclose())
        with pytest.raises(UsageError, match="given as fetch is closed"):
            exchange(world, URL, fetch=own_async)


@pytest.mark.parametrize("world", WORLDS)
def test_function_may_stand_for_the_network(world: str) -> None:
    """A plain function answers requests; the async client takes async ones too."""
    assert exchange(world, URL, fetch=lambda request: httpx.Response(200, text=request.url.path)).text == CALL


async def test_async_function_may_stand_for_the_network() -> None:
    """The async client awaits it."""

    async def fetch(request: httpx.Request) -> httpx.Response:
        await asyncio.sleep(0)
        return httpx.Response(200, text=request.url.path)

    async with async_orkes_conductor_client(server_url=URL, fetch=fetch) as client:
        assert (await client.api.send_async("GET", CALL)).text == CALL


@pytest.mark.parametrize(("world", "fetch"), [("sync", httpx.AsyncClient()), ("async", httpx.Client()), ("sync", "x")])
def test_fetch_of_the_wrong_kind_is_refused(world: str, fetch: Any) -> None:
    """A client of the other world cannot be used; the error says what can."""
    with pytest.raises(ConfigurationError, match=r"fetch must be an httpx\..*, not (Async)?(Client|str)"):
        exchange(world, URL, fetch=fetch)


@pytest.mark.parametrize("world", WORLDS)
def test_transport_of_the_caller_stays_open(world: str) -> None:
    """What was given is never closed from here."""
    closed: list[str] = []

    class Watched(Network):
        def close(self) -> None:
            closed.append("sync")

        async def aclose(self) -> None:
            closed.append("async")

    exchange(world, URL, fetch=Watched(httpx.Response(200)))
    assert closed == []


# --- time ----------------------------------------------------------------------------------

LIMITS = {"connect": 10.0, "read": 60.0, "write": 60.0, "pool": 60.0}


def request(path: str) -> httpx.Request:
    return httpx.Request("GET", f"{URL}{path}")


@pytest.mark.parametrize(
    ("path", "read_s"),
    [
        ("/api/workflow/1?waitForSeconds=600", 60.0),
        ("/api/workflow/execute/order/1?waitForSeconds=600", 610.0),
        ("/api/workflow/execute/order/1?waitForSeconds=20", 60.0),
        ("/api/workflow/1/state?waitForSeconds=600", 610.0),
        ("/api/tasks/1/COMPLETED/signal/sync?timeoutMillis=90000", 100.0),
        ("/api/tasks/1/COMPLETED/signal?timeoutMillis=90000", 60.0),
        ("/api/tasks/poll/batch/greet?timeout=70000&count=1", 80.0),
        ("/api/tasks/poll/greet?timeout=x", 60.0),
    ],
)
def test_reading_lasts_longer_than_the_wait_asked_for(path: str, read_s: float) -> None:
    """A call that asks the server to wait gets that time and ten seconds more."""
    assert TimeBudget(request(path), None).phases(LIMITS) == {**LIMITS, "read": read_s}


@pytest.mark.parametrize(
    ("path", "read_s"),
    [
        ("/api/workflow/execute/order/1", 20.0),
        ("/api/workflow/1/state", 20.0),
        ("/api/tasks/1/COMPLETED/signal/sync", 15.0),
    ],
)
def test_the_default_wait_of_the_server_counts(path: str, read_s: float) -> None:
    """It is what the server waits when nothing is asked for; no limit stays none."""
    budget = TimeBudget(request(path), None)
    assert budget.phases({**LIMITS, "read": 5.0})["read"] == read_s
    assert budget.phases({**LIMITS, "read": None})["read"] is None


def test_total_limit_cuts_each_part() -> None:
    """No part of a call may take longer than what is left for the whole; no limit becomes what is left."""
    phases = TimeBudget(request(CALL), 5.0).phases({**LIMITS, "write": None})
    assert all(limit_s is not None and 0 < limit_s <= 5 for limit_s in phases.values())


def test_total_limit_exceeds_the_wait_asked_for() -> None:
    """A total limit below the wait would never let the call succeed."""
    budget = TimeBudget(request("/api/workflow/execute/order/1?waitForSeconds=30"), 5.0)
    assert budget.allows(39.0)
    assert not budget.allows(41.0)


@pytest.mark.parametrize("world", WORLDS)
def test_total_limit_ends_the_repeats(world: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A pause that would end after the limit is not begun: the caller has the outcome at once."""
    monkeypatch.setattr(retry, "RetryPolicy", lambda max_retries: type("Slow", (), {"delay_s": lambda *_: 100.0})())
    network = Network(httpx.Response(503))
    assert exchange(world, URL, fetch=network, timeout_s=50).status_code == 503
    assert len(network.requests) == 1


# --- connections ---------------------------------------------------------------------------


@pytest.fixture
def no_proxies(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    return monkeypatch


def options(**settings: Any) -> dict[str, Any]:
    return connection.transport_options(Settings(**{"server_url": URL, **settings}))


def pool(**settings: Any) -> int | None:
    limits: httpx.Limits = options(**settings)["limits"]
    return limits.max_connections


def test_pool_has_room_for_long_polls() -> None:
    """max_http2_connections limits the pool with HTTP/2 only."""
    assert pool() == pool(max_http2_connections=1) == pool(http2=True) == 100
    assert pool(max_http2_connections=1, http2=True) == 1


def test_missing_http2_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """The error names the extra to install."""
    monkeypatch.setattr("importlib.util.find_spec", lambda _name: None)
    with pytest.raises(ConfigurationError, match=r"pip install 'conductor-sdk\[http2\]'"):
        options(http2=True)


def test_http2_does_not_log_tokens() -> None:
    """At DEBUG the HPACK library would log each header with its value."""
    options(http2=True)
    assert not logging.getLogger("hpack").isEnabledFor(logging.DEBUG)


def test_proxy_of_the_settings_wins(no_proxies: pytest.MonkeyPatch) -> None:
    """A given proxy is used, whatever the environment says."""
    no_proxies.setenv("http_proxy", "http://env-proxy:3128")
    assert options(proxy="http://my-proxy:1")["proxy"].url == "http://my-proxy:1"


@pytest.mark.parametrize(
    ("environment", "url", "proxy"),
    [
        ({}, "http://server", None),
        ({"http_proxy": "http://p:1"}, "http://server", "http://p:1"),
        ({"http_proxy": "p:1"}, "http://server", "http://p:1"),
        ({"http_proxy": "http://p:1"}, "https://server", None),
        ({"https_proxy": "http://p:1"}, "https://server", "http://p:1"),
        ({"all_proxy": "http://p:1"}, "https://server", "http://p:1"),
        ({"http_proxy": "http://p:1", "no_proxy": "server"}, "http://server:8080", None),
    ],
)
def test_proxy_of_the_environment_is_used(
    no_proxies: pytest.MonkeyPatch, environment: dict[str, str], url: str, proxy: str | None
) -> None:
    """The usual variables count as everywhere."""
    for name, value in environment.items():
        no_proxies.setenv(name, value)
    found = options(server_url=url)["proxy"]
    assert (found and str(found.url)) == proxy


def test_socks_proxy_needs_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    """The error names what to install."""
    monkeypatch.setattr("importlib.util.find_spec", lambda _name: None)
    with pytest.raises(ConfigurationError, match="socksio"):
        options(proxy="socks5://p:1")
