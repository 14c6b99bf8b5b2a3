"""Enums that the server's document does not have: there these fields are plain texts."""

from __future__ import annotations

from enum import StrEnum


class Consistency(StrEnum):
    """How sure a synchronous start is to survive the loss of a server; Conductor OSS ignores it."""

    SYNCHRONOUS = "SYNCHRONOUS"
    DURABLE = "DURABLE"
    REGION_DURABLE = "REGION_DURABLE"
