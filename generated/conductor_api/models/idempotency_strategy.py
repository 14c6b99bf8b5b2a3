# Generated from openapi/openapi.json by `make regen`; do not edit.
from ..types import OpenEnum


class IdempotencyStrategy(OpenEnum):
    """Values that the server is known to send; others are taken too."""

    FAIL = "FAIL"
    FAIL_ON_RUNNING = "FAIL_ON_RUNNING"
    RETURN_EXISTING = "RETURN_EXISTING"
