"""Tokens: when they are fetched, by how many calls, and what happens when that fails."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

from conductor._net.auth import ProvidedTokenAuth, TokenAuth, build_auth, default_headers, is_token_error
from conductor.config import Settings
from conductor.errors import (
    AuthenticationError,
    ConductorConnectionError,
    ConductorTimeoutError,
    ConfigurationError,
    ServerError,
    UnreadableAnswerError,
)

URL = "http://server"
CALL = f"{URL}/api/workflow/1"
SECRET = "hush-hush"
INTERVAL_MS = 60_000


class Clock:
    """Time that stands still until it is moved."""

    def __init__(self) -> None:
        self.now_s = 1000.0

    def __call__(self) -> float:
        return self.now_s


class TokenServer:
    """Gives tokens t1, t2, ... and accepts only the newest; `token_answer` makes it misbehave."""

    def __init__(self) -> None:
        self.token_requests: list[httpx.Request] = []
        self.calls: list[str | None] = []
        self.valid: set[str] = set()
        self.token_answer: Callable[[], httpx.Response] | None = None
        self.refusal: Callable[[], httpx.Response] = lambda: httpx.Response(401, json={"error": "EXPIRED_TOKEN"})
        self.before_call: Callable[[str | None], Any] = lambda _token: None
        self._lock = threading.Lock()

    def __call__(self, request: httpx.Request) -> httpx.Response:
        if request.url.path == "/api/token":
            with self._lock:
                return self._give_token(request)
        token = request.headers.get("X-Authorization")
        self.before_call(token)
        with self._lock:
            self.calls.append(token)
        return httpx.Response(200) if token in self.valid else self.refusal()

    async def answer(self, request: httpx.Request) -> httpx.Response:
        """Do the same with a pause, so that other calls run in between."""
        await asyncio.sleep(0)
        answer = self(request)
        await asyncio.sleep(0)
        return answer

    def _give_token(self, request: httpx.Request) -> httpx.Response:
        self.token_requests.append(request)
        if self.token_answer is not None:
            return self.token_answer()
        self.valid = {f"t{len(self.token_requests)}"}
        return httpx.Response(200, json={"token": next(iter(self.valid))})


@pytest.fixture
def server() -> TokenServer:
    return TokenServer()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def auth(clock: Clock) -> TokenAuth:
    headers = {"X-Gateway": "g"}
    return TokenAuth(URL, "my-key", SECRET, refresh_interval_ms=INTERVAL_MS, headers=headers, clock=clock)


@pytest.fixture
def http(server: TokenServer, auth: TokenAuth) -> Iterator[httpx.Client]:
    with httpx.Client(transport=httpx.MockTransport(server), auth=auth) as client:
        yield client


def test_first_call_fetches_a_token(http: httpx.Client, server: TokenServer) -> None:
    """Key and secret are posted once, with the headers of the client; then the token is on each call."""
    assert [http.get(CALL).status_code for _ in range(3)] == [200, 200, 200]
    [request] = server.token_requests
    assert (request.method, str(request.url)) == ("POST", f"{URL}/api/token")
    assert request.content == b'{"keyId":"my-key","keySecret":"hush-hush"}'
    assert request.headers["X-Gateway"] == "g"
    assert server.calls == ["t1", "t1", "t1"]


def test_old_token_is_renewed_before_the_call(http: httpx.Client, server: TokenServer, clock: Clock) -> None:
    """At the age of the interval a token is replaced without any refused call."""
    http.get(CALL)
    clock.now_s += INTERVAL_MS / 1000 - 1
    http.get(CALL)
    clock.now_s += 1
    http.get(CALL)
    assert server.calls == ["t1", "t1", "t2"]


def test_interval_zero_never_renews_by_age(server: TokenServer, clock: Clock) -> None:
    """Then only a refused token is replaced."""
    auth = TokenAuth(URL, "k", SECRET, refresh_interval_ms=0, clock=clock)
    with httpx.Client(transport=httpx.MockTransport(server), auth=auth) as http:
        http.get(CALL)
        clock.now_s += 1e9
        http.get(CALL)
    assert server.calls == ["t1", "t1"]


@pytest.mark.parametrize(
    "refusal",
    [
        httpx.Response(401, json={"error": "EXPIRED_TOKEN", "message": "old"}),
        httpx.Response(401, json={"error": "INVALID_TOKEN"}),
        httpx.Response(403, json={"error": "EXPIRED_TOKEN"}),
        httpx.Response(403, json={"error": "INVALID_TOKEN"}),
        httpx.Response(401, content=b"<html>log in</html>"),
        httpx.Response(401),
    ],
)
def test_refused_token_is_renewed_once(http: httpx.Client, server: TokenServer, refusal: httpx.Response) -> None:
    """The call is sent once more with a new token, and the caller sees only the good answer."""
    http.get(CALL)
    server.valid, server.refusal = set(), lambda: refusal
    assert http.get(CALL).status_code == 200
    assert server.calls == ["t1", "t1", "t2"]


@pytest.mark.parametrize(
    "answer",
    [
        httpx.Response(401, json={"error": "USER_DISABLED"}),
        httpx.Response(401, json=["EXPIRED_TOKEN"]),
        httpx.Response(401, json={"error": {"EXPIRED_TOKEN": 1}, "message": "x"}),
        httpx.Response(403, content=b"<html>no</html>"),
        httpx.Response(403, json={"message": "not yours"}),
        httpx.Response(404, json={"error": "EXPIRED_TOKEN"}),
        httpx.Response(200, json={"error": "EXPIRED_TOKEN"}),
    ],
)
def test_other_refusals_are_for_the_caller(http: httpx.Client, server: TokenServer, answer: httpx.Response) -> None:
    """A missing permission is no matter of tokens: no renewal, no repeat."""
    http.get(CALL)
    server.valid, server.refusal = set(), lambda: answer
    assert http.get(CALL).status_code == answer.status_code
    assert len(server.token_requests) == 1
    assert not is_token_error(answer)


def test_new_token_that_is_refused_as_well_makes_no_storm(
    http: httpx.Client, server: TokenServer, clock: Clock
) -> None:
    """A server that refuses each token is asked for new ones at a growing distance only."""
    refused = httpx.Response(401, json={"error": "INVALID_TOKEN"})
    server.token_answer = lambda: httpx.Response(200, json={"token": f"bad{len(server.token_requests)}"})
    server.refusal = lambda: refused
    assert [http.get(CALL).status_code for _ in range(20)] == [401] * 20
    assert len(server.token_requests) == 2
    clock.now_s += 1
    assert [http.get(CALL).status_code for _ in range(20)] == [401] * 20
    assert len(server.token_requests) == 3
    server.token_answer = None
    clock.now_s += 2
    assert http.get(CALL).status_code == 200


@pytest.mark.parametrize("status", [400, 401, 403])
def test_wrong_key_is_one_clear_error(http: httpx.Client, server: TokenServer, status: int) -> None:
    """The error names the key id and the server's words; further calls fail at once, without asking again."""
    server.token_answer = lambda: httpx.Response(status, json={"message": "no such key"})
    for _ in range(5):
        with pytest.raises(AuthenticationError) as caught:
            http.get(CALL)
    assert str(caught.value) == (
        f"the server refused the key with id 'my-key': no such key (HTTP {status} from POST {URL}/api/token)"
    )
    assert SECRET not in f"{caught.value} {caught.value!r}"
    assert (len(server.token_requests), server.calls) == (1, [])


def test_wrong_key_is_tried_again_later(http: httpx.Client, server: TokenServer, clock: Clock) -> None:
    """A key may be created while the program runs; the pause doubles up to a minute."""
    server.token_answer = lambda: httpx.Response(401, json={"message": "no such key"})
    attempts = []
    for _ in range(200):
        before = len(server.token_requests)
        with pytest.raises(AuthenticationError):
            http.get(CALL)
        if len(server.token_requests) > before:
            attempts.append(clock.now_s - 1000)
        clock.now_s += 1
    assert attempts == [0, 1, 3, 7, 15, 31, 63, 123, 183]
    server.token_answer = None
    clock.now_s += 60
    assert http.get(CALL).status_code == 200


def test_secret_in_the_words_of_the_server_is_not_shown(http: httpx.Client, server: TokenServer) -> None:
    """A server that quotes the request does not bring the secret into the log."""
    server.token_answer = lambda: httpx.Response(400, json={"message": f"bad keySecret {SECRET}"})
    with pytest.raises(AuthenticationError) as caught:
        http.get(CALL)
    assert SECRET not in f"{caught.value} {caught.value!r}"


def test_server_without_tokens_is_used_without(http: httpx.Client, server: TokenServer) -> None:
    """404 for the token means a server without auth; it is remembered."""
    server.token_answer = lambda: httpx.Response(404)
    server.refusal = lambda: httpx.Response(200)
    assert [http.get(CALL).status_code for _ in range(3)] == [200, 200, 200]
    assert (len(server.token_requests), server.calls) == (1, [None, None, None])


def test_server_that_gets_tokens_later_is_asked_again(http: httpx.Client, server: TokenServer, clock: Clock) -> None:
    """When calls without a token are refused later on, there may be a token by then; asked once a minute."""
    server.token_answer = lambda: httpx.Response(404)
    server.refusal = lambda: httpx.Response(401)
    assert [http.get(CALL).status_code for _ in range(3)] == [401, 401, 401]
    assert len(server.token_requests) == 1
    server.token_answer = None
    clock.now_s += 60
    assert http.get(CALL).status_code == 200


@pytest.mark.parametrize(
    "answer",
    [
        httpx.Response(200, content=b"<html>hush-hush</html>", headers={"content-type": "text/html"}),
        httpx.Response(200, json={}),
        httpx.Response(200, json={"token": ""}),
        httpx.Response(200, json={"token": 7}),
        httpx.Response(200, json={"token": "line\nbreak"}),
        httpx.Response(200, json={"token": "tökén"}),
        httpx.Response(200, json=["t1"]),
        httpx.Response(204),
        httpx.Response(200, content=b'{"token": "t'),
    ],
)
def test_answer_without_a_token_is_an_error(http: httpx.Client, server: TokenServer, answer: httpx.Response) -> None:
    """A broken token answer is named as such, without quoting it; no call goes out with a broken header."""
    server.token_answer = lambda: answer
    for _ in range(3):
        with pytest.raises(UnreadableAnswerError, match="request for a token holds none") as caught:
            http.get(CALL)
    assert SECRET not in str(caught.value)
    assert (len(server.token_requests), server.calls) == (1, [])


def test_token_endpoint_down_without_a_token_is_an_error(http: httpx.Client, server: TokenServer, clock: Clock) -> None:
    """Without any token the failure is the caller's, as often as the pause allows."""
    server.token_answer = lambda: httpx.Response(500, json={"message": "database is away"})
    for _ in range(3):
        with pytest.raises(ServerError, match=r"no token: database is away \(HTTP 500"):
            http.get(CALL)
    server.token_answer = None
    clock.now_s += 1
    assert http.get(CALL).status_code == 200
    assert len(server.token_requests) == 2


def unreachable() -> httpx.Response:
    error = ConductorTimeoutError("no answer within the time limit")
    return httpx.Response(503, extensions={"conductor_error": error})


@pytest.mark.parametrize("answer", [lambda: httpx.Response(500), lambda: httpx.Response(404), unreachable])
def test_old_token_stays_while_it_works(
    http: httpx.Client,
    server: TokenServer,
    clock: Clock,
    answer: Callable[[], httpx.Response],
    caplog: pytest.LogCaptureFixture,
) -> None:
    """A failed renewal is one warning a pause; calls go on with the old token, and renew when they can."""
    http.get(CALL)
    server.token_answer = answer
    clock.now_s += INTERVAL_MS / 1000
    assert [http.get(CALL).status_code for _ in range(5)] == [200] * 5
    assert len(server.token_requests) == 2
    [record] = caplog.records
    assert record.levelno == logging.WARNING
    assert "the old one stays in use, next try in 1 s" in record.message
    server.token_answer = None
    clock.now_s += 1
    http.get(CALL)
    assert server.calls[-1] == "t3"


def test_refused_token_and_token_endpoint_down_is_the_error_of_the_latter(
    http: httpx.Client, server: TokenServer
) -> None:
    """The caller sees why there is no new token; the refused one is not sent again."""
    http.get(CALL)
    server.valid, server.token_answer = set(), unreachable
    for _ in range(3):
        with pytest.raises(ConductorTimeoutError, match="no token: no answer within the time limit"):
            http.get(CALL)
    assert server.calls == ["t1", "t1"]
    assert len(server.token_requests) == 2


def test_fifty_threads_with_an_expired_token_fetch_one(http: httpx.Client, server: TokenServer, clock: Clock) -> None:
    """All calls are refused at the same moment; one renews, the others use what it got."""
    http.get(CALL)
    server.valid = set()
    barrier = threading.Barrier(50)
    server.before_call = lambda token: barrier.wait(30) if token == "t1" else None
    with ThreadPoolExecutor(50) as pool:
        statuses = list(pool.map(lambda _: http.get(CALL).status_code, range(50)))
    assert statuses == [200] * 50
    assert len(server.token_requests) == 2


def test_fifty_threads_without_a_token_fetch_one(http: httpx.Client, server: TokenServer) -> None:
    """The first calls of a client come together; all wait for one token."""
    barrier = threading.Barrier(50)

    def call(_: int) -> int:
        barrier.wait(30)
        return http.get(CALL).status_code

    with ThreadPoolExecutor(50) as pool:
        assert list(pool.map(call, range(50))) == [200] * 50
    assert len(server.token_requests) == 1


def test_fifty_threads_with_a_wrong_key_ask_once(http: httpx.Client, server: TokenServer) -> None:
    """A wrong key is no reason for a storm."""
    server.token_answer = lambda: httpx.Response(401, json={"message": "no such key"})
    barrier = threading.Barrier(50)

    def call(_: int) -> str:
        barrier.wait(30)
        with pytest.raises(AuthenticationError) as caught:
            http.get(CALL)
        return caught.value.message

    with ThreadPoolExecutor(50) as pool:
        assert len(set(pool.map(call, range(50)))) == 1
    assert len(server.token_requests) == 1


def test_others_do_not_wait_for_a_renewal_by_age(http: httpx.Client, server: TokenServer, clock: Clock) -> None:
    """While one call renews, another goes on with the old token, which still works."""
    http.get(CALL)
    clock.now_s += INTERVAL_MS / 1000
    asked, go_on = threading.Event(), threading.Event()

    def slow_token() -> httpx.Response:
        asked.set()
        assert go_on.wait(30)
        return httpx.Response(200, json={"token": "t1"})

    server.token_answer = slow_token
    with ThreadPoolExecutor(1) as pool:
        renewing = pool.submit(http.get, CALL)
        assert asked.wait(30)
        server_lock, server._lock = server._lock, threading.Lock()
        assert http.get(CALL).status_code == 200
        server._lock = server_lock
        go_on.set()
        assert renewing.result(30).status_code == 200


def async_client(server: TokenServer, auth: httpx.Auth) -> httpx.AsyncClient:
    return httpx.AsyncClient(transport=httpx.MockTransport(server.answer), auth=auth)


@pytest.mark.parametrize("expired", [False, True])
async def test_fifty_tasks_fetch_one_token(server: TokenServer, auth: TokenAuth, expired: bool) -> None:
    """The async flow is single flight as well, for the first token and for a refused one."""
    async with async_client(server, auth) as http:
        if expired:
            await http.get(CALL)
            server.valid = set()
        answers = await asyncio.gather(*(http.get(CALL) for _ in range(50)))
    assert {answer.status_code for answer in answers} == {200}
    assert len(server.token_requests) == 1 + expired


async def test_async_renewal_by_age_does_not_hold_others(server: TokenServer, auth: TokenAuth, clock: Clock) -> None:
    """Fifty calls with an old token: one renews, the others are sent with the old or the new one."""
    async with async_client(server, auth) as http:
        await http.get(CALL)
        clock.now_s += INTERVAL_MS / 1000
        server.token_answer = lambda: httpx.Response(200, json={"token": "t1"})
        answers = await asyncio.gather(*(http.get(CALL) for _ in range(50)))
    assert {answer.status_code for answer in answers} == {200}
    assert len(server.token_requests) == 2


async def test_cancelled_renewal_leaves_it_to_the_next(server: TokenServer, auth: TokenAuth) -> None:
    """A cancelled call does not keep the others waiting."""
    hangs = asyncio.Event()

    async def answer(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/api/token" and not hangs.is_set():
            hangs.set()
            await asyncio.Event().wait()
        return await server.answer(request)

    async with httpx.AsyncClient(transport=httpx.MockTransport(answer), auth=auth) as http:
        first = asyncio.create_task(http.get(CALL))
        await hangs.wait()
        second = asyncio.create_task(http.get(CALL))
        first.cancel()
        assert (await second).status_code == 200
        with pytest.raises(asyncio.CancelledError):
            await first


def test_one_auth_serves_several_loops(server: TokenServer, auth: TokenAuth) -> None:
    """Locks of asyncio belong to a loop; the token does not."""

    async def calls() -> list[int]:
        async with async_client(server, auth) as http:
            answers = await asyncio.gather(*(http.get(CALL) for _ in range(5)))
        return [answer.status_code for answer in answers]

    assert asyncio.run(calls()) == [200] * 5
    server.valid = set()
    assert asyncio.run(calls()) == [200] * 5
    assert len(server.token_requests) == 2


def test_secrets_are_in_no_log_line(
    http: httpx.Client, server: TokenServer, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    """At DEBUG the log tells about tokens, but never a token or a secret."""
    caplog.set_level(logging.DEBUG)
    server.token_answer = lambda: httpx.Response(200, json={"token": "hush-token"})
    server.valid = {"hush-token"}
    http.get(CALL)
    server.token_answer = lambda: httpx.Response(500, json={"message": f"bad {SECRET}"})
    clock.now_s += INTERVAL_MS / 1000
    http.get(CALL)
    assert "got a token for key id my-key" in caplog.text
    assert "cannot renew the token" in caplog.text
    assert "hush" not in caplog.text


def settings(**options: Any) -> Settings:
    return Settings(server_url=URL, **options)


def send(auth: httpx.Auth, server: TokenServer) -> httpx.Response:
    with httpx.Client(transport=httpx.MockTransport(server), auth=auth) as http:
        return http.get(CALL)


def test_static_token_goes_with_each_call(server: TokenServer) -> None:
    """A given token is sent as it is, and its refusal is the caller's."""
    assert send(build_auth(settings(token="mine")), server).status_code == 401
    assert server.calls == ["mine"]


def test_token_function_is_asked_for_each_call(server: TokenServer) -> None:
    """The function gives the token of the moment; a refused one is replaced by its next answer."""
    tokens = iter(["old", "new"])
    server.valid = {"new"}
    assert send(ProvidedTokenAuth(lambda: next(tokens)), server).status_code == 200
    assert server.calls == ["old", "new"]


def test_token_function_that_repeats_itself_is_no_loop(server: TokenServer) -> None:
    """The same token again is not worth another call."""
    assert send(ProvidedTokenAuth(lambda: "old"), server).status_code == 401
    assert server.calls == ["old"]


@pytest.mark.parametrize("nothing", [None, "", "  "])
def test_token_function_may_give_nothing(server: TokenServer, nothing: str | None) -> None:
    """Then the call goes out without a token."""
    send(ProvidedTokenAuth(lambda: nothing), server)
    assert server.calls == [None]


async def test_token_function_may_be_async(server: TokenServer) -> None:
    """The async client awaits the function."""
    tokens = iter(["old", "new"])
    server.valid = {"new"}

    async def token() -> str:
        await asyncio.sleep(0)
        return next(tokens)

    async with async_client(server, ProvidedTokenAuth(token)) as http:
        assert (await http.get(CALL)).status_code == 200
    assert server.calls == ["old", "new"]


def test_async_token_function_needs_the_async_client(server: TokenServer) -> None:
    """The sync client cannot await: it says so."""

    async def token() -> str:
        return "t"

    with pytest.raises(ConfigurationError, match="an async function needs the async client"):
        send(ProvidedTokenAuth(token), server)


def test_token_that_no_header_can_hold_is_refused(server: TokenServer) -> None:
    """The error does not quote it."""
    with pytest.raises(ConfigurationError) as caught:
        send(ProvidedTokenAuth(lambda: "hush\nhush"), server)
    assert "hush" not in str(caught.value)


def test_without_key_and_token_nothing_is_signed(server: TokenServer) -> None:
    """Half a key counts as none."""
    send(build_auth(settings(key_id="k")), server)
    assert (server.calls, server.token_requests) == ([None], [])


def test_key_wins_over_token() -> None:
    """With both, the key is used."""
    assert isinstance(build_auth(settings(key_id="k", key_secret="s", token="t")), TokenAuth)


def test_basic_authentication_is_a_header() -> None:
    """User name and password go beside the token; a header of the caller wins."""
    assert default_headers(settings(username="ada", password="pä:ss", headers={"X-A": "1"})) == {
        "Authorization": "Basic YWRhOnDDpDpzcw==",
        "X-A": "1",
    }
    mine = settings(username="ada", password="p", headers={"Authorization": "mine"})
    assert default_headers(mine)["Authorization"] == "mine"


def test_connection_error_of_the_token_request_keeps_its_class(http: httpx.Client, server: TokenServer) -> None:
    """Whoever handles connection errors handles this one too."""
    server.token_answer = lambda: httpx.Response(503, extensions={"conductor_error": ConductorConnectionError("gone")})
    with pytest.raises(ConductorConnectionError, match="no token: gone"):
        http.get(CALL)
