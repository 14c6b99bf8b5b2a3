"""All steps: ``make regen [SERVER=http://host:8080 | DOC=FILE-or-URL | OFFLINE=1]``; ``--check`` writes nothing."""

from __future__ import annotations

import argparse
import contextlib
import filecmp
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from conductor.regen.build import Built, build
from conductor.regen.documents import (
    CLIENT,
    ORKES_SOURCE,
    OSS_SOURCE,
    RESULT,
    ROOT,
    SERVER_SOURCE,
    Document,
    RegenError,
    dump,
    operations,
    read,
    shown,
    write,
)
from conductor.regen.generate import generate
from conductor.regen.normalise import normalise
from conductor.regen.report import compare, differences, gone_on_oss
from scripts import unasync
from scripts.regen.fetch import Fetched, fetch, labelled, store
from scripts.regen.web import Access, header

UNFINISHED = ROOT / "build" / "regen" / "document.json"
"""Where the document stays that a failed run had read."""


def regenerate(fetched: Fetched | None) -> None:
    """Write sources, document and clients anew, then say what changed; None starts from the committed sources.

    Raises:
        RegenError: a step failed; the tree is as before
    """
    committed, served_before = _committed(RESULT), _committed(OSS_SOURCE)
    with _restored_on_error(OSS_SOURCE, SERVER_SOURCE, RESULT):
        if fetched is not None:
            store(fetched)
        built = build(committed)
        # Before anything is written: it may fail too.
        synchronous = _derived_sync()
        made = generate(built.document)
        write(RESULT, made.document)
        unasync.write(synchronous, unasync.differences(ROOT, synchronous))
    print("\n".join(_report(built, committed, made.document)))
    if served_before is not None:
        for gone in gone_on_oss(served_before, read(OSS_SOURCE), made.document):
            print(f"note: Conductor OSS no longer has {gone}; it stays because Orkes has it")
    for remark in [*built.remarks, *built.notes, *made.left_out]:
        print(f"note: {remark}")


def _report(built: Built, committed: Document | None, made: Document) -> list[str]:
    lines = compare(committed, made).lines() if committed is not None else []
    if built.served is None:
        return lines
    pinned = normalise(built.sources, operations(built.sources)).document
    orkes_only = operations(read(ORKES_SOURCE)).keys() - operations(read(OSS_SOURCE)).keys()
    return differences(pinned, built.served, made, orkes_only).lines()


@contextlib.contextmanager
def _restored_on_error(*paths: Path) -> Iterator[None]:
    """Put files back as they were when the block fails, also by Ctrl-C."""
    before = {path: path.read_bytes() if path.exists() else None for path in paths}
    try:
        yield
    except BaseException:
        for path, content in before.items():
            if content is None:
                path.unlink(missing_ok=True)
            else:
                path.write_bytes(content)
        raise


def check() -> Iterator[str]:
    """Yield what is not as the committed sources make it, in lines for a person."""
    built = build()
    yield from built.remarks
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder) / CLIENT.name
        made = generate(built.document, fresh)
        if not RESULT.exists() or dump(made.document) != RESULT.read_text(encoding="utf-8"):
            yield f"{shown(RESULT)} is out of date; run `make regen OFFLINE=1`"
        if different := different_files(fresh, CLIENT):
            yield f"{shown(CLIENT)} is out of date ({', '.join(different[:5])}); run `make regen OFFLINE=1`"


def different_files(left: Path, right: Path) -> list[str]:
    """Names of the files that one folder lacks or has otherwise."""
    files = [(side, file) for side in (left, right) for file in side.rglob("*.*") if "__pycache__" not in file.parts]
    names = {file.relative_to(side).as_posix() for side, file in files}
    return sorted(name for name in names if not _same(left / name, right / name))


def _same(left: Path, right: Path) -> bool:
    return left.is_file() and right.is_file() and filecmp.cmp(left, right, shallow=False)


def _derived_sync() -> dict[Path, str]:
    try:
        return unasync.derive_all(ROOT)
    except unasync.CannotDeriveError as error:
        raise RegenError(str(error)) from error


def _committed(path: Path) -> Document | None:
    """The document of the last commit; without git, the one on disk."""
    git = ["git", "show", f"HEAD:./{shown(path)}"]
    try:
        document: Document = json.loads(subprocess.run(git, cwd=ROOT, capture_output=True, check=True).stdout)
    except (OSError, subprocess.CalledProcessError):
        return read(path) if path.exists() else None
    return document


def main() -> int:
    """Run the command line."""
    arguments = _parser().parse_args()
    problems: list[str] = []
    fetched: Fetched | None = None
    try:
        if arguments.check:
            problems += check()
        else:
            fetched = None if arguments.offline else fetch(arguments.server, arguments.document, _access(arguments))
            regenerate(fetched)
    except RegenError as error:
        problems += str(error).splitlines()
        if not arguments.check:
            problems.append(_way_on(fetched))
    except KeyboardInterrupt:
        return 130
    for problem in problems:
        print(f"regen: {problem}", file=sys.stderr)
    return len(problems) > 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m scripts.regen", description=__doc__)
    parser.add_argument("--server", metavar="URL", help="ask a running server instead of starting one")
    parser.add_argument("--document", metavar="FILE-or-URL", help="read an OpenAPI document, JSON or YAML")
    parser.add_argument("--header", metavar="'Name: value'", action="append", default=[], help="send it to the server")
    parser.add_argument("--ca", metavar="FILE", default="", help="trust these certificates (PEM)")
    parser.add_argument("--offline", action="store_true", help="start from the committed openapi/sources")
    parser.add_argument("--check", action="store_true", help="say what is not as the committed sources make it")
    return parser


def _access(arguments: argparse.Namespace) -> Access:
    key, secret = os.environ.get("CONDUCTOR_AUTH_KEY", ""), os.environ.get("CONDUCTOR_AUTH_SECRET", "")
    return Access(dict(header(text) for text in arguments.header), key, secret, arguments.ca)


def _way_on(fetched: Fetched | None) -> str:
    """Say what a failed run left, and how to continue."""
    if fetched is None:
        return "nothing was changed"
    write(UNFINISHED, labelled(fetched))
    return f"nothing was changed; when this is mended, continue with `make regen DOC={shown(UNFINISHED)}`"


if __name__ == "__main__":
    os.umask(0o022)
    sys.exit(main())
