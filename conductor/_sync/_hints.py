# Derived from conductor/_async/_hints.py by scripts/unasync.py; do not edit.
"""Helps who mistyped a name."""

from __future__ import annotations

import difflib
from contextlib import contextmanager
from typing import TYPE_CHECKING

from conductor.errors import ConductorError, NotFoundError
from conductor_api.api import metadata as metadata_api

if TYPE_CHECKING:
    from collections.abc import Generator

    from conductor_api import Client


@contextmanager
def close_names(api: Client, name: str) -> Generator[None]:
    """Let a NotFoundError of the block carry a note with the registered workflows whose names are close."""
    try:
        yield
    except NotFoundError as error:
        error.add_note(_note(api, name))
        raise


def _note(api: Client, name: str) -> str:
    try:
        names = metadata_api.get_workflow_def_names.sync(client=api)
    except ConductorError:
        names = []
    if name in names:
        return f"There is a workflow {name!r}, but not in this version."
    close = difflib.get_close_matches(str(name), names)
    known = f" Known names that are close: {', '.join(map(repr, close))}." if close else ""
    return f"Did you register it?{known}"
