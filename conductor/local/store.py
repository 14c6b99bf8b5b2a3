"""The records of the engine in an SQLite file."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from .engine.keeping import KeepingError, StoreError
from .engine.record_checks import RecordError, check_records
from .engine.restoring import Record

APPLICATION_ID = 0x636F6E64
FORMAT = 1  # of the records: another one for each change that this version could not read
_SETUP = f"""
PRAGMA application_id = {APPLICATION_ID};
PRAGMA user_version = {FORMAT};
CREATE TABLE IF NOT EXISTS record (
    number INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    body TEXT NOT NULL,
    UNIQUE (kind, key)
);
"""
_COLUMNS = ("number", "kind", "key", "body")
_WRITE = (
    "INSERT INTO record (kind, key, body) VALUES (?, ?, ?) ON CONFLICT (kind, key) DO UPDATE SET body = excluded.body"
)
_REMOVE = "DELETE FROM record WHERE kind = ? AND key = ?"


class SqliteStore:
    """One file for one server at a time.

    A transaction is in the file system before it is acknowledged, so the end of the process loses nothing. It is not
    forced onto the disk: the end of the whole machine can lose the last seconds, and leaves the file whole.
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self._path = Path(path)
        self._database = _open(self._path)

    def load(self) -> list[Record]:
        """Return all records, in the order in which their keys were first saved.

        Raises:
            StoreError: The file is damaged; the message names table, record and field.
        """
        try:
            return check_records(self._rows())
        except RecordError as error:
            raise self.damaged(str(error)) from None
        except sqlite3.Error as error:
            raise self.damaged(f"table record: {error}") from None

    def damaged(self, what: str) -> StoreError:
        """Return the error of a file that cannot be used any more, with a way to go on."""
        return StoreError(_damaged(self._path, what))

    def _rows(self) -> Iterator[Record]:
        for kind, key, body in self._database.execute("SELECT kind, key, body FROM record ORDER BY number"):
            try:
                yield kind, key, json.loads(body)
            except (ValueError, TypeError, RecursionError) as error:
                raise RecordError(f"record {kind} {key!r}: column body is not JSON: {error}") from None

    def save(self, records: Iterable[Record]) -> None:
        """Write records, all or none of them; a value of None removes one.

        Raises:
            KeepingError: The file cannot be written, because the disk is full for example.
        """
        try:
            self._database.execute("BEGIN")
            for kind, key, value in records:
                if value is None:
                    self._database.execute(_REMOVE, (kind, key))
                else:
                    self._database.execute(_WRITE, (kind, key, json.dumps(value)))
            self._database.execute("COMMIT")
        except sqlite3.Error as error:
            with suppress(sqlite3.Error):
                self._database.execute("ROLLBACK")
            raise KeepingError(f"nothing can be changed: {self._path} cannot be written: {error}") from None

    def close(self) -> None:
        """Close the file."""
        self._database.close()


def _open(path: Path) -> sqlite3.Connection:
    try:
        # Inputs and outputs of workflows are nobody else's business.
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
        database = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    except (OSError, sqlite3.Error) as error:
        raise StoreError(f"{path} cannot be opened: {error}") from None
    try:
        _prepare(database, path)
    except sqlite3.Error as error:
        database.close()
        raise StoreError(_why_not(path, error)) from None
    except StoreError:
        database.close()
        raise
    return database


def _prepare(database: sqlite3.Connection, path: Path) -> None:
    database.execute("PRAGMA busy_timeout = 0")
    database.execute("PRAGMA locking_mode = EXCLUSIVE")
    (tables,) = database.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    (application,) = database.execute("PRAGMA application_id").fetchone()
    (version,) = database.execute("PRAGMA user_version").fetchone()
    if application != APPLICATION_ID and (tables or application):
        raise StoreError(f"{path} is the database of another program: name a file of its own for the embedded server")
    if version > FORMAT:
        raise StoreError(
            f"{path} was written by a newer version of conductor-sdk (format {version}, known is {FORMAT})"
        )
    if application == APPLICATION_ID:
        _check_tables(database, path)
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA synchronous = NORMAL")
    database.executescript(f"BEGIN; {_SETUP} COMMIT;")


def _check_tables(database: sqlite3.Connection, path: Path) -> None:
    """Raise StoreError when the pages or the tables of a file are damaged: SQLite itself notices only what it reads."""
    (found,) = database.execute("PRAGMA quick_check(1)").fetchone()
    if found != "ok":
        raise StoreError(_damaged(path, " ".join(found.split())))
    columns = {row[1] for row in database.execute("PRAGMA table_info(record)")}
    if not columns:
        raise StoreError(_damaged(path, "table record is missing"))
    for name in _COLUMNS:
        if name not in columns:
            raise StoreError(_damaged(path, f"table record: column {name} is missing"))


def _damaged(path: Path, what: str) -> str:
    return f"{path} is damaged: {what}. Restore a copy of the file, or name another file, which starts empty"


def _why_not(path: Path, error: sqlite3.Error) -> str:
    if "locked" in str(error):
        return f"{path} is in use: another embedded server keeps its state there"
    if "malformed" in str(error):
        return _damaged(path, str(error))
    return f"{path} cannot be used: {error}"
