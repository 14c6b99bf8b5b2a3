# Generated from openapi/openapi.json by `make regen`; do not edit.
from ..types import OpenEnum


class Access(OpenEnum):
    """Values that the server is known to send; others are taken too."""

    CREATE = "CREATE"
    DELETE = "DELETE"
    EXECUTE = "EXECUTE"
    READ = "READ"
    UPDATE = "UPDATE"
