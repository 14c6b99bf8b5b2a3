# Generated from openapi/openapi.json by `make regen`; do not edit.
from ..types import OpenEnum


class TaskResultStatus(OpenEnum):
    """Values that the server is known to send; others are taken too."""

    CANCELED = "CANCELED"
    COMPLETED = "COMPLETED"
    FAILED = "FAILED"
    FAILED_WITH_TERMINAL_ERROR = "FAILED_WITH_TERMINAL_ERROR"
    IN_PROGRESS = "IN_PROGRESS"
