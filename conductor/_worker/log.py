"""A logger that never raises, over the one that the user gave."""

from __future__ import annotations

import logging
from typing import Protocol, runtime_checkable


@runtime_checkable
class ConductorLogger(Protocol):
    """What a logger needs: methods that take a text. A :class:`logging.Logger` is one."""

    def debug(self, message: str, /) -> object: ...
    def info(self, message: str, /) -> object: ...
    def error(self, message: str, /) -> object: ...


class WorkerLog:
    """Writes to the user's logger, or to ``conductor.worker``; a failing logger is ignored.

    A logger without ``warning`` gets warnings as errors.
    """

    def __init__(self, target: ConductorLogger | None = None) -> None:
        self._target = target or logging.getLogger("conductor.worker")

    def debug(self, text: str, *values: object) -> None:
        """Write what only matters when something is searched for."""
        self._write("debug", logging.DEBUG, text, values)

    def info(self, text: str, *values: object) -> None:
        """Write what an operator likes to see."""
        self._write("info", logging.INFO, text, values)

    def warning(self, text: str, *values: object) -> None:
        """Write what went wrong but mends itself."""
        self._write("warning", logging.WARNING, text, values)

    def error(self, text: str, *values: object) -> None:
        """Write what somebody has to look at."""
        self._write("error", logging.ERROR, text, values)

    def _write(self, name: str, level: int, text: str, values: tuple[object, ...]) -> None:
        try:
            if isinstance(self._target, logging.Logger):
                self._target.log(level, text, *values)
            else:
                write = getattr(self._target, name, None) or self._target.error
                write(text % values if values else text)
        except Exception:  # noqa: BLE001, S110 - there is nowhere left to write to
            pass
