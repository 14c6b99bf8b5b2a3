"""What every test has: a clean environment, and the real server for those that ask for it."""

from __future__ import annotations

import os
import signal
from collections.abc import Generator

import pytest
from hypothesis import settings

from tests.support.real_server import mark_first_user, server_url

# No deadline: time is no assertion. The same examples each time in CI: a red run can be repeated.
settings.register_profile("conductor", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("conductor")

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
def real_server_url(request: pytest.FixtureRequest) -> Generator[str]:
    """URL of a real Conductor server; the tests of a session share it, so use names of your own in it."""
    with server_url(request.config) as url:
        yield url


def pytest_itemcollected(item: pytest.Item) -> None:
    """Mark what uses the real server, so that `-m "not real_server"` leaves it out."""
    if isinstance(item, pytest.Function) and "real_server_url" in item.fixturenames:
        item.add_marker(pytest.mark.real_server)


def pytest_collection_finish(session: pytest.Session) -> None:
    """Let the start of the server not count as the time of a test."""
    mark_first_user(session.items)
