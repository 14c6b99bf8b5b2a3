"""No key, secret, token or password ends up where others read: logs, reprs, errors, pickles."""

from __future__ import annotations

import asyncio
import copy
import json
import logging
import pickle
from collections.abc import Callable
from typing import Any

import attrs
import httpx
import pytest

from conductor import (
    AsyncWorkflowExecutor,
    ConductorError,
    UsageError,
    WorkflowExecutor,
    async_orkes_conductor_client,
    orkes_conductor_client,
)
from conductor.config import resolve_settings
from tests.support.rough_server import RoughServer

HUSH = {
    "key_secret": "hush-secret-1",
    "password": "hush-password-2",
    "token": "hush-token-3",
    "header": "hush-header-4",
    "cookie": "hush-cookie-5",
}
NAMES = {"key_id": "public-key-id", "username": "ada"}
KINDS: dict[str, dict[str, Any]] = {
    "key": {"key_id": NAMES["key_id"], "key_secret": HUSH["key_secret"]},
    "token": {"token": HUSH["token"]},
    "provider": {"token": lambda: HUSH["token"]},
    "basic": {"username": NAMES["username"], "password": HUSH["password"]},
    "headers": {"headers": {"X-Api-Key": HUSH["header"], "Cookie": f"session={HUSH['cookie']}"}},
    "all": {
        "key_id": NAMES["key_id"],
        "key_secret": HUSH["key_secret"],
        "username": NAMES["username"],
        "password": HUSH["password"],
        "headers": {"X-Api-Key": HUSH["header"]},
    },
}


class Gossip:
    """A server that repeats all secrets it may have heard of, in answers of a given kind."""

    def __init__(self, answer: Callable[[], httpx.Response], token: Callable[[], httpx.Response]) -> None:
        self._answer, self._token = answer, token

    async def __call__(self, request: httpx.Request) -> httpx.Response:
        return self._token() if request.url.path == "/api/token" else self._answer()


def good_token() -> httpx.Response:
    return httpx.Response(200, json={"token": HUSH["token"]})


ANSWERS: dict[str, Callable[[], httpx.Response]] = {
    "good": lambda: httpx.Response(200, json={"workflowId": "w", "status": "RUNNING"}),
    "expired": lambda: httpx.Response(401, json={"error": "EXPIRED_TOKEN", "message": "again"}),
    "refused": lambda: httpx.Response(403, json={"message": "no"}),
    "down": lambda: httpx.Response(503, text="down"),
    "page": lambda: httpx.Response(502, text="<html><title>Bad Gateway</title></html>"),
    "broken": lambda: httpx.Response(200, text="{", headers={"content-type": "application/json"}),
}
TOKENS: dict[str, Callable[[], httpx.Response]] = {
    "good": good_token,
    "refused": lambda: httpx.Response(401, json={"message": f"bad key {HUSH['key_secret']}"}),
    "down": lambda: httpx.Response(500, text=f"bad {HUSH['key_secret']}"),
    "odd": lambda: httpx.Response(200, json={"jeton": HUSH["token"]}),
    "binary": lambda: httpx.Response(200, json={"token": f"{HUSH['token']}\n\x00"}),
}


async def talk(url: str, options: dict[str, Any], shown: list[str]) -> None:
    """Make calls in both worlds, and collect what errors and objects say of themselves."""
    async with async_orkes_conductor_client(server_url=url, max_retries=1, **options) as client:
        shown += [repr(client), repr(client.settings), repr(client.api), repr(client._http.auth), repr(vars(client))]
        for _ in range(2):
            try:
                await AsyncWorkflowExecutor(client).get_execution("w")
            except ConductorError as error:
                shown += [str(error), repr(error), repr(error.__cause__), repr(pickle.dumps(error))]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("answer", ANSWERS)
async def test_calls_tell_no_secret(kind: str, answer: str, caplog: pytest.LogCaptureFixture) -> None:
    """Whatever a server answers, logs of all libraries at DEBUG, reprs, errors and pickles are clean."""
    caplog.set_level(logging.DEBUG)
    shown: list[str] = []
    async with RoughServer(Gossip(ANSWERS[answer], good_token)) as server:
        await talk(server.url, KINDS[kind], shown)
    assert "httpcore" in {record.name.partition(".")[0] for record in caplog.records}
    assert told(f"{caplog.text} {shown}") == []


@pytest.mark.parametrize("token", TOKENS)
async def test_token_answers_tell_no_secret(token: str, caplog: pytest.LogCaptureFixture) -> None:
    """A failed exchange of a key for a token shows neither, though the server repeats them."""
    caplog.set_level(logging.DEBUG)
    shown: list[str] = []
    async with RoughServer(Gossip(ANSWERS["good"], TOKENS[token])) as server:
        await talk(server.url, KINDS["key"], shown)
    assert told(f"{caplog.text} {shown}") == []


def told(text: str) -> list[str]:
    """Give the secrets that stand in a text, as they are or as JSON writes them."""
    return [name for name, secret in HUSH.items() if secret in text or json.dumps(secret)[1:-1] in text]


@pytest.mark.parametrize("kind", KINDS)
def test_settings_and_clients_are_not_pickled(kind: str) -> None:
    """A pickle would hold the secrets: the error says what to do instead; a copy is the object itself."""
    with orkes_conductor_client(server_url="http://server", **KINDS[kind]) as client:
        for thing in (client, client.settings):
            with pytest.raises(UsageError, match="in each process"):
                pickle.dumps(thing)
        assert copy.copy(client.settings) is client.settings
        assert copy.deepcopy(client.settings) is client.settings
        assert attrs.evolve(client.settings, max_retries=7).max_retries == 7


@pytest.mark.parametrize(
    "options",
    [
        {"server_url": f"http://ada:{HUSH['password']}@server:port"},
        {"server_url": f"ftp://ada:{HUSH['password']}@server"},
        {"server_url": "http://server", "proxy": f"ftp://ada:{HUSH['password']}@proxy"},
        {"server_url": "http://server", "key_secret": [HUSH["key_secret"]]},
        {"server_url": "http://server", "token": f"{HUSH['token']}\n\x00x"},
        {"server_url": "http://server", "headers": {"X-Api-Key": f"{HUSH['header']}\n\x00x"}},
        {"server_url": "http://server", "username": "ada", "password": {HUSH["password"]}},
        {"server_url": "http://server", "client_cert": ("a", "b", HUSH["password"])},
    ],
    ids=["port", "scheme", "proxy", "secret", "token", "header", "password", "certificate"],
)
def test_refused_options_tell_no_secret(options: dict[str, Any], caplog: pytest.LogCaptureFixture) -> None:
    """The error for a wrong option names it without its value, where that may be a secret."""
    caplog.set_level(logging.DEBUG)
    with pytest.raises(ConductorError) as caught:
        resolve_settings(options)
    assert told(f"{caught.value} {caught.value!r} {caught.value.__cause__!r} {caplog.text}") == []


def test_overridden_values_tell_no_secret(caplog: pytest.LogCaptureFixture) -> None:
    """The warning that the environment wins names the variables only."""
    caplog.set_level(logging.DEBUG)
    environ = {"CONDUCTOR_AUTH_KEY": "other", "CONDUCTOR_AUTH_SECRET": HUSH["token"]}
    options = {"server_url": "http://server", **KINDS["key"]}
    assert resolve_settings(options, environ=environ).key_secret == HUSH["token"]
    assert "CONDUCTOR_AUTH_SECRET overrides key_secret" in caplog.text
    assert told(caplog.text) == []


def test_a_sync_client_tells_no_secret(caplog: pytest.LogCaptureFixture) -> None:
    """The sync world logs what the async one does."""
    caplog.set_level(logging.DEBUG)
    shown: list[str] = []

    def call(url: str) -> None:
        with orkes_conductor_client(server_url=url, max_retries=1, **KINDS["all"]) as client:
            shown.append(f"{client!r} {vars(client)}")
            with pytest.raises(ConductorError) as caught:
                WorkflowExecutor(client).get_execution("w")
            shown.append(f"{caught.value} {caught.value!r}")

    async def serve() -> None:
        async with RoughServer(Gossip(ANSWERS["refused"], good_token)) as server:
            await asyncio.to_thread(call, server.url)

    asyncio.run(serve())
    assert told(f"{caplog.text} {shown}") == []
