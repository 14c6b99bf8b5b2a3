# Generated from openapi/openapi.json by `make regen`; do not edit.
from ..types import OpenEnum


class ExtendedEventExecutionStatus(OpenEnum):
    """Values that the server is known to send; others are taken too."""

    COMPLETED = "COMPLETED"
    FAILED = "FAILED"
    IN_PROGRESS = "IN_PROGRESS"
    SKIPPED = "SKIPPED"
