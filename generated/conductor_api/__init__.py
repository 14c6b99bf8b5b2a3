# Generated from openapi/openapi.json by `make regen`; do not edit.
"""Low-level client of the Conductor server: one module per operation in ``api``, attrs classes in ``models``."""

from .client import Client

__all__ = ["Client"]
