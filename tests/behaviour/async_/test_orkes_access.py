# Async source: scripts/unasync.py derives tests/behaviour/sync/test_orkes_access.py from it, line by line.
"""Keys and tokens, on embedded servers of the Orkes edition that ask for them."""

from __future__ import annotations

from collections.abc import AsyncIterator

import httpx
import pytest

from conductor import (
    AsyncConductorClient,
    AsyncOrkesClients,
    AuthenticationError,
    async_orkes_conductor_client,
)
from conductor.local import LocalServer, SkippingClock
from conductor_api.api import token as token_api
from conductor_api.models import GenerateTokenRequest

SMOKE = True

LIFETIME_S = 600.0
KEY = {"key_id": "id-1", "key_secret": "hush"}


@pytest.fixture(params=["local", "http"])
async def locked(request: pytest.FixtureRequest) -> AsyncIterator[tuple[LocalServer, str]]:
    """A server that asks for a key, and its address; its tokens last ten minutes of a clock that skips."""
    with LocalServer(
        edition="orkes", keys={"id-1": "hush"}, token_lifetime_s=LIFETIME_S, clock=SkippingClock()
    ) as server:
        yield server, server.url if request.param == "local" else server.listen()


def client_of(address: str, **options: str) -> AsyncConductorClient:
    return async_orkes_conductor_client(server_url=address, use_env=False, **options)


async def names(client: AsyncConductorClient) -> list[str]:
    return await AsyncOrkesClients(client).get_secret_client().list_all_secret_names()


async def test_a_key_opens_the_server(locked: tuple[LocalServer, str]) -> None:
    """With the key calls succeed, and the server knows who asks."""
    _, address = locked
    async with client_of(address, **KEY) as client:
        assert await names(client) == []
        assert (await token_api.get_token_user_info.asyncio(client=client.api))["id"] == "id-1"


@pytest.mark.parametrize(
    ("options", "text"),
    [
        ({}, "the token is missing"),
        ({"token": "made-up"}, "the token is not valid"),
        ({**KEY, "key_secret": "wrong"}, "id-1 or its secret is not valid"),
        ({**KEY, "key_id": "nobody"}, "nobody or its secret is not valid"),
    ],
)
async def test_nobody_else_comes_in(locked: tuple[LocalServer, str], options: dict[str, str], text: str) -> None:
    """Without a token, with one of somebody else or a wrong key the server refuses; no secret stands in the error."""
    _, address = locked
    async with client_of(address, **options) as client:
        with pytest.raises(AuthenticationError, match=text) as caught:
            await names(client)
    assert caught.value.status == 401
    assert "hush" not in str(caught.value)


async def test_a_token_is_renewed_when_it_has_expired(locked: tuple[LocalServer, str]) -> None:
    """The client gets a new token by itself; an old one alone is refused as expired."""
    server, address = locked
    async with client_of(address, **KEY) as client:
        assert await names(client) == []
        server.sleep(LIFETIME_S)
        assert await names(client) == []
        assert await names(client) == []


async def test_an_expired_token_says_so(locked: tuple[LocalServer, str]) -> None:
    """The token of a single sign-in is refused with EXPIRED_TOKEN once its time is over, not before."""
    server, address = locked
    async with client_of(address) as client:
        body = GenerateTokenRequest(key_id="id-1", key_secret="hush")
        answer = await token_api.generate_token.asyncio(client=client.api, body=body)
    async with client_of(address, token=str(answer["token"])) as client:
        server.sleep(LIFETIME_S - 1)
        assert await names(client) == []
        server.sleep(1)
        with pytest.raises(AuthenticationError) as caught:
            await names(client)
    assert caught.value.code == "EXPIRED_TOKEN"


async def test_keys_of_applications_open_the_server(locked: tuple[LocalServer, str]) -> None:
    """A key that was made through the API signs in as its application, until it is switched off."""
    _, address = locked
    async with client_of(address, **KEY) as client:
        applications = AsyncOrkesClients(client).get_application_client()
        application_id = (await applications.create_application("billing")).id or ""
        key = await applications.create_access_key(application_id)
        async with client_of(address, key_id=key.id, key_secret=str(key.secret)) as other:
            user = await token_api.get_token_user_info.asyncio(client=other.api)
            assert (user["id"], user["name"]) == (f"app:{application_id}", "billing")
        await applications.toggle_access_key_status(application_id, key.id)
        async with client_of(address, key_id=key.id, key_secret=str(key.secret)) as other:
            with pytest.raises(AuthenticationError):
                await names(other)


async def test_what_was_done_tells_by_whom(locked: tuple[LocalServer, str]) -> None:
    """Executions and claims carry the user of the token."""
    _, address = locked
    async with client_of(address, **KEY) as client:
        clients = AsyncOrkesClients(client)
        executor, humans = clients.get_workflow_client(), clients.get_human_client()
        task = {"name": "approve", "taskReferenceName": "approve", "type": "HUMAN"}
        await executor.register_workflow(True, {"name": "w", "version": 1, "tasks": [task]})
        await executor.start_workflow({"name": "w", "version": 1})
        [found] = await humans.search({})
        claimed = await humans.claim_task_as_conductor_user(found.task_id)
        assert (found.created_by, claimed.claimant.user, claimed.updated_by) == ("id-1", "id-1", "id-1")


async def test_health_and_version_are_open_to_all(locked: tuple[LocalServer, str]) -> None:
    """A probe needs no key."""
    server, address = locked
    transport = server.transport() if address.startswith("local") else httpx.AsyncHTTPTransport()
    async with httpx.AsyncClient(transport=transport, base_url=address.replace("local://", "http://")) as client:
        assert [(await client.get(path)).status_code for path in ("/health", "/api/version")] == [200, 200]
        refused = await client.get("/api/metadata/workflow")
    assert (refused.status_code, refused.json()["error"]) == (401, "INVALID_TOKEN")
