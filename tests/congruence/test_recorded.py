"""The embedded server does what the real one did in the recorded scenarios."""

from __future__ import annotations

import json
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest

from tests.congruence.comparing import hard_differences, normalised
from tests.congruence.fixture_server import FixtureServer
from tests.congruence.player import Player

DATA = Path(__file__).resolve().parents[1] / "data" / "local"
RECORDED: dict[str, Any] = json.loads((DATA / "recorded.json").read_text("utf-8"))["cases"]
NOT_YET: dict[str, str] = json.loads((DATA / "not_yet.json").read_text("utf-8"))
VARIABLES = {
    "CONDUCTOR_SECRET_differ_secret": "s3cret",
    "CONDUCTOR_SECRET_differ_json": '{"user":"u1","port":5}',
    "CONDUCTOR_ENV_differ_env": "envval",
    "CONDUCTOR_ENV_differ_envjson": '{"k":[1,2]}',
    "CONDUCTOR_DIFFER_WORD": "word",
}


@pytest.fixture(scope="module")
def fixture_url() -> Generator[str]:
    with FixtureServer() as server:
        yield server.url


def found_differences(name: str, fixture_url: str) -> list[str]:
    record = RECORDED[name]
    played = Player(record["case"], fixture_url, VARIABLES).play()
    return hard_differences(record["result"], normalised(played, fixture_url), record["volatile"])


@pytest.mark.parametrize("name", sorted(RECORDED.keys() - NOT_YET.keys()))
def test_scenario_goes_as_on_the_real_server(name: str, fixture_url: str) -> None:
    """Statuses, tasks, inputs, outputs and answers are those that were recorded."""
    assert found_differences(name, fixture_url) == []


def test_list_of_open_scenarios_is_honest(fixture_url: str) -> None:
    """Each scenario listed as not yet congruent still differs."""
    assert [name for name in NOT_YET if not found_differences(name, fixture_url)] == []
