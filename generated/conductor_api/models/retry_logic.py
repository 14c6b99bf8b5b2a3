# Generated from openapi/openapi.json by `make regen`; do not edit.
from ..types import OpenEnum


class RetryLogic(OpenEnum):
    """Values that the server is known to send; others are taken too."""

    EXPONENTIAL_BACKOFF = "EXPONENTIAL_BACKOFF"
    FIXED = "FIXED"
    LINEAR_BACKOFF = "LINEAR_BACKOFF"
