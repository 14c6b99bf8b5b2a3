"""The pytest plugin: an environment for each test, on the server that ``--conductor`` names.

It loads nothing of the package until a test asks for a fixture.
"""

from __future__ import annotations

import os
from collections.abc import Generator
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from conductor._sync.client import ConductorClient
    from conductor.testing.environment import ConductorEnvironment

_SERVER = "CONDUCTOR_SERVER_URL"
_MARKER = "conductor_time_skipping"
_SHOWN_RUNS = 10
_environments = pytest.StashKey[list["ConductorEnvironment"]]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option and the setting."""
    text = (
        "server of the conductor fixtures: local (embedded, its clock skips), local-http (the same through a socket), "
        f"real (the one of {_SERVER}), or the address of a server"
    )
    parser.getgroup("conductor").addoption("--conductor", metavar="local|local-http|real|URL", help=text)
    parser.addini("conductor", f"default of --conductor; {text}", default="local")


def pytest_configure(config: pytest.Config) -> None:
    """Check the option, and describe the marker."""
    config.addinivalue_line(
        "markers", f"{_MARKER}: needs a clock that skips; skipped on a server that runs elsewhere (conductor)"
    )
    _check(target_of(config))


def target_of(config: pytest.Config) -> str:
    """Give what ``--conductor`` or the setting says."""
    return str(config.getoption("--conductor") or config.getini("conductor"))


def _check(target: str) -> None:
    if target == "real" and not os.environ.get(_SERVER):
        raise pytest.UsageError(
            f"--conductor=real needs {_SERVER}, the address of a running server; or give the address itself: "
            "--conductor=http://localhost:8080"
        )
    if target not in {"local", "local-http", "real"} and not target.startswith(("http://", "https://")):
        raise pytest.UsageError(f"--conductor={target}: expected local, local-http, real, or an address with http://")


@pytest.fixture
def conductor_env(request: pytest.FixtureRequest) -> Generator[ConductorEnvironment]:
    """A ConductorEnvironment for this test: an empty embedded server with a skipping clock, or the server named."""
    with _environment(request.config) as env:
        request.node.stash.setdefault(_environments, []).append(env)
        yield env


@pytest.fixture(scope="session")
def conductor_session_env(pytestconfig: pytest.Config) -> Generator[ConductorEnvironment]:
    """A ConductorEnvironment that all tests share: definitions and executions stay, and so do mocks."""
    with _environment(pytestconfig) as env:
        yield env


@pytest.fixture
def conductor_client(conductor_env: ConductorEnvironment) -> ConductorClient:
    """The client of ``conductor_env``."""
    return conductor_env.client


def _environment(config: pytest.Config) -> ConductorEnvironment:
    from conductor.testing.environment import ConductorEnvironment

    target = target_of(config)
    if target in {"local", "local-http"}:
        return ConductorEnvironment.time_skipping(http=target == "local-http")
    if target == "real":
        return ConductorEnvironment.connect()
    key_id, key_secret = os.environ.get("CONDUCTOR_AUTH_KEY"), os.environ.get("CONDUCTOR_AUTH_SECRET")
    if key_id and key_secret:
        return ConductorEnvironment.connect(target, key_id=key_id, key_secret=key_secret)
    return ConductorEnvironment.connect(target)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip what needs a skipping clock where there is none."""
    target = target_of(item.config)
    if item.get_closest_marker(_MARKER) and target not in {"local", "local-http"}:
        pytest.skip(f"needs a clock that skips, --conductor=local; this is --conductor={target}")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call() -> Generator[None, Any, Any]:
    """Skip a test that turns out to wait for longer than anybody would."""
    try:
        return (yield)
    except Exception as error:
        from conductor.testing.errors import TimeSkippingNeeded

        if not isinstance(error, TimeSkippingNeeded):
            raise
        pytest.skip(str(error))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Show the executions of a test that failed."""
    report = yield
    if report.failed and call.when == "call":
        for env in item.stash.get(_environments, None) or ():
            for workflow_id in env.runs[-_SHOWN_RUNS:]:
                report.sections.append(("workflow", _shown(env, workflow_id)))
    return report


def _shown(env: ConductorEnvironment, workflow_id: str) -> str:
    from conductor.errors import ConductorError

    try:
        return str(env.run(workflow_id))
    except ConductorError as error:
        return f"{workflow_id}: {error}"
