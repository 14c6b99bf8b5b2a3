# Generated from openapi/openapi.json by `make regen`; do not edit.
from ..types import OpenEnum


class HumanSearchType(OpenEnum):
    """Values that the server is known to send; others are taken too."""

    ADMIN = "ADMIN"
    INBOX = "INBOX"
