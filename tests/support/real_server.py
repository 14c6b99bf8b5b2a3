"""The real Conductor server of a test session."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import tempfile
from collections.abc import Generator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import Any, NoReturn

import pytest

from scripts.real_server import START_LIMIT_S, MissingTool, RealServer
from tests.support.shared_server import SharedServer

RUNNING_SERVER = "CONDUCTOR_TEST_SERVER_URL"
POLICY = "CONDUCTOR_TEST_REAL_SERVER"
RUN_FOLDER = "CONDUCTOR_TEST_RUN_FOLDER"
RUN_PID = "CONDUCTOR_TEST_RUN_PID"


class RunServer:
    """The real server of a test run, which all of its processes share.

    Its start costs 20 to 60 s. It begins in the background as soon as the tests are collected, and the tests that use
    the server come last.
    """

    def __init__(self, config: pytest.Config) -> None:
        self._config = config
        self._is_ready = False

    def begin(self, items: list[pytest.Item]) -> None:
        """Start the server when one of these tests needs it, and move such tests to the end of the run."""
        items.sort(key=needs_server)  # stable: what is random stays so
        if RUNNING_SERVER not in os.environ and any(map(needs_server, items)) and not self._config.option.collectonly:
            self._shared.start()

    def wait(self) -> None:
        """Wait for the start, before the time of a test begins to count."""
        if not self._is_ready and RUNNING_SERVER not in os.environ:
            self._is_ready = self._shared.wait(START_LIMIT_S + 60)

    def url(self) -> str:
        """Return its address; skip the test, or fail it, where there is none."""
        if url := os.environ.get(RUNNING_SERVER):
            return url.rstrip("/")
        self._shared.start()
        self.wait()
        try:
            return self._shared.url()
        except MissingTool as error:
            _give_up(error)

    def stop(self) -> None:
        """Stop the server, if this run has started one; called by the process that the user has started."""
        folder = run_folder()
        if (pid := folder / "pid").exists():
            with contextlib.suppress(ProcessLookupError):
                os.kill(int(pid.read_text("utf-8")), signal.SIGTERM)
        shutil.rmtree(folder, ignore_errors=True)

    @property
    def _shared(self) -> SharedServer:
        return SharedServer(run_folder(), int(os.environ[RUN_PID]))


def run_folder() -> Path:
    """Return the folder that the processes of this run share."""
    return Path(os.environ[RUN_FOLDER])


def begin_run() -> None:
    """Make the folder that the processes of this run share; called by the process that the user has started."""
    os.environ[RUN_FOLDER] = tempfile.mkdtemp(prefix="conductor-tests-")
    os.environ[RUN_PID] = str(os.getpid())


def needs_server(item: pytest.Item) -> bool:
    """Return whether a test uses the shared server, or starts a real server itself."""
    return item.get_closest_marker("real_server") is not None


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
