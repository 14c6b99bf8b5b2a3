"""The servers on which the tests that are not recorded run."""

from __future__ import annotations

from collections.abc import Generator

import httpx
import pytest

from conductor.local import LocalServer

SERVERS = ("embedded", pytest.param("real", marks=pytest.mark.real_server))


@pytest.fixture(params=SERVERS)
def api(request: pytest.FixtureRequest) -> Generator[httpx.Client]:
    """An HTTP client of the embedded server, or of the real one: the same tests for both."""
    if request.param == "real":
        with httpx.Client(base_url=f"{request.getfixturevalue('real_server_url')}/api", timeout=60) as client:
            yield client
        return
    with LocalServer() as server, httpx.Client(base_url=f"{server.listen()}/api", timeout=60) as client:
        yield client
