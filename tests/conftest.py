"""What every test has: a clean environment, and the real server for those that ask for it."""

from __future__ import annotations

import os
import signal
from collections.abc import Generator

import pytest
from hypothesis import settings

from tests.support.real_server import RunServer, begin_run, needs_server

# No deadline: time is no assertion. The same examples each time in CI: a red run can be repeated.
settings.register_profile("conductor", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("conductor")

RUN_SERVER = pytest.StashKey[RunServer]()
KEPT = ("CONDUCTOR_TEST_", "CONDUCTOR_SERVER_JAR")


@pytest.fixture(scope="session", autouse=True)
def clean_environment() -> Generator[None]:
    """Hide the user's CONDUCTOR_* variables: they would win over what a test passes as an argument."""
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith("CONDUCTOR_") and not name.startswith(KEPT)]:
            patch.delenv(name)
        yield


@pytest.fixture(scope="session", autouse=True)
def heard_signals() -> None:
    """Hear Ctrl-C and hang-ups, also where the run was started in the background: processes of tests inherit this."""
    for name, handler in (("SIGINT", signal.default_int_handler), ("SIGHUP", signal.SIG_DFL)):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_IGN:
            signal.signal(number, handler)


@pytest.fixture(scope="session")
def real_server_url(request: pytest.FixtureRequest) -> str:
    """URL of a real Conductor server; the tests of a run share it, so use names of your own in it."""
    return request.config.stash[RUN_SERVER].url()


def pytest_configure(config: pytest.Config) -> None:
    """Prepare what the processes of a run share; pytest-xdist starts its workers after this."""
    config.stash[RUN_SERVER] = RunServer(config)
    if is_first_process(config):
        begin_run()


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop the real server after the last test."""
    if is_first_process(config):
        config.stash[RUN_SERVER].stop()


def is_first_process(config: pytest.Config) -> bool:
    """Return whether the user has started this process, not pytest-xdist."""
    return not hasattr(config, "workerinput")


def pytest_itemcollected(item: pytest.Item) -> None:
    """Mark what uses the real server, so that `-m "not real_server"` leaves it out."""
    if isinstance(item, pytest.Function) and "real_server_url" in item.fixturenames:
        item.add_marker(pytest.mark.real_server)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Begin to start the real server when a test needs it. After pytest-randomly, which puts the tests in order."""
    config.stash[RUN_SERVER].begin(items)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Wait for the real server before pytest-timeout begins to count: its start is not the time of a test."""
    if needs_server(item):
        item.config.stash[RUN_SERVER].wait()
    return (yield)
