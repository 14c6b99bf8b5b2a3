# Generated from openapi/openapi.json by `make regen`; do not edit.
from ..types import OpenEnum


class AssignmentCompletionStrategy(OpenEnum):
    """Values that the server is known to send; others are taken too."""

    LEAVE_OPEN = "LEAVE_OPEN"
    TERMINATE = "TERMINATE"
