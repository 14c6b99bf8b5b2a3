"""The limits and intervals of the worker runtime that are no options: they fit all programs.

They are arguments of the classes concerned, so that a test can make them short.
"""

from __future__ import annotations

import attrs

from conductor._worker.backoff import Backoffs


@attrs.frozen(kw_only=True)
class WorkerTimings:
    """Limits and intervals of one manager, in seconds.

    Args:
        backoffs: Delays after failures.
        cancel_s: How long tasks may take to end after they were cancelled.
        report_s: How long the last results of a stop may take.
        poll_margin_s: How long a stop waits for a poll beyond the time that the server may hold it.
        stop_margin_s: How long a stop on the thread of the workers may take beyond the grace.
        calm_s: After so long without a crash the next one of a poll loop counts as the first.
        watchdog_interval_s: How often the event loop shows that it is not blocked.
        late_s: A delay of the watchdog that is logged.
        failing_s: How long polls fail before their worker is unhealthy.
        restarted_s: How long a worker is unhealthy after its poll loop crashed.
        blocked_s: How long the event loop is blocked before the manager is unhealthy.
        loop_step_s: How long each step of closing the event loop may take.
        loop_end_s: How long the thread of the event loop may take to end.
        request_margin_s: How long a request may take beyond the time that the server may hold it.
        update_limit_s: How long the report of a small result may take.
        heartbeat_part: The part of the response timeout after which a heartbeat is sent.
        heartbeat_part_after_failure: The same after a heartbeat that failed.
        shortest_heartbeat_pause_s: The shortest time between two heartbeats of a task.
    """

    backoffs: Backoffs = attrs.field(factory=Backoffs)
    cancel_s: float = 2.0
    report_s: float = 5.0
    poll_margin_s: float = 2.0
    stop_margin_s: float = 30.0
    calm_s: float = 60.0
    watchdog_interval_s: float = 1.0
    late_s: float = 5.0
    failing_s: float = 30.0
    restarted_s: float = 60.0
    blocked_s: float = 10.0
    loop_step_s: float = 2.0
    loop_end_s: float = 6.0
    request_margin_s: float = 10.0
    update_limit_s: float = 60.0
    heartbeat_part: float = 0.6
    heartbeat_part_after_failure: float = 0.05
    shortest_heartbeat_pause_s: float = 0.2


DEFAULT_TIMINGS = WorkerTimings()
