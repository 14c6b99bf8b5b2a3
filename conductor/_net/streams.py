"""Answers that are read while the server goes on sending, such as server-sent events."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import httpx

EXTENSION = "stream"
"""Request extension of the generated client: the caller reads the answer piece by piece."""


def is_stream(request: httpx.Request, response: httpx.Response) -> bool:
    """Return whether the caller reads this answer piece by piece; errors are read at once like any others."""
    return bool(request.extensions.get(EXTENSION)) and response.is_success
