"""The connections of the fast wire on uvloop, which workers of sync programs use where it is there."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.unit.worker import test_http1

ON_UVLOOP = """
import asyncio, sys
import pytest, uvloop
asyncio.set_event_loop_policy(uvloop.EventLoopPolicy())
sys.exit(pytest.main(["-q", *sys.argv[1:]]))
"""


def test_connections_are_the_same_on_uvloop() -> None:
    """All that test_http1 tells holds there, too."""
    pytest.importorskip("uvloop", reason="uvloop does not exist for this system")
    command = [sys.executable, "-c", ON_UVLOOP, str(test_http1.__file__)]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stdout
