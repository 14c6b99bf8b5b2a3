"""The real Conductor server of a test session."""

from __future__ import annotations

import os
from collections.abc import Generator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import Any, NoReturn

import pytest

from scripts.real_server import MissingTool, RealServer, ServerFailed
from tests.support.session_server import Answer, SessionServer

RUNNING_SERVER = "CONDUCTOR_TEST_SERVER_URL"
POLICY = "CONDUCTOR_TEST_REAL_SERVER"
_INPUT = "conductor_real_server"
_SERVER = pytest.StashKey[SessionServer]()


def configure(config: pytest.Config) -> None:
    """Create what the processes of the run share about the server, or take it from the controlling process."""
    given: Any = getattr(config, "workerinput", {}).get(_INPUT)
    config.stash[_SERVER] = SessionServer.create() if given is None else SessionServer(Path(given[0]), given[1])


def configure_worker(config: pytest.Config, workerinput: dict[str, Any]) -> None:
    """Tell a worker of pytest-xdist about the server of the run."""
    server = config.stash[_SERVER]
    workerinput[_INPUT] = (str(server.folder), server.run_pid)


def unconfigure(config: pytest.Config) -> None:
    """Stop the server at the end of the run."""
    server = config.stash.get(_SERVER, None)
    if server is not None and not hasattr(config, "workerinput"):
        server.close()


def is_user(item: pytest.Item) -> bool:
    """Return whether a test needs the real server."""
    return item.get_closest_marker("real_server") is not None


def order(item: pytest.Item) -> int:
    """Return the place of a test in the run: those on the real server last, and of these the longest one first."""
    if item.get_closest_marker("own_server"):
        return 1
    return 2 if is_user(item) else 0


def request_start(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Start the server in the background if a test needs it."""
    if RUNNING_SERVER in os.environ or config.option.collectonly:
        return
    if any(map(_is_sharer, items)):
        config.stash[_SERVER].request()


def wait_before(item: pytest.Item) -> None:
    """Wait for the server before a test that needs it, so that its start is not part of the time of that test."""
    if _is_sharer(item) and RUNNING_SERVER not in os.environ:
        item.config.stash[_SERVER].wait()


def server_url(config: pytest.Config) -> str:
    """Return the URL of CONDUCTOR_TEST_SERVER_URL, or of the server of the run; skip or fail the test without one."""
    if url := os.environ.get(RUNNING_SERVER):
        return url.rstrip("/")
    answer = config.stash[_SERVER].wait()
    if answer.missing:
        _give_up(answer.missing)
    if answer.failed:
        reason = answer.failed.splitlines()[0]
        pytest.fail(f"the real server did not start: {reason} (see the end of the run)", pytrace=False)
    return answer.url


def failure(config: pytest.Config) -> str:
    """Return why the server did not start, with the end of its log; empty when it did or nobody asked for it."""
    return (config.stash[_SERVER].answer() or Answer()).failed


@contextmanager
def own_server(config: pytest.Config) -> Generator[RealServer]:
    """Start a server that only one test uses, which may kill it; skip the test where there is none."""
    server = RealServer()
    try:
        with _shown_progress(config):
            server.start()
    except MissingTool as error:
        _give_up(str(error))
    except ServerFailed as error:
        pytest.fail(f"the real server did not start: {error}", pytrace=False)
    try:
        yield server
    finally:
        server.stop()


def _is_sharer(item: pytest.Item) -> bool:
    return order(item) == 2


def _give_up(missing: str) -> NoReturn:
    if os.environ.get(POLICY) == "required":
        pytest.fail(f"{POLICY}=required: {missing}", pytrace=False)
    pytest.skip(f"{missing} Or name a running server with {RUNNING_SERVER}.")


def _shown_progress(config: pytest.Config) -> AbstractContextManager[None]:
    capture: Any = config.pluginmanager.getplugin("capturemanager")
    shown: AbstractContextManager[None] = capture.global_and_fixture_disabled() if capture else nullcontext()
    return shown
