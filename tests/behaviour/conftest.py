"""The servers that the same tests run on."""

from __future__ import annotations

from collections.abc import Generator

import pytest

from conductor.local import LocalServer

SERVERS = ("local", "http", pytest.param("real", marks=pytest.mark.real_server))


@pytest.fixture(scope="session")
def embedded() -> Generator[dict[str, str]]:
    """The addresses of the embedded server: for clients inside this process, and for HTTP."""
    # The real server shows workflows the environment of its process; some tests look at that.
    with LocalServer(allow_env=True) as server:
        yield {"local": server.url, "http": server.listen()}


@pytest.fixture(scope="session", params=SERVERS)
def server_address(request: pytest.FixtureRequest) -> str:
    """Address of the embedded server, called directly or over HTTP, or of the real one; the tests share them."""
    if request.param != "real":
        return request.getfixturevalue("embedded")[request.param]
    # Asked for here, since the tests on the embedded server need no Java.
    return request.getfixturevalue("real_server_url")
