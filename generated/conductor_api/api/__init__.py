# Generated from openapi/openapi.json by `make regen`; do not edit.
"""One package per area of the API, one module per operation."""
