"""What a manager takes besides its workers."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import Any

import pytest

from conductor import ConfigurationError, TaskManager, worker
from conductor._sync.client import ConductorClient
from conductor.telemetry import WorkerMetrics


@worker("echo")
def echo() -> None: ...


async def wait(*_: object) -> None: ...


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"grace_s": "long"}, "grace_s must be a number of seconds above 0, not 'long'"),
        ({"grace_s": -1}, "grace_s must be"),
        ({"max_retries": -1}, "max_retries must be"),
        ({"maxRetries": "many"}, "max_retries must be"),
        ({"on_error": "print"}, "on_error must be a function, not 'print'"),
        ({"on_error": wait}, "on_error must be a plain function: nobody would wait for an async one"),
        ({"listeners": WorkerMetrics()}, "listeners must be a list of functions, not <"),
        ({"listeners": [print, None]}, r"listeners\[1\] must be a function, not None"),
        ({"listeners": [wait]}, r"listeners\[0\] must be a plain function"),
        ({"logger": print}, "logger must have the methods debug, info and error"),
        ({"tracing": True}, r"tracing must make spans, as conductor.telemetry.WorkerTracing\(\) does: True"),
        ({"options": 5}, "options must be a mapping of options, not 5"),
        (5, "the settings of a manager must be a mapping, not 5"),
        ({"use_env": "perhaps"}, "use_env must be True or False"),
        ({"concurrency": 3}, "unknown setting 'concurrency' of the manager"),
    ],
)
def test_wrong_settings_are_named_at_once(settings: Any, message: str, sync_client: ConductorClient) -> None:
    """Not when a stop, an error or an event needs them."""
    with pytest.raises(ConfigurationError, match=message):
        TaskManager(sync_client, [echo], settings)


def test_what_is_none_is_not_given(sync_client: ConductorClient) -> None:
    """None means the default; a span may be a timedelta, and no grace at all is fine."""
    manager = TaskManager(sync_client, [echo], {"grace_s": None, "listeners": None, "logger": None, "on_error": None})
    assert (manager._grace_s, manager._on_error) == (25.0, None)
    for grace in (0, timedelta()):
        assert TaskManager(sync_client, [echo], {"grace_s": grace})._grace_s == 0
    settings = {"grace_s": timedelta(minutes=1), "logger": logging.getLogger("mine"), "listeners": (print,)}
    assert TaskManager(sync_client, [echo], settings)._grace_s == 60


@pytest.mark.parametrize("client", ["http://localhost:8080", None])
def test_what_is_no_client_is_named(client: Any) -> None:
    """An address is no client; the error says how to make one."""
    with pytest.raises(ConfigurationError, match=r"needs a client, such as orkes_conductor_client\(\) makes, not"):
        TaskManager(client, [echo])
