"""All steps: ``make regen [SERVER=URL | DOC=FILE-or-URL | OFFLINE=1] [PIN=1]``; ``--check`` writes nothing."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from attrs import field, frozen

from conductor.regen.build import Built, Sources, build
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
    read,
    shown,
    write,
)
from conductor.regen.fetch import Access, from_document, from_server
from conductor.regen.generate import generate
from conductor.regen.report import compare, gone_on_oss
from scripts import unasync
from scripts.regen.fetch import as_source, fetch_pinned, structure
from scripts.regen.tree import different_files, unchanged_on_error


@frozen
class Options:
    """Where the document comes from: a server, a document, the committed sources, or else the pinned server.

    ``pin`` makes the document the base of the client, as ``openapi/sources/oss.json``.
    """

    server: str | None = None
    document: str | None = None
    offline: bool = False
    pin: bool = False
    access: Access = field(factory=Access)


def regenerate(options: Options) -> None:
    """Write sources, document and clients anew, then print what changed; on an error everything is as it was."""
    committed, served_before = _committed(RESULT), _committed(OSS_SOURCE)
    with unchanged_on_error():
        sources = _sources(options)
        built = build(committed, sources)
        sync = _sync_files()
        generate(built.document)
        write(RESULT, built.document)
        _write_sources(sources)
        unasync.write(sync, unasync.differences(ROOT, sync))
    _print(committed, served_before, sources, built)


def _sources(options: Options) -> Sources:
    """Return the documents of this run; only the pinned server and ``pin`` replace the base."""
    if options.offline:
        return Sources.committed()
    orkes = read(ORKES_SOURCE)
    if options.server is None and options.document is None:
        return Sources(fetch_pinned(), orkes)
    if options.server is not None:
        fetched = from_server(options.server, options.access)
    else:
        fetched = from_document(str(options.document), options.access)
    if options.pin:
        return Sources(structure(fetched), orkes)
    oss = read(OSS_SOURCE)
    # The version is a label: a file may not have it.
    is_base = structure(fetched) | {"info": oss["info"]} == oss
    return Sources(oss, orkes, None if is_base else as_source(fetched))


def _write_sources(sources: Sources) -> None:
    write(OSS_SOURCE, sources.oss)
    if sources.server is None:
        SERVER_SOURCE.unlink(missing_ok=True)
    else:
        write(SERVER_SOURCE, sources.server)


def _print(committed: Document | None, served_before: Document | None, sources: Sources, built: Built) -> None:
    if committed is not None:
        print("\n".join(compare(committed, built.document).lines()))
    if sources.server is not None and built.differences is not None:
        print(f"\ncompared with the server that was named, version {sources.server['info']['version']}:")
        print("\n".join(built.differences.lines()))
    if served_before is not None:
        for gone in gone_on_oss(served_before, sources.oss, built.document):
            print(f"note: Conductor OSS no longer has {gone}; it stays because Orkes has it")
    for remark in [*built.remarks, *built.notes]:
        print(f"note: {remark}")


def check() -> Iterator[str]:
    """Yield what is not as the committed sources make it, in lines for a person."""
    built = build()
    yield from built.remarks
    if not RESULT.exists() or dump(built.document) != RESULT.read_text(encoding="utf-8"):
        yield f"{shown(RESULT)} is out of date; run `make regen OFFLINE=1`"
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder) / CLIENT.name
        generate(built.document, fresh)
        if different := different_files(fresh, CLIENT):
            yield f"{shown(CLIENT)} is out of date ({', '.join(different[:5])}); run `make regen OFFLINE=1`"


def _sync_files() -> dict[Path, str]:
    try:
        return unasync.derive_all(ROOT)
    except unasync.CannotDeriveError as error:
        raise RegenError(str(error)) from error


def _committed(path: Path) -> Document | None:
    """Return the document of the last commit; without git, the one on disk."""
    git = ["git", "show", f"HEAD:./{shown(path)}"]
    try:
        document: Document = json.loads(subprocess.run(git, cwd=ROOT, capture_output=True, check=True).stdout)
    except (OSError, subprocess.CalledProcessError):
        return read(path) if path.exists() else None
    return document


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m scripts.regen", description=__doc__)
    origin = parser.add_mutually_exclusive_group()
    origin.add_argument("--server", metavar="URL", help="ask a running server instead of starting one")
    origin.add_argument("--document", metavar="FILE|URL", help="take this OpenAPI document, JSON or YAML")
    origin.add_argument("--offline", action="store_true", help="start from the committed openapi/sources")
    origin.add_argument("--check", action="store_true", help="print what is not as the committed sources make it")
    parser.add_argument("--pin", action="store_true", help="make the document the base, openapi/sources/oss.json")
    parser.add_argument("--header", action="append", default=[], metavar="NAME: VALUE", help="send this header")
    parser.add_argument("--ca", metavar="FILE", help="certificates of the authorities to trust")
    arguments = parser.parse_args()
    if arguments.pin and arguments.server is None and arguments.document is None:
        parser.error("--pin needs --server or --document")
    return arguments


def _with_way_on(problems: list[str]) -> list[str]:
    if len(problems) == 1:
        return [f"{problems[0]} (nothing was changed)"]
    return [*problems, "nothing was changed: correct what is named above, and run the same command again"]


def main() -> int:
    arguments = _arguments()
    problems: list[str] = []
    try:
        if arguments.check:
            problems += check()
        else:
            access = Access.read(arguments.header, arguments.ca)
            options = Options(arguments.server, arguments.document, arguments.offline, arguments.pin, access)
            regenerate(options)
    except RegenError as error:
        problems += error.problems
        if not arguments.check:
            problems = _with_way_on(problems)
    except KeyboardInterrupt:
        return 130
    for problem in problems:
        print(f"regen: {problem}", file=sys.stderr)
    return len(problems) > 0


if __name__ == "__main__":
    os.umask(0o022)
    sys.exit(main())
