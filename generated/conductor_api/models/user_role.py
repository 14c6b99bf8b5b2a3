# Generated from openapi/openapi.json by `make regen`; do not edit.
from ..types import OpenEnum


class UserRole(OpenEnum):
    """Values that the server is known to send; others are taken too."""

    ADMIN = "ADMIN"
    METADATA_MANAGER = "METADATA_MANAGER"
    USER = "USER"
    WORKER = "WORKER"
    WORKFLOW_MANAGER = "WORKFLOW_MANAGER"
