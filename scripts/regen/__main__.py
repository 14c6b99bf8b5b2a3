"""All steps: ``make regen [SERVER=http://host:8080 | OFFLINE=1]``; ``--check`` writes nothing."""

from __future__ import annotations

import argparse
import filecmp
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from conductor.regen.build import build
from conductor.regen.documents import CLIENT, OSS_SOURCE, RESULT, ROOT, Document, RegenError, dump, read, shown, write
from conductor.regen.generate import generate
from conductor.regen.report import compare, gone_on_oss
from scripts import unasync
from scripts.regen.fetch import fetch


def regenerate(server_url: str | None, *, offline: bool) -> None:
    """Write source, document and clients anew, then say what changed against the committed document."""
    committed, served_before = _committed(RESULT), _committed(OSS_SOURCE)
    if not offline:
        # Kept when a later step fails: mend the overlays, then go on with OFFLINE=1.
        write(OSS_SOURCE, fetch(server_url))
    built = build(committed)
    made = generate(built.document)
    write(RESULT, made.document)
    _derive_sync()
    if committed is not None:
        print("\n".join(compare(committed, made.document).lines()))
    if served_before is not None:
        for gone in gone_on_oss(served_before, read(OSS_SOURCE), made.document):
            print(f"note: Conductor OSS no longer has {gone}; it stays because Orkes has it")
    for remark in [*built.remarks, *made.left_out]:
        print(f"note: {remark}")


def check() -> Iterator[str]:
    """Give what is not as the committed sources make it, in lines for a person."""
    built = build()
    yield from built.remarks
    if not RESULT.exists() or dump(built.document) != RESULT.read_text(encoding="utf-8"):
        yield f"{shown(RESULT)} is out of date; run `make regen OFFLINE=1`"
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder) / CLIENT.name
        generate(built.document, fresh)
        if different := different_files(fresh, CLIENT):
            yield f"{shown(CLIENT)} is out of date ({', '.join(different[:5])}); run `make regen OFFLINE=1`"


def different_files(left: Path, right: Path) -> list[str]:
    """Names of the files that one folder lacks or has otherwise."""
    files = [(side, file) for side in (left, right) for file in side.rglob("*.*") if "__pycache__" not in file.parts]
    names = {file.relative_to(side).as_posix() for side, file in files}
    return sorted(name for name in names if not _same(left / name, right / name))


def _same(left: Path, right: Path) -> bool:
    return left.is_file() and right.is_file() and filecmp.cmp(left, right, shallow=False)


def _derive_sync() -> None:
    try:
        wanted = unasync.derive_all(ROOT)
    except unasync.CannotDeriveError as error:
        raise RegenError(str(error)) from error
    unasync.write(wanted, unasync.differences(ROOT, wanted))


def _committed(path: Path) -> Document | None:
    """The document of the last commit; without git, the one on disk."""
    git = ["git", "show", f"HEAD:./{shown(path)}"]
    try:
        document: Document = json.loads(subprocess.run(git, cwd=ROOT, capture_output=True, check=True).stdout)
    except (OSError, subprocess.CalledProcessError):
        return read(path) if path.exists() else None
    return document


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m scripts.regen", description=__doc__)
    parser.add_argument("--server", metavar="URL", help="ask a running server instead of starting one")
    parser.add_argument("--offline", action="store_true", help="start from the committed openapi/sources/oss.json")
    parser.add_argument("--check", action="store_true", help="say what is not as the committed sources make it")
    arguments = parser.parse_args()
    problems: list[str] = []
    try:
        if arguments.check:
            problems += check()
        else:
            regenerate(arguments.server, offline=arguments.offline)
    except RegenError as error:
        problems.append(str(error))
    except KeyboardInterrupt:
        return 130
    for problem in problems:
        print(f"regen: {problem}", file=sys.stderr)
    return len(problems) > 0


if __name__ == "__main__":
    os.umask(0o022)
    sys.exit(main())
