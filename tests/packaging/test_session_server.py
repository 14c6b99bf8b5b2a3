"""The real server as the tests get it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Generator
from pathlib import Path

import httpx
import pytest

from tests.support.fake_java import DYING_SERVER, GOOD_SERVER, make_java
from tests.support.session_server import SessionServer

ROOT = Path(__file__).resolve().parents[2]


async def test_real_server_is_healthy(real_server_url: str) -> None:
    """The fixture gives a server that answers."""
    async with httpx.AsyncClient(base_url=real_server_url, trust_env=False) as client:
        assert (await client.get("/health")).json()["healthy"] is True


def test_users_of_the_server_are_marked(real_server_url: str, request: pytest.FixtureRequest) -> None:
    """`-m "not real_server"` leaves out what needs the server."""
    assert request.node.get_closest_marker("real_server") is not None


def use_java(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, program: str) -> None:
    """Let a program play the server."""
    make_java(tmp_path / "java", "21.0.1", program)
    jar = tmp_path / "server.jar"
    jar.touch()
    monkeypatch.setenv("JAVA_HOME", str(tmp_path / "java"))
    monkeypatch.setenv("CONDUCTOR_SERVER_JAR", str(jar))


@pytest.fixture
def session_server() -> Generator[SessionServer]:
    server = SessionServer.create()
    yield server
    server.close()


def test_processes_of_a_run_share_one_server(
    session_server: SessionServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whichever process asks first starts it; the end of the run stops it."""
    use_java(tmp_path, monkeypatch, GOOD_SERVER)
    other = SessionServer(session_server.folder, session_server.run_pid)
    session_server.request()
    answer = other.wait()
    assert answer == session_server.wait()
    assert httpx.get(f"{answer.url}/starts", trust_env=False).text == "1"
    session_server.close()
    with pytest.raises(httpx.TransportError):
        httpx.get(answer.url, trust_env=False)


def ask_again_and_again(url: str) -> None:
    while True:
        httpx.get(f"{url}/starts", trust_env=False)


def test_a_killed_run_leaves_no_server(
    tmp_path: Path, session_server: SessionServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The server ends when the process of the run is gone, however it ended."""
    use_java(tmp_path, monkeypatch, GOOD_SERVER)
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as run:
        shared = SessionServer(session_server.folder, run.pid)
        url = shared.wait().url
        run.kill()
    with pytest.raises(httpx.TransportError):
        ask_again_and_again(url)


TWO_TESTS = """
import pytest

@pytest.mark.parametrize("number", [1, 2])
def test_on_the_server(number, real_server_url):
    assert real_server_url

def test_elsewhere():
    assert True
"""


def run_tests(tmp_path: Path, *options: str) -> tuple[int, str]:
    """Run two tests on the server and one without it, with the hooks of this suite."""
    (tmp_path / "test_two.py").write_text(TWO_TESTS)
    (tmp_path / "conftest.py").write_text((ROOT / "tests" / "conftest.py").read_text("utf-8"))
    command = [sys.executable, "-m", "pytest", "-c", str(ROOT / "pyproject.toml"), "--rootdir", str(tmp_path)]
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("CONDUCTOR_TEST_", "PYTEST_"))}
    done = subprocess.run(
        [*command, "-p", "no:cacheprovider", *options, str(tmp_path)],
        cwd=ROOT,
        env=kept,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize("workers", ["0", "2"])
def test_a_server_that_does_not_start_is_told_once(
    workers: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each test that needs it says so in a line, and the end of the run shows the log of the server once."""
    use_java(tmp_path, monkeypatch, DYING_SERVER)
    code, output = run_tests(tmp_path, "-n", workers)
    assert (code, output.count("no such bean")) == (1, 1)
    assert output.count("\nthe real server did not start: the server ended while starting (exit code 3)") == 2
    assert "1 passed, 2 errors" in output


def test_the_server_is_not_started_for_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A run whose selection needs no server starts none."""
    use_java(tmp_path, monkeypatch, f"open({str(tmp_path / 'was_started')!r}, 'w')")
    code, output = run_tests(tmp_path, "-k", "elsewhere")
    assert (code, "1 passed" in output) == (0, True), output
    assert not (tmp_path / "was_started").exists()
