# Generated from openapi/openapi.json by `make regen`; do not edit.
from ..types import OpenEnum


class WorkflowTimeoutPolicy(OpenEnum):
    """Values that the server is known to send; others are taken too."""

    ALERT_ONLY = "ALERT_ONLY"
    TIME_OUT_WF = "TIME_OUT_WF"
