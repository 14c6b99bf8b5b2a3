"""Which names the server answers to, and which requests of browsers it refuses."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from conductor.local import LocalServer
from conductor.local.http.access import AccessPolicy, is_loopback_address
from tests.support.local_process import LocalProcess
from tests.unit.local.http.raw import exchange, statuses
from tests.unit.local.support import simple

EVERY_ADDRESS = "0.0.0.0"  # noqa: S104 - compared with, not listened on
EVIL = "http://evil.example"


@pytest.fixture(scope="module")
def server() -> Iterator[LocalServer]:
    with LocalServer(allowed_hosts=["conductor.test"]) as local:
        local.listen()
        yield local


@pytest.fixture
def client(server: LocalServer) -> Iterator[httpx.Client]:
    assert server.http_url is not None
    with httpx.Client(base_url=server.http_url) as found:
        yield found


@pytest.mark.parametrize(
    "host",
    [
        "localhost",
        "LOCALHOST:8080",
        "localhost.",
        "127.0.0.1",
        "127.1.2.3:80",
        "[::1]:8080",
        "shop.localhost",
        "conductor.test:1",
        "Conductor.TEST",
    ],
)
def test_loopback_and_allowed_names_are_served(client: httpx.Client, host: str) -> None:
    """The port does not matter: a container or a tunnel may have another one."""
    assert client.get("/api/version", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "localhost.evil.example",
        "evillocalhost",
        "127.0.0.1.evil.example",
        "128.0.0.1",
        "0.0.0.0",  # noqa: S104 - a name, not an address to listen on
        "[::]",
        "2130706433",
        "0x7f.1",
        "127.1",
        "localhost@evil.example",
        "evil.example#localhost",
        "localhost:8080:1",
        "a, localhost",
        "conductor.test.evil.example",
        "",
    ],
)
@pytest.mark.parametrize("path", ["/api/version", "/", "/ui/app.js"])
def test_foreign_names_are_refused(client: httpx.Client, host: str, path: str) -> None:
    """DNS rebinding: the API and the page answer 421 to any other name, and say which option allows it."""
    reply = client.get(path, headers={"Host": host})
    assert (reply.status_code, "--allowed-host NAME" in reply.json()["message"]) == (421, True)


def test_request_without_a_name_is_refused(server: LocalServer) -> None:
    """HTTP/1.0 needs no Host header; here it does."""
    assert server.http_url is not None
    assert statuses(exchange(server.http_url, b"GET /api/version HTTP/1.0\r\n\r\n")) == [421]
    assert statuses(exchange(server.http_url, b"GET /api/version HTTP/1.0\r\nHost: localhost\r\n\r\n")) == [200]
    assert statuses(exchange(server.http_url, b"GET /api/version HTTP/1.1\r\n\r\n")) == [400]


@pytest.mark.parametrize(
    ("target", "host", "status"),
    [
        (b"http://localhost/api/version", b"localhost", 200),
        (b"http://localhost/api/version?x=http://a/", b"LOCALHOST", 200),
        (b"http://evil.example/api/version", b"localhost", 400),
        (b"http://localhost/api/version", b"evil.example", 400),
        (b"http://evil.example/api/version", b"evil.example", 421),
        (b"http://localhost@evil.example/api/version", b"localhost", 400),
        (b"ftp://localhost/api/version", b"localhost", 400),
        (b"localhost:80", b"localhost", 400),
        (b"api/version", b"localhost", 400),
        (b"//evil.example/api/version", b"localhost", 404),
    ],
)
def test_absolute_targets_name_the_host_of_the_request(
    server: LocalServer, target: bytes, host: bytes, status: int
) -> None:
    """A target in absolute form is served when it agrees with the Host header, and refused otherwise."""
    assert server.http_url is not None
    request = b"GET " + target + b" HTTP/1.1\r\nHost: " + host + b"\r\nConnection: close\r\n\r\n"
    assert statuses(exchange(server.http_url, request)) == [status]


CROSS_SITE = [
    {"Origin": EVIL},
    {"Origin": "null"},
    {"Origin": "http://localhost:1"},
    {"Origin": "https://evil.example#127.0.0.1"},
    {"Origin": "http://[broken"},
    {"Origin": ""},
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Sec-Fetch-Site": "anything"},
]
EFFECTS = [
    ("POST", "/api/workflow/{id}/restart"),
    ("PUT", "/api/workflow/{id}/pause"),
    ("GET", "/api/tasks/poll/work"),
    ("GET", "/api/tasks/poll/batch/work"),
    ("POST", "/api/tasks/{task}/log"),
    ("POST", "/api/tasks/queue/requeue/work"),
    ("GET", "/api/scheduler/admin/pause"),
    ("GET", "/api/workflow/{id}"),
    ("HEAD", "/api/workflow/{id}"),
    ("OPTIONS", "/api/workflow/{id}"),
    ("POST", "/ui/diagram.svg"),
]


@pytest.mark.parametrize("headers", CROSS_SITE)
def test_cross_site_requests_have_no_effect(server: LocalServer, client: httpx.Client, headers: dict[str, str]) -> None:
    """Every request that a page of another origin can send is a 403, the simple ones and GET included."""
    definition = {"name": "attacked", "tasks": [simple("a")]}
    assert client.put("/api/metadata/workflow", json=[definition]).status_code == 200
    workflow_id = client.post("/api/workflow/attacked", json={}).text
    before = client.get(f"/api/workflow/{workflow_id}").json()
    task_id = before["tasks"][0]["taskId"]
    for method, path in EFFECTS:
        url = path.format(id=workflow_id, task=task_id)
        reply = client.request(method, url, headers={"Content-Type": "text/plain", **headers}, content=b"x")
        assert reply.status_code == 403, url
    assert client.get(f"/api/workflow/{workflow_id}").json() == before


def test_refused_request_names_the_option(client: httpx.Client) -> None:
    """The message says what was refused, and how a page of one's own is let in."""
    message = client.get("/api/version", headers={"Origin": EVIL}).json()["message"]
    assert f"Origin '{EVIL}'" in message
    assert "--allowed-host NAME" in message


def test_the_page_itself_is_served(client: httpx.Client) -> None:
    """What a browser sends for the page and what the page sends is answered; a link from another site leads to it."""
    own = str(client.base_url).rstrip("/")
    link = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}
    assert client.get("/", headers=link).status_code == 200
    assert client.get("/ui/app.js", headers={"Sec-Fetch-Site": "same-origin"}).status_code == 200
    typed = {"Sec-Fetch-Site": "none", "Sec-Fetch-Mode": "navigate"}
    assert client.get("/api/version", headers=typed).status_code == 200
    same = {"Sec-Fetch-Site": "same-origin", "Origin": own}
    assert client.put("/api/metadata/workflow", json=[], headers=same).status_code == 400


def test_page_of_an_allowed_host_may_call_the_api(client: httpx.Client) -> None:
    """Behind a proxy that ends TLS the browser's origin is https; host and port are what counts."""
    own = {"Host": "conductor.test", "Origin": "https://conductor.test", "Sec-Fetch-Site": "same-origin"}
    assert client.get("/api/version", headers=own).status_code == 200
    assert client.get("/api/version", headers=own | {"Origin": "https://conductor.test:1"}).status_code == 403


@pytest.mark.parametrize("name", ["http://a", "a:80", "*", "a b", "", "a/b", "*.example"])
def test_name_that_is_not_one_is_refused_at_the_start(name: str) -> None:
    """A mistyped allowed host is an error, not a name that never matches."""
    with LocalServer(allowed_hosts=[name]) as server, pytest.raises(ValueError, match="expected a host name"):
        server.listen()


def test_bound_address_is_a_name_unless_it_means_all() -> None:
    """The address of --host is served; 0.0.0.0 and :: are not names of the server."""
    assert AccessPolicy(bound_to="192.0.2.7").refusal("GET", "/api", {"host": "192.0.2.7:8080"}) is None
    for wildcard in (EVERY_ADDRESS, "::", ""):
        assert AccessPolicy(bound_to=wildcard).refusal("GET", "/api", {"host": wildcard or "x"}) is not None
    assert all(is_loopback_address(host) for host in ("127.0.0.1", "::1", "localhost"))
    assert not any(is_loopback_address(host) for host in (EVERY_ADDRESS, "example.org"))


def test_command_line_takes_names() -> None:
    """--allowed-host may be repeated; a wrong one ends the command with one line."""
    with LocalProcess("--allowed-host", "a.test", "--allowed-host", "b.test") as server, server.client() as client:
        found = {
            name: client.get("/version", headers={"Host": name}).status_code for name in ("a.test", "b.test", "c.test")
        }
    assert found == {"a.test": 200, "b.test": 200, "c.test": 421}
