# Generated from openapi/openapi.json by `make regen`; do not edit.
from ..types import OpenEnum


class Comparison(OpenEnum):
    """Values that the server is known to send; others are taken too."""

    GT = "GT"
    LT = "LT"
