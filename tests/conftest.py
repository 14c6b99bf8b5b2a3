"""What every test has: a clean environment, and the real server for those that ask for it."""

from __future__ import annotations

import os
import signal
from collections.abc import Generator
from typing import Any

import pytest
from hypothesis import settings

from tests.support import real_server, sampling
from tests.support.sizes import SIZES, VARIABLE

# No deadline: time is no assertion. The same examples each time in CI: a red run can be repeated.
settings.register_profile(
    "conductor", deadline=None, derandomize="CI" in os.environ, max_examples=SIZES.hypothesis_examples
)
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
def real_server_url(pytestconfig: pytest.Config) -> str:
    """URL of a real Conductor server; all tests of a run share it, so use names of your own in it."""
    return real_server.server_url(pytestconfig)


def pytest_configure(config: pytest.Config) -> None:
    """Prepare what the processes of a run share."""
    real_server.configure(config)


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Tell a worker of pytest-xdist what the processes of the run share."""
    real_server.configure_worker(node.config, node.workerinput)


def pytest_report_header() -> str:
    """Name the sizes: a failure may need the same ones."""
    return f"{VARIABLE}={SIZES.name}"


def pytest_itemcollected(item: pytest.Item) -> None:
    """Mark what uses the real server, so that `-m "not real_server"` leaves it out."""
    if isinstance(item, pytest.Function) and "real_server_url" in item.fixturenames:
        item.add_marker(pytest.mark.real_server)


# After pytest-randomly has shuffled the items, and after pytest has grouped them by the parameters of fixtures.
@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Draw the sample of re-checks, and put the tests on the real server last: it starts while the others run."""
    sampling.draw(config, items)
    items.sort(key=real_server.order)


def pytest_collection_finish(session: pytest.Session) -> None:
    """Start the real server in the background."""
    real_server.request_start(session.config, session.items)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Wait for the real server outside of the time of the test."""
    real_server.wait_before(item)
    return (yield)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Hand the size of the sample to the controlling process."""
    sampling.report(session.config)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Take the size of the sample from a worker."""
    sampling.take_report(node.config, getattr(node, "workeroutput", {}))


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """Say what was left to `make test-all`, and why the real server did not start."""
    if text := sampling.summary(config):
        terminalreporter.write_line(text)
    if text := real_server.failure(config):
        terminalreporter.section("the real server did not start")
        terminalreporter.write_line(text)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop the real server."""
    real_server.unconfigure(config)
