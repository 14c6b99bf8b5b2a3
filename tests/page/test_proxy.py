"""The page in front of a server that has none."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

import httpx
import pytest

from conductor import async_orkes_conductor_client
from conductor.ui import serve


@asynccontextmanager
async def page_before(server: httpx.AsyncBaseTransport) -> AsyncGenerator[httpx.AsyncClient]:
    """A browser's view of the page, which stands before this server."""
    ready: asyncio.Future[str] = asyncio.get_running_loop().create_future()
    async with async_orkes_conductor_client(server_url="http://server", fetch=server) as client:
        task = asyncio.create_task(serve(client, ready=ready.set_result))
        async with httpx.AsyncClient(base_url=await ready) as browser:
            yield browser
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


def answer(request: httpx.Request) -> httpx.Response:
    seen = {"url": str(request.url), "method": request.method, "cookie": request.headers.get("cookie")}
    return httpx.Response(200, json=seen | {"body": request.content.decode()})


def refuse(request: httpx.Request) -> httpx.Response:
    raise httpx.ConnectError("refused", request=request)


async def test_the_api_is_passed_on() -> None:
    """Path, query, method and body reach the server as they are; what else the browser sends does not."""
    async with page_before(httpx.MockTransport(answer)) as browser:
        reply = await browser.put("/api/a%2Fb?x=1&y=%20", content="hello", headers={"Cookie": "secret"})
    assert reply.json() == {
        "url": "http://server/api/a%2Fb?x=1&y=%20",
        "method": "PUT",
        "cookie": None,
        "body": "hello",
    }


async def test_the_page_itself_is_served() -> None:
    """The document comes from here, not from the server."""
    async with page_before(httpx.MockTransport(refuse)) as browser:
        assert "<title>Conductor</title>" in (await browser.get("/")).text


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:1"},
        {"Host": "evil.example"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
async def test_other_sites_are_refused(headers: dict[str, str]) -> None:
    """A request that another site makes the browser send does not get the rights of the client."""
    async with page_before(httpx.MockTransport(answer)) as browser:
        reply = await browser.delete("/api/workflow/1", headers=headers)
    assert reply.status_code == (421 if "Host" in headers else 403)
    assert "url" not in reply.json(), "the request reached the server"


async def test_only_the_api_is_passed_on() -> None:
    """Other paths of the server are not reachable through the page."""
    async with page_before(httpx.MockTransport(answer)) as browser:
        assert (await browser.get("/actuator/env")).status_code == 404


async def test_a_silent_server_is_a_502() -> None:
    """When the server cannot be reached the page says so."""
    async with page_before(httpx.MockTransport(refuse)) as browser:
        reply = await browser.get("/api/workflow/1")
    assert reply.status_code == 502
    assert reply.text.startswith("cannot connect to the server: refused")
