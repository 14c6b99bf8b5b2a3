"""The real server as the tests get it."""

from __future__ import annotations

import httpx
import pytest


async def test_real_server_is_healthy(real_server_url: str) -> None:
    """The fixture gives a server that answers."""
    async with httpx.AsyncClient(base_url=real_server_url, trust_env=False) as client:
        assert (await client.get("/health")).json()["healthy"] is True


def test_users_of_the_server_are_marked(real_server_url: str, request: pytest.FixtureRequest) -> None:
    """`-m "not real_server"` leaves out what needs the server."""
    assert request.node.get_closest_marker("real_server") is not None
