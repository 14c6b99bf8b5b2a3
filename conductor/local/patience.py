"""Waiting in this process for the end of an execution."""

from __future__ import annotations

import threading
from typing import cast

from .api.http import Answer, Reply, as_text
from .driver import Driver
from .engine.lookup import get_workflow
from .engine.outlook import Outlook, wait_for_end
from .engine.runtime import Runtime
from .engine.waiting import park_unless_ready


def wait(driver: Driver, workflow_id: str, until_ms: int | None, limit_s: float | None) -> Outlook | None:
    """Wait until an execution has ended, or does not go on by itself; None after `limit_s` seconds of real time.

    Without `until_ms` (epoch milliseconds) a clock that skips goes as far as it takes.
    """
    answered = threading.Event()
    replies: list[Reply] = []

    def done(reply: Reply) -> None:
        replies.append(reply)
        answered.set()

    answer = driver.command(lambda rt: _look(rt, workflow_id, until_ms), done)
    if isinstance(answer, Reply):
        return _read(answer)
    if answered.wait(limit_s):
        return _read(replies[0])
    driver.abandon(answer)
    return None


def _look(rt: Runtime, workflow_id: str, until_ms: int | None) -> Answer:
    found = park_unless_ready(rt, wait_for_end(get_workflow(rt, workflow_id), until_ms))
    return as_text(found) if isinstance(found, str) else found.then(as_text)


def _read(reply: Reply) -> Outlook:
    # An execution that is gone does not go on; whoever asks for it is told so.
    return cast("Outlook", reply.body.decode()) if reply.status == 200 else "ended"
