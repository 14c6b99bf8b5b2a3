"""A server to command, and a way to call the command line."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Generator
from dataclasses import dataclass
from typing import Any

import pytest

from conductor import orkes_conductor_client
from conductor.cli import main
from conductor.local import LocalServer


@dataclass(frozen=True)
class Outcome:
    """What a command printed, and its exit code."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def rows(self) -> list[list[str]]:
        """The cells of a table in a pipe, without its heading."""
        return [line.split("\t") for line in self.out.splitlines()][1:]


Call = Callable[..., Outcome]


@pytest.fixture
def call(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Call:
    """Call the command line inside this process."""

    def run(*arguments: str) -> Outcome:
        monkeypatch.setattr(sys, "argv", ["conductor-py", *arguments])
        # Commands that load a module search it where it lies; later tests should not.
        monkeypatch.setattr(sys, "path", [*sys.path])
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
        printed = capsys.readouterr()
        return Outcome(int(ended.value.code or 0), printed.out, printed.err)

    return run


@pytest.fixture
def server() -> Generator[LocalServer]:
    """A server of this test alone."""
    with LocalServer() as local:
        yield local


@pytest.fixture
def at(server: LocalServer, monkeypatch: pytest.MonkeyPatch) -> Generator[str]:
    """Its address over HTTP; commands find it in the environment."""
    url = server.listen()
    monkeypatch.setenv("CONDUCTOR_SERVER_URL", url)
    with orkes_conductor_client(server_url=server):
        yield url
