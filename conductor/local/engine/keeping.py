"""What keeps the engine's state beyond the process; none of it is here."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from .errors import EngineError
from .restoring import Record


class KeepingError(EngineError):
    """What a command changes cannot be saved: the disk is full, for example.

    Commands that change something are refused until it can be saved again; reading goes on.
    """


class StoreError(Exception):
    """A file that the server cannot keep its state in."""


class Keeper(Protocol):
    """Keeps records by kind and key."""

    def load(self) -> Iterable[Record]:
        """All records, in the order in which their keys were first saved."""
        ...

    def save(self, records: Iterable[Record]) -> None:
        """Write records, all or none of them; a value of None removes one. KeepingError when that fails."""
        ...
