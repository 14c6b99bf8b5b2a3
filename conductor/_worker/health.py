"""How workers are: for probes, dashboards and people."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal

import attrs

from conductor._worker.shared import Tally

if TYPE_CHECKING:
    from conductor._worker.crew import Crew
    from conductor._worker.lane import Lane

WorkerState = Literal["running", "paused", "failing", "restarted", "stopping"]


@attrs.frozen(kw_only=True)
class WorkerHealth:
    """One worker: ``failing`` when the server has not answered its polls for long, ``restarted`` when its loop died."""

    state: WorkerState
    running: int
    """How many slots are taken."""
    poll_failures: int
    """How many polls failed in a row."""
    last_answer_s_ago: float
    """Seconds since the server last answered a poll."""


@attrs.frozen(kw_only=True)
class Health:
    """All workers of a manager, and what they did since its start."""

    is_healthy: bool
    """False when the manager does not poll, a worker is failing or was restarted, or the event loop is blocked."""
    is_blocked: bool
    """Whether something blocks the event loop of the workers."""
    workers: Mapping[str, WorkerHealth]
    tally: Tally


def health_of(crew: Crew | None) -> Health:
    """Give the health of a crew; reads only, so that any thread may ask."""
    if crew is None:
        return Health(is_healthy=False, is_blocked=False, workers={}, tally=Tally())
    now_s = time.monotonic()
    workers = {name: _worker(crew, lane, now_s) for name, lane in crew.lanes.items()}
    is_blocked = now_s - crew.pulse_s > crew.timings.blocked_s
    bad = [worker for worker in workers.values() if worker.state not in {"running", "paused"}]
    return Health(is_healthy=not bad and not is_blocked, is_blocked=is_blocked, workers=workers, tally=crew.tally)


def _worker(crew: Crew, lane: Lane, now_s: float) -> WorkerHealth:
    return WorkerHealth(
        state=_state(crew, lane, now_s),
        running=len(lane.slots),
        poll_failures=lane.poller.failures,
        last_answer_s_ago=now_s - lane.poller.last_answer_s,
    )


def _state(crew: Crew, lane: Lane, now_s: float) -> WorkerState:
    if crew.is_stopping:
        return "stopping"
    if now_s - crew.restarted_s.get(lane.name, float("-inf")) < crew.timings.restarted_s:
        return "restarted"
    if lane.poller.failures and now_s - lane.poller.last_answer_s > crew.timings.failing_s:
        return "failing"
    return "paused" if lane.options.paused else "running"
