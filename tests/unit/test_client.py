"""The client objects and their factories, sync and async."""

from __future__ import annotations

import asyncio
import inspect
import logging
import os
import ssl
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import certifi
import httpx
import pytest

from conductor._async import client as async_client
from conductor._async.client import AsyncConductorClient, async_create_conductor_client, async_orkes_conductor_client
from conductor._net import connection
from conductor._net.lifetime import Lifetime
from conductor._sync import client as sync_client
from conductor._sync.client import ConductorClient, create_conductor_client, orkes_conductor_client
from conductor.config import OrkesApiConfig, Settings
from conductor.errors import ApiError, AuthenticationError, ConfigurationError, UsageError
from conductor_api.api import workflow as workflow_api

URL = "http://server"


class Server:
    """Gives a token for the secret "good", and answers calls with the token they brought."""

    def __init__(self) -> None:
        self.token_requests = 0

    def __call__(self, request: httpx.Request) -> httpx.Response:
        if request.url.path != "/api/token":
            return httpx.Response(200, text=request.headers.get("X-Authorization", "none"))
        self.token_requests += 1
        if b'"good"' not in request.content:
            return httpx.Response(401, json={"message": "no such key"})
        return httpx.Response(200, json={"token": f"t{self.token_requests}"})


@pytest.fixture
def server() -> Server:
    return Server()


def client_of(server: Server, **options: Any) -> ConductorClient:
    return orkes_conductor_client(OrkesApiConfig(server_url=URL, **options), httpx.MockTransport(server))


def async_client_of(server: Server, **options: Any) -> AsyncConductorClient:
    return async_orkes_conductor_client(OrkesApiConfig(server_url=URL, **options), httpx.MockTransport(server))


def call(client: ConductorClient) -> str:
    return client.api.send("GET", "/api/x").text


async def call_async(client: AsyncConductorClient) -> str:
    return (await client.api.send_async("GET", "/api/x")).text


def test_making_a_client_sends_nothing(server: Server) -> None:
    """The token is fetched when the first call needs it."""
    client = client_of(server, key_id="k", key_secret="good")
    assert server.token_requests == 0
    assert call(client) == "t1"


def test_options_come_as_mapping_or_keywords() -> None:
    """Both forms give the same client; the mapping may be written as in JavaScript."""
    made = [
        orkes_conductor_client(server_url=URL, key_id="k"),
        orkes_conductor_client({"serverUrl": f"{URL}/api", "keyId": "k"}),
        orkes_conductor_client({"server_url": "http://other"}, server_url=URL, key_id="k"),
    ]
    assert {client.settings.server_url for client in made} == {URL}
    assert {client.settings.key_id for client in made} == {"k"}


def test_environment_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    """A client needs no argument when the environment names the server."""
    monkeypatch.setenv("CONDUCTOR_SERVER_URL", "http://from-environment/api")
    assert orkes_conductor_client().settings.server_url == "http://from-environment"
    assert async_orkes_conductor_client().api.base_url == "http://from-environment"
    assert orkes_conductor_client(server_url=URL, use_env=False).settings.server_url == URL


def test_environment_does_not_redirect_a_given_transport(monkeypatch: pytest.MonkeyPatch, server: Server) -> None:
    """Tests with a transport of their own never talk to the address in the environment, nor with its keys."""
    monkeypatch.setenv("CONDUCTOR_SERVER_URL", "http://production")
    monkeypatch.setenv("CONDUCTOR_AUTH_KEY", "k")
    monkeypatch.setenv("CONDUCTOR_AUTH_SECRET", "good")
    client = client_of(server)
    assert client.settings.server_url == URL
    assert call(client) == "none"


def test_missing_address_is_a_clear_error() -> None:
    """There is no default address."""
    with pytest.raises(ConfigurationError, match="Conductor server URL is not set"):
        orkes_conductor_client()


def test_unknown_option_is_a_clear_error() -> None:
    """The error names the option that was meant."""
    options: Any = {"server_url": URL, "key": "k"}
    with pytest.raises(ConfigurationError, match="unknown option 'key' in options: did you mean key_id"):
        orkes_conductor_client(**options)


def test_names_of_later_versions_are_aliases() -> None:
    """Readers of the newer JavaScript documentation find their name."""
    assert create_conductor_client is orkes_conductor_client
    assert async_create_conductor_client is async_orkes_conductor_client


def test_repr_has_the_address_and_no_secret(server: Server) -> None:
    """A client can be printed; a closed one says so."""
    client = client_of(server, key_id="k", key_secret="hush", token="hush", username="u", password="hush")
    assert repr(client) == "ConductorClient('http://server')"
    assert "hush" not in repr(vars(client))
    client.close()
    assert repr(client) == "ConductorClient('http://server', closed)"
    assert repr(async_client_of(server)) == "AsyncConductorClient('http://server')"


def test_closed_client_says_so(server: Server) -> None:
    """After the block each call is refused with the way out; closing again is fine."""
    with client_of(server) as client:
        assert call(client) == "none"
    client.close()
    with pytest.raises(UsageError, match="the client is closed: make a new one"):
        call(client)
    with pytest.raises(UsageError), client:
        pytest.fail("a closed client is no context")


async def test_closed_async_client_says_so(server: Server) -> None:
    """The same for the async client."""
    async with async_client_of(server) as client:
        assert await call_async(client) == "none"
    await client.aclose()
    with pytest.raises(UsageError, match="the client is closed: make a new one"):
        await call_async(client)


def in_child(action: Callable[[], object]) -> str:
    """Run it in a forked process and give its outcome as text."""
    reading, writing = os.pipe()
    if not os.fork():
        try:
            outcome = repr(action())
        except BaseException as error:  # noqa: BLE001 - whatever it is, the parent wants to see it
            outcome = f"{type(error).__name__}: {error}"
        os.write(writing, outcome.encode())
        os._exit(0)
    os.close(writing)
    os.wait()
    with os.fdopen(reading) as pipe:
        return pipe.read()


@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")  # other tests' threads
def test_forked_client_says_so(server: Server) -> None:
    """The sockets of a client belong to the process that made it; the child is told what to do."""
    client = client_of(server)
    assert in_child(lambda: call(client)) == (
        "UsageError: the client was made before this process was forked: make a new one in this process"
    )
    assert in_child(lambda: call(client_of(server))) == "'none'"
    assert call(client) == "none"


def test_child_does_not_close_the_connections_of_its_parent(monkeypatch: pytest.MonkeyPatch) -> None:
    """Closing in a child only marks the client there."""
    client = orkes_conductor_client(server_url=URL)
    client._lifetime._process_id = -1
    closed: list[bool] = []
    monkeypatch.setattr(client._transport, "close", lambda: closed.append(True))
    client.close()
    assert (closed, client._lifetime.is_closed) == ([], True)


def test_async_client_serves_one_event_loop() -> None:
    """Connections of a loop that is gone cannot be used: the error says so instead of failing oddly."""
    client = async_orkes_conductor_client(server_url="http://127.0.0.1:9", max_retries=0, connect_timeout_s=0.001)

    async def first_error() -> str:
        try:
            return await call_async(client)
        except Exception as error:  # noqa: BLE001 - its class is what is looked at
            return type(error).__name__

    assert asyncio.run(first_error()).startswith("Conductor")
    assert asyncio.run(first_error()) == "UsageError"


def test_async_client_over_a_given_transport_serves_all_loops(server: Server) -> None:
    """There are no connections then."""
    client = async_client_of(server, key_id="k", key_secret="good")
    assert [asyncio.run(call_async(client)) for _ in range(2)] == ["t1", "t1"]


def test_own_connections_are_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the client made itself ends with it."""
    client = orkes_conductor_client(server_url=URL)
    closed: list[bool] = []
    monkeypatch.setattr(client._transport._inner, "close", lambda: closed.append(True))
    client.close()
    client.close()
    assert closed == [True]


def test_client_is_shared_by_threads(server: Server) -> None:
    """Fifty threads use one client and one token."""
    client = client_of(server, key_id="k", key_secret="good")
    barrier = threading.Barrier(50)

    def call_together(_: int) -> str:
        barrier.wait(30)
        return call(client)

    with ThreadPoolExecutor(50) as pool:
        assert set(pool.map(call_together, range(50))) == {"t1"}
    assert server.token_requests == 1


def test_authorize_fetches_a_token_now(server: Server) -> None:
    """Another key counts from now on, in the settings too."""
    client = client_of(server)
    client.authorize("k", "good", 1234)
    assert server.token_requests == 1
    assert call(client) == "t1"
    assert (client.settings.key_id, client.settings.refresh_token_interval_ms) == ("k", 1234)


def test_authorize_with_a_wrong_key_changes_nothing(server: Server) -> None:
    """The error comes at once; the old key stays in use."""
    client = client_of(server, key_id="k", key_secret="good")
    with pytest.raises(AuthenticationError, match="the server refused the key with id 'other'"):
        client.authorize("other", "bad")
    assert call(client) == "t2"
    assert client.settings.key_id == "k"


def test_de_authorize_forgets_the_key(server: Server) -> None:
    """Later calls carry no token; the client stays usable."""
    client = client_of(server, key_id="k", key_secret="good", token="mine")
    assert call(client) == "t1"
    client.de_authorize()
    assert call(client) == "none"
    assert (client.settings.key_id, client.settings.key_secret, client.settings.token) == (None, None, None)
    client.authorize("k", "good")
    assert call(client) == "t2"


async def test_async_client_can_be_authorized_too(server: Server) -> None:
    """The same for the async client."""
    client = async_client_of(server)
    await client.authorize("k", "good")
    assert await call_async(client) == "t1"
    client.de_authorize()
    assert await call_async(client) == "none"


def test_authorize_on_a_server_without_tokens(caplog: pytest.LogCaptureFixture) -> None:
    """Conductor OSS has no tokens: requests are sent without one, and a single warning says that the key is unused."""
    caplog.set_level(logging.WARNING, "conductor")
    client = orkes_conductor_client(server_url=URL, fetch=lambda request: httpx.Response(404, text=request.url.path))
    client.authorize("k", "s")
    assert [call(client), call(client)] == ["/api/x", "/api/x"]
    assert caplog.text.count("the server has no /api/token") == 1


def test_headers_go_with_each_call() -> None:
    """Extra headers and basic authentication are on calls and on the request for a token."""
    seen: list[httpx.Headers] = []

    def fetch(request: httpx.Request) -> httpx.Response:
        seen.append(request.headers)
        return httpx.Response(200, json={"token": "t"})

    options = OrkesApiConfig(key_id="k", key_secret="s", headers={"X-A": "1"}, username="ada", password="p")
    call(orkes_conductor_client(options, fetch, server_url=URL))
    assert len(seen) == 2
    assert {(headers["X-A"], headers["Authorization"]) for headers in seen} == {("1", "Basic YWRhOnA=")}


def test_sync_and_async_have_the_same_surface() -> None:
    """The derived client has the methods and parameters of its source."""

    def signatures(module: Any, prefix: str) -> dict[str, list[str]]:
        client = getattr(module, f"{prefix}ConductorClient")
        methods = {name: member for name, member in vars(client).items() if inspect.isfunction(member)}
        names = {"aclose": "close", "__aenter__": "__enter__", "__aexit__": "__exit__"}
        return {names.get(name, name): list(inspect.signature(method).parameters) for name, method in methods.items()}

    assert signatures(async_client, "Async") == signatures(sync_client, "")


# --- TLS -----------------------------------------------------------------------------------


def tls(**settings: Any) -> Any:
    return connection.transport_options(Settings(server_url="https://server", **settings))["verify"]


def test_verify_is_passed_on() -> None:
    """Without files httpx gets what was given."""
    context = ssl.create_default_context()
    assert (tls(), tls(verify=False), tls(verify=context)) == (True, False, context)


def test_without_tls_no_certificates_are_read() -> None:
    """For an http address the authorities are not loaded, which takes long; TLS, if it came to that, trusts nobody."""
    context = connection.transport_options(Settings(server_url="http://server"))["verify"]
    assert context.verify_mode is ssl.CERT_REQUIRED
    assert context.get_ca_certs() == []


def test_ca_cert_is_what_is_trusted() -> None:
    """Only the authorities of the file count; names and certificates are checked."""
    context = tls(ca_cert=certifi.where())
    assert context.verify_mode is ssl.CERT_REQUIRED
    assert context.check_hostname


def test_verify_false_wins_over_ca_cert() -> None:
    """Whoever turns checks off gets none."""
    assert tls(ca_cert=certifi.where(), verify=False).verify_mode is ssl.CERT_NONE


def test_client_certificate_is_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Certificate, key and password reach the context; without a password nobody is asked at the terminal."""
    loaded: list[tuple[str, str | None, str]] = []
    monkeypatch.setattr(ssl.SSLContext, "load_cert_chain", lambda _self, *files: loaded.append(files))
    for files in (("cert",), ("cert", "key"), ("cert", "key", "word")):
        assert isinstance(tls(client_cert=files), ssl.SSLContext)
    assert loaded == [("cert", None, ""), ("cert", "key", ""), ("cert", "key", "word")]


@pytest.mark.parametrize(
    ("content", "reason"),
    [("nonsense", "PEM"), ("-----BEGIN ENCRYPTED PRIVATE KEY-----", "the password is missing or wrong")],
)
def test_unusable_files_are_named(tmp_path: Path, content: str, reason: str) -> None:
    """The error names option, file and reason."""
    file = tmp_path / "file.pem"
    file.write_text(content)
    with pytest.raises(ConfigurationError, match=r"ca_cert: '.*file\.pem' holds no certificates"):
        tls(ca_cert=str(file))
    with pytest.raises(ConfigurationError, match=rf"client_cert: cannot load \('.*file\.pem',\): .*{reason}"):
        tls(client_cert=(str(file),))


def test_file_that_went_away_is_named(tmp_path: Path) -> None:
    """A certificate that cannot be opened is an error of the option."""
    with pytest.raises(ConfigurationError, match="client_cert: cannot load"):
        tls(client_cert=(str(tmp_path / "gone.pem"),))


def test_own_context_and_files_do_not_mix() -> None:
    """A context of the caller is not changed behind their back."""
    with pytest.raises(ConfigurationError, match="load ca_cert and client_cert into that one"):
        tls(verify=ssl.create_default_context(), ca_cert=certifi.where())


def test_lifetime_ends_with_the_process() -> None:
    """An open client may be used in its own process only."""
    lifetime = Lifetime(owns_connections=True)
    lifetime.check()
    lifetime._process_id = -1
    with pytest.raises(UsageError, match="before this process was forked"):
        lifetime.check()


@pytest.mark.parametrize(
    ("options", "secrets"),
    [
        ({"token": "tok-e12345"}, ["tok-e12345"]),
        ({"token": lambda: 'quo"ted-token'}, ['quo"ted-token']),
        ({"username": "ada", "password": "hush-hush"}, ["hush-hush", "YWRhOmh1c2gtaHVzaA=="]),
        ({"headers": {"X-Api-Key": "key-12345"}}, ["key-12345"]),
    ],
    ids=["token", "provider", "basic", "header"],
)
@pytest.mark.parametrize("form", ["message", "code", "finding", "text"])
def test_what_the_server_repeats_of_our_credentials_is_not_shown(
    options: dict[str, Any], secrets: list[str], form: str
) -> None:
    """A server or proxy that repeats what it was sent does not make a credential part of an error."""

    def repeat(request: httpx.Request) -> httpx.Response:
        sent = " ".join([*request.headers.values(), *secrets])
        bodies: dict[str, Any] = {
            "message": {"message": sent},
            "code": {"error": sent, "message": "no"},
            "finding": {"validationErrors": [{"path": sent, "message": sent, "invalidValue": sent}]},
        }
        return httpx.Response(403, json=bodies[form]) if form in bodies else httpx.Response(403, text=sent)

    client = orkes_conductor_client(server_url="http://server", fetch=httpx.MockTransport(repeat), **options)
    with pytest.raises(ApiError) as caught:
        workflow_api.get_workflow.sync("w", client=client.api)
    error = caught.value
    shown = f"{error} {error!r} {error.code} {error.message} {error.validation_errors} "
    shown += " ".join(str(finding.invalid_value) for finding in error.validation_errors)
    assert "[redacted]" in shown
    assert [secret for secret in secrets if secret in shown] == []
