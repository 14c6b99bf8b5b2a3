"""The sample of re-checks that a run with the default sizes makes.

A test is a re-check when it asks the real server again for what a record or another test already has: it is marked
`recheck`. The default sizes run one in a few of them, another choice for each seed of pytest-randomly, so that all of
them run within some runs. `make test-all` runs all.
"""

from __future__ import annotations

import zlib
from typing import Any

import pytest

from tests.support.real_server import is_user
from tests.support.sizes import SIZES, VARIABLE

_LEFT_OUT = pytest.StashKey[int]()
_OUTPUT = "conductor_left_out"


def draw(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Deselect the re-checks that are not in the sample of this run. A run of a single test or file has all."""
    if SIZES.sample == 1 or not _is_whole_run(config):
        return
    seed = int(config.getoption("randomly_seed", 0) or 0)
    left_out = [item for item in items if is_recheck(item) and not _is_drawn(item, seed)]
    config.stash[_LEFT_OUT] = len(left_out)
    config.hook.pytest_deselected(items=left_out)
    chosen = set(left_out)
    items[:] = [item for item in items if item not in chosen]


def is_recheck(item: pytest.Item) -> bool:
    """Return whether a test repeats what another one asserts: marked as a whole, or for its runs on the real server."""
    marker = item.get_closest_marker("recheck")
    return marker is not None and (is_user(item) or not marker.kwargs.get("on_real_server", False))


def report(config: pytest.Config) -> None:
    """Hand the number of tests that were left out to the controlling process of pytest-xdist."""
    if (output := getattr(config, "workeroutput", None)) is not None:
        output[_OUTPUT] = config.stash.get(_LEFT_OUT, 0)


def take_report(config: pytest.Config, workeroutput: dict[str, Any]) -> None:
    """Take that number; each worker has the same one."""
    config.stash[_LEFT_OUT] = workeroutput.get(_OUTPUT, 0)


def summary(config: pytest.Config) -> str:
    """Return a line that says how many re-checks were left out; empty when none was."""
    left_out = config.stash.get(_LEFT_OUT, 0)
    if not left_out:
        return ""
    return f"{left_out} re-checks were not in the sample of this run: `make test-all` or {VARIABLE}=full runs them"


def _is_whole_run(config: pytest.Config) -> bool:
    """Return whether the user selected nothing: with names or words for tests, all that they stand for run."""
    return not (config.option.keyword or any(".py" in argument for argument in config.args))


def _is_drawn(item: pytest.Item, seed: int) -> bool:
    return zlib.crc32(f"{seed} {item.nodeid}".encode()) % SIZES.sample == 0
