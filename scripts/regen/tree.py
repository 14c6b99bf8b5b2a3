"""What a run writes, and how it is put back when the run fails."""

from __future__ import annotations

import contextlib
import filecmp
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from conductor.regen.documents import CLIENT, OSS_SOURCE, RESULT, ROOT, SERVER_SOURCE

WRITTEN = (OSS_SOURCE, SERVER_SOURCE, RESULT, CLIENT)
MYPY_CACHE = ROOT / ".mypy_cache"


@contextlib.contextmanager
def unchanged_on_error() -> Iterator[None]:
    """Put sources, document and client back as they were if the block raises anything, Ctrl-C included."""
    with tempfile.TemporaryDirectory(prefix="regen-") as name:
        for number, path in enumerate(WRITTEN):
            _copy(path, Path(name) / str(number))
        packages = _packages()
        try:
            yield
        except BaseException:
            for number, path in enumerate(WRITTEN):
                _copy(Path(name) / str(number), path)
            raise
    if _packages() != packages:
        # mypy does not notice that a package which it knows as missing has come back.
        shutil.rmtree(MYPY_CACHE, ignore_errors=True)


def different_files(left: Path, right: Path) -> list[str]:
    """Return the names of the files that one folder lacks or has otherwise."""
    files = [(side, file) for side in (left, right) for file in side.rglob("*.*") if "__pycache__" not in file.parts]
    names = {file.relative_to(side).as_posix() for side, file in files}
    return sorted(name for name in names if not _is_same(left / name, right / name))


def _is_same(left: Path, right: Path) -> bool:
    return left.is_file() and right.is_file() and filecmp.cmp(left, right, shallow=False)


def _packages() -> set[str]:
    return {path.name for path in (CLIENT / "api").glob("*") if path.is_dir()}


def _copy(source: Path, target: Path) -> None:
    """Make the target what the source is: a file, a folder, or nothing."""
    if target.is_dir():
        shutil.rmtree(target)
    target.unlink(missing_ok=True)
    if source.is_dir():
        shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
    elif source.exists():
        shutil.copyfile(source, target)
