# Generated from openapi/openapi.json by `make regen`; do not edit.
from ..types import OpenEnum


class ServiceRegistryType(OpenEnum):
    """Values that the server is known to send; others are taken too."""

    GRPC = "gRPC"
    HTTP = "HTTP"
    MCP_REMOTE = "MCP_REMOTE"
