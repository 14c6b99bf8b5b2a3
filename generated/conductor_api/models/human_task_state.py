# Generated from openapi/openapi.json by `make regen`; do not edit.
from ..types import OpenEnum


class HumanTaskState(OpenEnum):
    """Values that the server is known to send; others are taken too."""

    ASSIGNED = "ASSIGNED"
    COMPLETED = "COMPLETED"
    DELETED = "DELETED"
    IN_PROGRESS = "IN_PROGRESS"
    PENDING = "PENDING"
    TIMED_OUT = "TIMED_OUT"
