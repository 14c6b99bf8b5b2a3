"""Loggers for those who have none: the package itself writes to ``logging.getLogger("conductor...")``."""

from __future__ import annotations

import logging
from collections.abc import Sequence


class DefaultLogger:
    """Writes lines like ``INFO tag text`` to the standard error stream.

    Args:
        level: The lowest level that is written; a name that is not known counts as INFO.
        tags: Stand at the beginning of each line.
    """

    def __init__(self, level: str = "INFO", tags: Sequence[object] = ()) -> None:
        self._tags = tuple(tags)
        lowest = logging.getLevelNamesMapping().get(level.upper(), logging.INFO)
        self._logger = logging.Logger("conductor", lowest)  # noqa: LOG001 - two of these have levels of their own
        handler = logging.StreamHandler()
        handler.setFormatter(logging.Formatter("%(levelname)s %(message)s"))
        self._logger.addHandler(handler)

    def debug(self, *args: object) -> None:
        """Write what only matters when something is searched for."""
        self._write(logging.DEBUG, args)

    def info(self, *args: object) -> None:
        """Write what an operator likes to see."""
        self._write(logging.INFO, args)

    def error(self, *args: object) -> None:
        """Write what somebody has to look at."""
        self._write(logging.ERROR, args)

    def _write(self, level: int, args: tuple[object, ...]) -> None:
        self._logger.log(level, "%s", " ".join(map(str, (*self._tags, *args))))


noop_logger = logging.Logger("conductor.noop")  # noqa: LOG001 - no parent that could write after all
"""Writes nothing."""
noop_logger.addHandler(logging.NullHandler())
