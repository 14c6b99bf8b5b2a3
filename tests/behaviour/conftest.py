"""The servers that the same tests run on."""

from __future__ import annotations

from collections.abc import Generator

import pytest

from conductor.local import LocalServer

SERVERS = ("local", "http", "kept", pytest.param("real", marks=pytest.mark.real_server))


@pytest.fixture(scope="session")
def embedded(tmp_path_factory: pytest.TempPathFactory) -> Generator[dict[str, str]]:
    """The addresses of the embedded server: for clients inside this process, for HTTP, and of one with a file."""
    file = tmp_path_factory.mktemp("embedded") / "kept.db"
    # The real server shows workflows the environment of its process; some tests look at that.
    with LocalServer(allow_env=True) as server, LocalServer(allow_env=True, db=file) as kept:
        yield {"local": server.url, "http": server.listen(), "kept": kept.url}


@pytest.fixture(scope="session", params=SERVERS)
def server_address(request: pytest.FixtureRequest) -> str:
    """Address of an embedded server, called directly, over HTTP or with a file, or of the real one; tests share it."""
    if request.param != "real":
        return request.getfixturevalue("embedded")[request.param]
    # Asked for here, since the tests on the embedded server need no Java.
    return request.getfixturevalue("real_server_url")


@pytest.fixture(scope="session")
def embedded_orkes() -> Generator[dict[str, str]]:
    """As embedded, for a server of the Orkes edition."""
    with LocalServer(edition="orkes") as server:
        yield {"local": server.url, "http": server.listen()}


@pytest.fixture(scope="session", params=("local", "http"))
def orkes_address(request: pytest.FixtureRequest, embedded_orkes: dict[str, str]) -> str:
    """Address of an embedded server of the Orkes edition, called directly or over HTTP; the tests share it."""
    return embedded_orkes[request.param]


def pytest_itemcollected(item: pytest.Item) -> None:
    """Mark the derived sync tests: they send what their async source sends, so a sample on the real server will do."""
    if item.path.parent.name == "sync":
        item.add_marker(pytest.mark.recheck(on_real_server=True))
    if item.path.name == "test_conformance.py" and isinstance(item, pytest.Function):
        # One process runs all examples on a server before its first test.
        item.add_marker(pytest.mark.xdist_group(f"conformance {item.callspec.params['server_address']}"))
