from __future__ import annotations

from collections.abc import Iterator

import pytest

from conductor.testing import ConductorEnvironment


@pytest.fixture
def env() -> Iterator[ConductorEnvironment]:
    with ConductorEnvironment.time_skipping() as env:
        yield env
