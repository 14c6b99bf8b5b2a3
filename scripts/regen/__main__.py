"""All steps: ``make regen``, ``make regen SERVER=http://host:8080``, ``make regen OFFLINE=1``; ``--check`` writes nothing."""

from __future__ import annotations

import argparse
import filecmp
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from scripts import unasync
from scripts.regen.build import build
from scripts.regen.documents import CLIENT, OSS_SOURCE, RESULT, ROOT, Document, RegenError, dump, read, shown, write
from scripts.regen.fetch import fetch
from scripts.regen.generate import generate
from scripts.regen.report import compare


def regenerate(server_url: str | None, *, offline: bool) -> None:
    """Write source, document and clients anew, then say what changed against the committed document."""
    committed = _committed()
    if not offline:
        write(OSS_SOURCE, fetch(server_url))
    built = build(committed)
    write(RESULT, built.document)
    generate()
    unasync.write()
    if committed is not None:
        print("\n".join(compare(committed, built.document).lines()))
    for remark in built.remarks:
        print(f"note: {remark}")


def check() -> list[str]:
    """Give what is not as the committed sources make it, in lines for a person."""
    built = build()
    problems = list(built.remarks)
    if dump(built.document) != RESULT.read_text(encoding="utf-8"):
        problems.append(f"{shown(RESULT)} is out of date")
    with tempfile.TemporaryDirectory() as folder:
        document, fresh = Path(folder) / RESULT.name, Path(folder) / CLIENT.name
        write(document, built.document)
        generate(document, fresh)
        if different_files(fresh, CLIENT):
            problems.append(f"{shown(CLIENT)} is out of date: {', '.join(different_files(fresh, CLIENT)[:5])}")
    return problems


def different_files(left: Path, right: Path) -> list[str]:
    """Names of the Python files that one folder lacks or has otherwise."""
    names = {file.relative_to(side).as_posix() for side in (left, right) for file in side.rglob("*.py")}
    return sorted(
        name
        for name in names
        if not ((left / name).is_file() and (right / name).is_file())
        or not filecmp.cmp(left / name, right / name, shallow=False)
    )


def _committed() -> Document | None:
    """The document of the last commit; outside a git checkout, the one on disk."""
    git = ["git", "show", f"HEAD:{shown(RESULT)}"]
    result = subprocess.run(git, cwd=ROOT, capture_output=True, check=False)
    if result.returncode == 0:
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder) / RESULT.name
            copy.write_bytes(result.stdout)
            return read(copy)
    return read(RESULT) if RESULT.exists() else None


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m scripts.regen", description=__doc__)
    parser.add_argument("--server", metavar="URL", help="ask a running server instead of starting one")
    parser.add_argument("--offline", action="store_true", help="start from the committed openapi/sources/oss.json")
    parser.add_argument("--check", action="store_true", help="say whether the committed files are what the sources make")
    arguments = parser.parse_args()
    try:
        if arguments.check:
            problems = check()
            for problem in problems:
                print(f"regen: {problem}; run `make regen OFFLINE=1` and commit", file=sys.stderr)
            return len(problems) > 0
        regenerate(arguments.server, offline=arguments.offline)
    except RegenError as error:
        print(f"regen: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    os.umask(0o022)
    sys.exit(main())
