"""Random scenarios go on the embedded server as they go on the real one."""

from __future__ import annotations

import json
import os
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.congruence.actors import Json
from tests.congruence.comparing import hard_differences, normalised
from tests.congruence.player import Player
from tests.congruence.random_cases import cases
from tests.congruence.real_actor import RealServer
from tests.support.sizes import ROUNDS as RANDOM_ROUNDS
from tests.support.sizes import SIZES

ROUNDS = os.environ.get(RANDOM_ROUNDS)
"""Rounds of six new scenarios each; with it, a failing round is made smaller before it is shown.

Without it the scenarios are the same each time: a race of the real server that a new one meets is no failure of ours.
"""
AT_ONCE = 6
# The real server writes values that it resolved into the definition that it shows; docs/embedded.md tells.
SHOWN_RESOLVED = "*/failedWorkflow/workflowDefinition*"
UNUSED = "http://127.0.0.1:9"
PLAIN = settings(
    max_examples=SIZES.random_rounds,
    deadline=None,
    database=None,
    derandomize=not ROUNDS,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.generate, *([Phase.shrink] if ROUNDS else [])],
)

pytestmark = [pytest.mark.real_server, pytest.mark.timeout(36_000 if ROUNDS else 400)]


def on_embedded(case: Json) -> Json:
    return normalised(Player(case, UNUSED, {}).play(), UNUSED)


def on_real(url: str, case: Json) -> Json:
    with RealServer(url) as server:
        return normalised(Player(case, UNUSED, {}, server=server).play(), UNUSED)


def without_order(result: Json) -> Json:
    """The result with tasks by their names: which branch of a fork goes on first is chance."""
    for workflow in [*result["workflows"].values(), *(step.get("workflow") or {} for step in result["steps"])]:
        tasks: list[Any] = workflow.get("tasks", [])
        tasks.sort(key=lambda task: (task["referenceTaskName"], task["retryCount"]))
        for task in tasks:
            task.pop("seq")
    return result


def found_differences(url: str, case: Json) -> list[str]:
    wanted, got = on_real(url, case), on_embedded(case)
    if case["forked"]:
        wanted, got = without_order(wanted), without_order(got)
    return hard_differences(wanted, got, [SHOWN_RESOLVED])


@PLAIN
@given(batch=st.lists(cases(), min_size=AT_ONCE, max_size=AT_ONCE))
def test_random_scenario_goes_as_on_the_real_server(real_server_url: str, batch: list[Json]) -> None:
    """Answers, statuses, tasks, inputs, outputs and variables are those of the real server."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        found = list(pool.map(lambda case: found_differences(real_server_url, case), batch))
    for case, differences in zip(batch, found, strict=True):
        assert differences == [], json.dumps(case, ensure_ascii=False)
