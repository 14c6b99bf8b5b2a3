# Generated from openapi/openapi.json by `make regen`; do not edit.
from ..types import OpenEnum


class TaskTimeoutPolicy(OpenEnum):
    """Values that the server is known to send; others are taken too."""

    ALERT_ONLY = "ALERT_ONLY"
    RETRY = "RETRY"
    TIME_OUT_WF = "TIME_OUT_WF"
