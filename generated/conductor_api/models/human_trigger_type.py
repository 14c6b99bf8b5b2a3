# Generated from openapi/openapi.json by `make regen`; do not edit.
from ..types import OpenEnum


class HumanTriggerType(OpenEnum):
    """Values that the server is known to send; others are taken too."""

    ASSIGNED = "ASSIGNED"
    ASSIGNEE_CHANGED = "ASSIGNEE_CHANGED"
    CLAIMANT_CHANGED = "CLAIMANT_CHANGED"
    COMPLETED = "COMPLETED"
    IN_PROGRESS = "IN_PROGRESS"
    PENDING = "PENDING"
    TIMED_OUT = "TIMED_OUT"
