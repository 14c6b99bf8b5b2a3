# Generated from openapi/openapi.json by `make regen`; do not edit.
"""Operations of one area of the API."""
