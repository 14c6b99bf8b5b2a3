# Generated from openapi/openapi.json by `make regen`; do not edit.
from ..types import OpenEnum


class WorkflowState(OpenEnum):
    """Values that the server is known to send; others are taken too."""

    COMPLETED = "COMPLETED"
    FAILED = "FAILED"
    PAUSED = "PAUSED"
    RUNNING = "RUNNING"
    TERMINATED = "TERMINATED"
    TIMED_OUT = "TIMED_OUT"
