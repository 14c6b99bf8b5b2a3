"""The real Conductor server of a test session."""

from __future__ import annotations

import os
from collections.abc import Generator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Any, NoReturn

import pytest

from scripts.real_server import START_LIMIT_S, MissingTool, RealServer

RUNNING_SERVER = "CONDUCTOR_TEST_SERVER_URL"
POLICY = "CONDUCTOR_TEST_REAL_SERVER"


@contextmanager
def server_url(config: pytest.Config) -> Generator[str]:
    """Give the URL of CONDUCTOR_TEST_SERVER_URL, or of a server that runs as long as the context."""
    if url := os.environ.get(RUNNING_SERVER):
        yield url.rstrip("/")
        return
    with own_server(config) as server:
        yield server.url


@contextmanager
def own_server(config: pytest.Config) -> Generator[RealServer]:
    """Give a server that only one test uses, which may kill it; skip the test where there is none."""
    server = RealServer()
    if missing := _start(server, config):
        _give_up(missing)
    try:
        yield server
    finally:
        server.stop()


def mark_first_user(items: list[pytest.Item]) -> None:
    """Give the test that pays for the start of the server, the first one that uses it, the time for it."""
    for item in items:
        own = item.get_closest_marker("timeout")
        # A test with more time than that starts a server of its own.
        if item.get_closest_marker("real_server") and (own is None or own.args[0] <= START_LIMIT_S + 60):
            item.add_marker(pytest.mark.timeout(START_LIMIT_S + 60))
            return


def _start(server: RealServer, config: pytest.Config) -> MissingTool | None:
    try:
        with _shown_progress(config):
            server.start()
    except MissingTool as error:
        return error
    return None


def _give_up(missing: MissingTool) -> NoReturn:
    if os.environ.get(POLICY) == "required":
        pytest.fail(f"{POLICY}=required: {missing}", pytrace=False)
    pytest.skip(f"{missing} Or name a running server with {RUNNING_SERVER}.")


def _shown_progress(config: pytest.Config) -> AbstractContextManager[None]:
    capture: Any = config.pluginmanager.getplugin("capturemanager")
    shown: AbstractContextManager[None] = capture.global_and_fixture_disabled() if capture else nullcontext()
    return shown
