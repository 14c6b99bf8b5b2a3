from __future__ import annotations

import io
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from scripts.real_server import HOST, MissingTool, Progress, RealServer, ServerFailed
from tests.support.fake_java import DYING_SERVER, GOOD_SERVER, make_java

ROOT = Path(__file__).resolve().parents[2]


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def temporary_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the folder in which the server makes its own, and a jar for it."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    monkeypatch.setenv("TMPDIR", str(folder))
    jar = tmp_path / "server.jar"
    jar.touch()
    monkeypatch.setenv("CONDUCTOR_SERVER_JAR", str(jar))
    return folder


def use_java(home: Path, monkeypatch: pytest.MonkeyPatch, server: str) -> None:
    make_java(home, "21.0.1", server)
    monkeypatch.setenv("JAVA_HOME", str(home))


@pytest.fixture
def good_java(tmp_path: Path, temporary_files: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Use a Java that plays a healthy server, and give the folder of the temporary files."""
    use_java(tmp_path / "java", monkeypatch, GOOD_SERVER)
    return temporary_files


def starts(server: RealServer) -> int:
    return int(httpx.get(f"{server.url}/starts", trust_env=False).text)


def test_server_runs_inside_the_with_block_only(good_java: Path) -> None:
    """It is healthy inside the block; after it the process and the folder are gone."""
    with RealServer(progress=io.StringIO()) as server:
        pid = server.pid
        assert starts(server) == 1
        assert len(list(good_java.iterdir())) == 1
    assert pid is not None
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    assert server.pid is None
    assert list(good_java.iterdir()) == []


def test_server_is_stopped_when_the_block_fails(good_java: Path) -> None:
    """An error in the block, Ctrl-C included, leaves neither process nor folder."""
    server = RealServer(progress=io.StringIO())
    with pytest.raises(KeyboardInterrupt), server:
        raise KeyboardInterrupt
    assert server.pid is None
    assert list(good_java.iterdir()) == []


def test_killed_server_comes_back_with_its_data(good_java: Path) -> None:
    """Restart keeps the port and the folder, so what the server stored survives."""
    with RealServer(progress=io.StringIO()) as server:
        url = server.url
        server.kill()
        assert server.pid is None
        server.restart()
        assert server.url == url
        assert starts(server) == 2
        assert len(list(good_java.iterdir())) == 1


def test_restart_needs_a_started_server(good_java: Path) -> None:
    """A server that was never started has no data to come back with."""
    with pytest.raises(RuntimeError, match="was not started"):
        RealServer().restart()


def test_starting_twice_is_an_error(good_java: Path) -> None:
    """A second start would leave the first server alone."""
    with RealServer(progress=io.StringIO()) as server, pytest.raises(RuntimeError, match="started already"):
        server.start()


def test_early_death_shows_the_end_of_the_log(
    tmp_path: Path, temporary_files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A server that ends while starting is an error at once, with its exit code and last lines."""
    use_java(tmp_path / "java", monkeypatch, DYING_SERVER)
    with pytest.raises(ServerFailed, match=r"(?s)exit code 3.*no such bean"):
        RealServer(progress=io.StringIO()).start()
    assert list(temporary_files.iterdir()) == []


def test_taken_port_is_an_error(good_java: Path) -> None:
    """Another program on the port is not taken for the server."""
    with socket.create_server((HOST, 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(ServerFailed, match=f"port {port} of 127.0.0.1 is taken"):
            RealServer(port).start()


def test_missing_java_leaves_nothing_behind(temporary_files: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without Java the start fails before anything is made."""
    monkeypatch.setattr("scripts.java.JVM_FOLDERS", ())
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setenv("PATH", "")
    with pytest.raises(MissingTool, match="found none"):
        RealServer().start()
    assert list(temporary_files.iterdir()) == []


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_command_line_stops_the_server_on_signals(good_java: Path, ending: signal.Signals) -> None:
    """Ctrl-C and SIGTERM end the command, the server and its folder, and the exit code is 0."""
    command = [sys.executable, "-m", "scripts.real_server"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline().startswith("http://127.0.0.1:")
        os.kill(process.pid, ending)
        _, errors = process.communicate()
    assert process.returncode == 0
    assert errors.splitlines()[-1] == "stopped"
    assert list(good_java.iterdir()) == []


def test_handler_for_sigterm_is_given_back(good_java: Path) -> None:
    """While the server runs SIGTERM acts as Ctrl-C; afterwards as before."""
    before = signal.getsignal(signal.SIGTERM)
    with RealServer(progress=io.StringIO()):
        pass
    assert signal.getsignal(signal.SIGTERM) is before


def test_progress_on_a_terminal_is_one_rewritten_line() -> None:
    """Each step clears the line before it, and only the last one ends it."""
    stream = Terminal()
    with Progress("server", stream) as progress:
        progress.tick()
    written = stream.getvalue()
    assert written.count("\n") == 1
    assert written.split("\r\x1b[K")[-1] == "server is ready after 0 s\n"


def test_progress_elsewhere_is_plain_lines() -> None:
    """In a file or in CI there is a line at the start, one at the end, and no control characters."""
    stream = io.StringIO()
    with Progress("server", stream) as progress:
        progress.tick()
    assert stream.getvalue() == "server is starting ...\nserver is ready after 0 s\n"


def test_progress_says_when_it_came_to_nothing() -> None:
    """After an error the last line does not claim that the server is ready."""
    stream = io.StringIO()
    with pytest.raises(OSError, match="gone"), Progress("server", stream):
        raise OSError("gone")
    assert stream.getvalue().splitlines()[-1] == "server is not ready after 0 s"
