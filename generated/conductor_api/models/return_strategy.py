# Generated from openapi/openapi.json by `make regen`; do not edit.
from ..types import OpenEnum


class ReturnStrategy(OpenEnum):
    """Values that the server is known to send; others are taken too."""

    BLOCKING_TASK = "BLOCKING_TASK"
    BLOCKING_TASK_INPUT = "BLOCKING_TASK_INPUT"
    BLOCKING_WORKFLOW = "BLOCKING_WORKFLOW"
    TARGET_WORKFLOW = "TARGET_WORKFLOW"
