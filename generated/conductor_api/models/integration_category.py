# Generated from openapi/openapi.json by `make regen`; do not edit.
from ..types import OpenEnum


class IntegrationCategory(OpenEnum):
    """Values that the server is known to send; others are taken too."""

    AI_MODEL = "AI_MODEL"
    API = "API"
    EMAIL = "EMAIL"
    GIT = "GIT"
    MCP = "MCP"
    MESSAGE_BROKER = "MESSAGE_BROKER"
    RELATIONAL_DB = "RELATIONAL_DB"
    VECTOR_DB = "VECTOR_DB"
