# Generated from openapi/openapi.json by `make regen`; do not edit.
from ..types import OpenEnum


class ServiceType(OpenEnum):
    """Values that the server is known to send; others are taken too."""

    GRPC = "gRPC"
    HTTP = "HTTP"
    MCP_REMOTE = "MCP_REMOTE"
