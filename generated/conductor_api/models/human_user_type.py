# Generated from openapi/openapi.json by `make regen`; do not edit.
from ..types import OpenEnum


class HumanUserType(OpenEnum):
    """Values that the server is known to send; others are taken too."""

    CONDUCTOR_GROUP = "CONDUCTOR_GROUP"
    CONDUCTOR_USER = "CONDUCTOR_USER"
    EXTERNAL_GROUP = "EXTERNAL_GROUP"
    EXTERNAL_USER = "EXTERNAL_USER"
