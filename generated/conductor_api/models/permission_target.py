# Generated from openapi/openapi.json by `make regen`; do not edit.
from ..types import OpenEnum


class PermissionTarget(OpenEnum):
    """Values that the server is known to send; others are taken too."""

    APPLICATION = "APPLICATION"
    CLUSTER_CONFIG = "CLUSTER_CONFIG"
    DOMAIN = "DOMAIN"
    ENV_VARIABLE = "ENV_VARIABLE"
    EVENT_HANDLER = "EVENT_HANDLER"
    INTEGRATION = "INTEGRATION"
    INTEGRATION_PROVIDER = "INTEGRATION_PROVIDER"
    PROMPT = "PROMPT"
    SCHEMA = "SCHEMA"
    SECRET_NAME = "SECRET_NAME"
    TAG = "TAG"
    TASK_DEF = "TASK_DEF"
    TASK_ID = "TASK_ID"
    TASK_REF_NAME = "TASK_REF_NAME"
    USER = "USER"
    USER_FORM_TEMPLATE = "USER_FORM_TEMPLATE"
    WEBHOOK = "WEBHOOK"
    WORKFLOW = "WORKFLOW"
    WORKFLOW_DEF = "WORKFLOW_DEF"
    WORKFLOW_SCHEDULE = "WORKFLOW_SCHEDULE"
