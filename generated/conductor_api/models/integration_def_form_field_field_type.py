# Generated from openapi/openapi.json by `make regen`; do not edit.
from ..types import OpenEnum


class IntegrationDefFormFieldFieldType(OpenEnum):
    """Values that the server is known to send; others are taken too."""

    DROPDOWN = "DROPDOWN"
    FILE = "FILE"
    PASSWORD = "PASSWORD"
    TEXT = "TEXT"
