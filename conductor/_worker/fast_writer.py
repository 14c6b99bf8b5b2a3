"""Writes results with orjson, of the extra ``fast``."""

from __future__ import annotations

from typing import Any

import orjson

# Dates and classes are left to others: they must come out as they do without the extra. So is all that would call back,
# since orjson does not expect that a dict changes while it is written.
_OPTIONS = orjson.OPT_PASSTHROUGH_DATACLASS | orjson.OPT_PASSTHROUGH_DATETIME | orjson.OPT_PASSTHROUGH_SUBCLASS


def written(value: Any) -> bytes | None:
    """Give the value as JSON; None where there is anything unusual in it."""
    try:
        body = orjson.dumps(value, None, _OPTIONS)
    except orjson.JSONEncodeError:
        return None
    # It writes null for numbers that JSON does not have, too.
    return None if b"null" in body else body
