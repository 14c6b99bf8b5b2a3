# Derived from tests/behaviour/async_/test_orkes_access.py by scripts/unasync.py; do not edit.
"""Keys and tokens, on embedded servers of the Orkes edition that ask for them."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from conductor import (
    ConductorClient,
    OrkesClients,
    AuthenticationError,
    orkes_conductor_client,
)
from conductor.local import LocalServer, SkippingClock
from conductor_api.api import token as token_api
from conductor_api.models import GenerateTokenRequest

SMOKE = True

LIFETIME_S = 600.0
KEY = {"key_id": "id-1", "key_secret": "hush"}


@pytest.fixture(params=["local", "http"])
def locked(request: pytest.FixtureRequest) -> Iterator[tuple[LocalServer, str]]:
    """A server that asks for a key, and its address; its tokens last ten minutes of a clock that skips."""
    with LocalServer(
        edition="orkes", keys={"id-1": "hush"}, token_lifetime_s=LIFETIME_S, clock=SkippingClock()
    ) as server:
        yield server, server.url if request.param == "local" else server.listen()


def client_of(address: str, **options: str) -> ConductorClient:
    return orkes_conductor_client(server_url=address, use_env=False, **options)


def names(client: ConductorClient) -> list[str]:
    return OrkesClients(client).get_secret_client().list_all_secret_names()


def test_a_key_opens_the_server(locked: tuple[LocalServer, str]) -> None:
    """With the key calls succeed, and the server knows who asks."""
    _, address = locked
    with client_of(address, **KEY) as client:
        assert names(client) == []
        assert (token_api.get_token_user_info.sync(client=client.api))["id"] == "id-1"


@pytest.mark.parametrize(
    ("options", "text"),
    [
        ({}, "the token is missing"),
        ({"token": "made-up"}, "the token is not valid"),
        ({**KEY, "key_secret": "wrong"}, "id-1 or its secret is not valid"),
        ({**KEY, "key_id": "nobody"}, "nobody or its secret is not valid"),
    ],
)
def test_nobody_else_comes_in(locked: tuple[LocalServer, str], options: dict[str, str], text: str) -> None:
    """Without a token, with one of somebody else or a wrong key the server refuses; no secret stands in the error."""
    _, address = locked
    with client_of(address, **options) as client:
        with pytest.raises(AuthenticationError, match=text) as caught:
            names(client)
    assert caught.value.status == 401
    assert "hush" not in str(caught.value)


def test_a_token_is_renewed_when_it_has_expired(locked: tuple[LocalServer, str]) -> None:
    """The client gets a new token by itself; an old one alone is refused as expired."""
    server, address = locked
    with client_of(address, **KEY) as client:
        assert names(client) == []
        server.sleep(LIFETIME_S)
        assert names(client) == []
        assert names(client) == []


def test_an_expired_token_says_so(locked: tuple[LocalServer, str]) -> None:
    """The token of a single sign-in is refused with EXPIRED_TOKEN once its time is over, not before."""
    server, address = locked
    with client_of(address) as client:
        body = GenerateTokenRequest(key_id="id-1", key_secret="hush")
        answer = token_api.generate_token.sync(client=client.api, body=body)
    with client_of(address, token=str(answer["token"])) as client:
        server.sleep(LIFETIME_S - 1)
        assert names(client) == []
        server.sleep(1)
        with pytest.raises(AuthenticationError) as caught:
            names(client)
    assert caught.value.code == "EXPIRED_TOKEN"


def test_keys_of_applications_open_the_server(locked: tuple[LocalServer, str]) -> None:
    """A key that was made through the API signs in as its application, until it is switched off."""
    _, address = locked
    with client_of(address, **KEY) as client:
        applications = OrkesClients(client).get_application_client()
        application_id = (applications.create_application("billing")).id or ""
        key = applications.create_access_key(application_id)
        with client_of(address, key_id=key.id, key_secret=str(key.secret)) as other:
            user = token_api.get_token_user_info.sync(client=other.api)
            assert (user["id"], user["name"]) == (f"app:{application_id}", "billing")
        applications.toggle_access_key_status(application_id, key.id)
        with client_of(address, key_id=key.id, key_secret=str(key.secret)) as other:
            with pytest.raises(AuthenticationError):
                names(other)


def test_what_was_done_tells_by_whom(locked: tuple[LocalServer, str]) -> None:
    """Executions and claims carry the user of the token."""
    _, address = locked
    with client_of(address, **KEY) as client:
        clients = OrkesClients(client)
        executor, humans = clients.get_workflow_client(), clients.get_human_client()
        task = {"name": "approve", "taskReferenceName": "approve", "type": "HUMAN"}
        executor.register_workflow(True, {"name": "w", "version": 1, "tasks": [task]})
        executor.start_workflow({"name": "w", "version": 1})
        [found] = humans.search({})
        claimed = humans.claim_task_as_conductor_user(found.task_id)
        assert (found.created_by, claimed.claimant.user, claimed.updated_by) == ("id-1", "id-1", "id-1")


def test_health_and_version_are_open_to_all(locked: tuple[LocalServer, str]) -> None:
    """A probe needs no key."""
    server, address = locked
    transport = server.transport() if address.startswith("local") else httpx.HTTPTransport()
    with httpx.Client(transport=transport, base_url=address.replace("local://", "http://")) as client:
        assert [(client.get(path)).status_code for path in ("/health", "/api/version")] == [200, 200]
        refused = client.get("/api/metadata/workflow")
    assert (refused.status_code, refused.json()["error"]) == (401, "INVALID_TOKEN")
