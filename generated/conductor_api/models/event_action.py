# Generated from openapi/openapi.json by `make regen`; do not edit.
from ..types import OpenEnum


class EventAction(OpenEnum):
    """Values that the server is known to send; others are taken too."""

    COMPLETE_TASK = "complete_task"
    FAIL_TASK = "fail_task"
    START_AGENT = "start_agent"
    START_WORKFLOW = "start_workflow"
    TERMINATE_WORKFLOW = "terminate_workflow"
    UPDATE_WORKFLOW_VARIABLES = "update_workflow_variables"
