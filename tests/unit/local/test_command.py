"""python -m conductor.local: where it listens, and what it says about it."""

from __future__ import annotations

import socket
import subprocess
import sys

import pytest

from conductor.local.__main__ import exposure, main, parser
from tests.support.local_process import LocalProcess


def test_it_listens_on_the_loopback_unless_told_otherwise() -> None:
    """Without --host it can be reached from this machine only, and says where it is."""
    with LocalProcess() as server, server.client() as client:
        assert server.url.startswith("http://127.0.0.1:")
        assert client.get("/version").text == "3.32.3"
        assert exposure(parser().parse_args([]), has_keys=False) == ""


def test_it_says_when_other_machines_can_reach_it() -> None:
    """With another --host the second line says who has access, and by which names."""
    with LocalProcess("--host", "0.0.0.0") as server:  # noqa: S104 - what the test is about
        line = server.next_line()
    assert line.startswith("Other machines can connect to it: every client has full access, without a key.")
    assert "--allowed-host NAME" in line


def test_taken_port_is_named_in_one_line() -> None:
    """A port that is in use ends the command with an error that names it."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        command = [sys.executable, "-m", "conductor.local", "--port", str(port)]
        ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ran.returncode == 1
    assert ran.stderr.startswith(f"python -m conductor.local: cannot listen on 127.0.0.1:{port}: ")
    assert len(ran.stderr.splitlines()) == 1


def test_a_command_that_ends_leaves_the_process_as_it_was() -> None:
    """Called from a program, it gives back the limit of recursion that it had raised."""
    limit = sys.getrecursionlimit()
    with pytest.raises(SystemExit, match="a port is 0 to 65535"):
        main(["--port", "99999"])
    assert sys.getrecursionlimit() == limit
