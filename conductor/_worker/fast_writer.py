"""Writes results with orjson, of the extra ``fast``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import orjson

# Dates and classes are left to us: they come out as they do without the extra.
_OPTIONS = orjson.OPT_PASSTHROUGH_DATACLASS | orjson.OPT_PASSTHROUGH_DATETIME | orjson.OPT_PASSTHROUGH_SUBCLASS


class FastWriter:
    """Writes what it can, and leaves what is unusual to another.

    Args:
        plain: Gives the next simpler form of a value.
        write_carefully: Writes everything, or tells why it cannot.
    """

    def __init__(self, plain: Callable[[Any], Any], write_carefully: Callable[[Any], bytes]) -> None:
        self._plain = plain
        self._write_carefully = write_carefully

    def write(self, value: Any) -> bytes:
        """Give the value as JSON."""
        try:
            body = orjson.dumps(value, self._plain, _OPTIONS)
        except orjson.JSONEncodeError:
            return self._write_carefully(value)
        # It writes null for numbers that JSON does not have, too.
        return self._write_carefully(value) if b"null" in body else body
