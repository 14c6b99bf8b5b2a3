# Async source: scripts/unasync.py derives conductor/_sync/_hints.py from it, line by line.
"""Helps who mistyped a name."""

from __future__ import annotations

import difflib
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from conductor.errors import ConductorError, NotFoundError
from conductor_api.api import metadata as metadata_api

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from conductor_api import Client


@asynccontextmanager
async def close_names(api: Client, name: str) -> AsyncGenerator[None]:
    """Let a NotFoundError of the block carry a note with the registered workflows whose names are close."""
    try:
        yield
    except NotFoundError as error:
        error.add_note(await _note(api, name))
        raise


async def _note(api: Client, name: str) -> str:
    try:
        names = await metadata_api.get_workflow_def_names.asyncio(client=api)
    except ConductorError:
        names = []
    if name in names:
        return f"There is a workflow {name!r}, but not in this version."
    close = difflib.get_close_matches(str(name), names)
    known = f" Known names that are close: {', '.join(map(repr, close))}." if close else ""
    return f"Did you register it?{known}"
