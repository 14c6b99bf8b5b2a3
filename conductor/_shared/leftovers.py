"""Types of the JavaScript SDK that no operation of the server uses: code can move over name by name."""

from __future__ import annotations

from typing import TypedDict


class Terminate(TypedDict, total=False):
    """A time limit."""

    timeoutSeconds: int


class TimeoutPolicy(TypedDict):
    """The name of a policy; see TaskTimeoutPolicy and WorkflowTimeoutPolicy for those that the server has."""

    type: str
