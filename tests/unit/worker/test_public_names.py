"""What users of workers import, and from where."""

from __future__ import annotations

import subprocess
import sys

import attrs
import pytest

import conductor
from conductor import telemetry
from conductor._worker import events


def test_all_names_of_telemetry_are_there() -> None:
    """Each name of the package can be imported from it, and no other."""
    assert {name for name in telemetry.__all__ if getattr(telemetry, name) is not None} == set(telemetry.__all__)
    assert not hasattr(telemetry, "nonsense")


def test_all_events_are_public() -> None:
    """Whoever writes a listener finds each event beside the manager, and the health that the manager gives."""
    kinds = {name for name, kind in vars(events).items() if attrs.has(kind) and issubclass(kind, events.WorkerEvent)}
    assert {*kinds, "Health", "WorkerHealth"} <= set(dir(conductor))


@pytest.mark.slow
def test_nothing_of_telemetry_is_loaded_unused() -> None:
    """Workers without metrics and traces pay nothing for these."""
    program = "import sys, conductor; conductor.TaskManager; print(*(name for name in sys.modules if %s))"
    unwanted = "name.startswith(('conductor.telemetry', 'opentelemetry', 'http.server'))"
    run = subprocess.run([sys.executable, "-c", program % unwanted], capture_output=True, text=True, check=True)
    assert run.stdout == "\n"
