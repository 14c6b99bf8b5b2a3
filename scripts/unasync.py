"""Derive the sync code from the async code, line by line.

``conductor/_sync`` comes from ``conductor/_async``, and ``tests/behaviour/sync`` from those modules of
``tests/behaviour/async_`` that say ``SMOKE = True`` (with the support modules beside them, such as conftest.py).
Each line becomes one line, so both have the same line numbers; the first line, a comment, becomes the banner.

    python scripts/unasync.py            writes what is missing or stale, removes what is left over
    python scripts/unasync.py --check    changes nothing; names such files and fails
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

# In this order; each is applied to each line.
RULES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"\basync (def|with|for)\b", r"\1"),
        (r"\bawait ", ""),
        (r"\b__a(enter|exit|iter|next)__\b", r"__\1__"),
        (r"\bStopAsyncIteration\b", "StopIteration"),
        (r"\bCoroutine\[None, None, ([\w.]+)\]", r"\1"),
        (r"\bAwaitable\[([\w.]+)\]", r"\1"),
        (r"\bimport (Awaitable|Coroutine), ", "import "),
        (r", (Awaitable|Coroutine)\b", ""),
        (r"\basynccontextmanager\b", "contextmanager"),
        (r"\ba(close|read|closing)\b", r"\1"),
        (r"\bhttpx\.AsyncByteStream\b", "httpx.SyncByteStream"),
        (r"\bAsync(?=[A-Z])", ""),
        (r"\b(\w+_)?async_(?=[a-z])", r"\1"),
        (r"\.asyncio(_detailed)?\(", r".sync\1("),
        (r"\basyncio\.sleep\b", "time.sleep"),
        (r"^import asyncio$", "import time"),
        (r"\b_async\b", "_sync"),
        (r"\bbehaviour\.async_(?=\.)", "behaviour.sync"),
    )
)
_LEFT_OVER = re.compile(r"\b(async|await|asyncio)\b")
_SMOKE = re.compile(r"^SMOKE = True$", re.MULTILINE)


class CannotDeriveError(Exception):
    """A source has something that no rule covers; the text names file and line."""


def derive(source: str, name: str) -> str:
    """Give the sync form of an async module; ``name`` is its path, for the banner and for errors."""
    first, *lines = source.splitlines()
    if not first.startswith("#"):
        raise CannotDeriveError(f"{name}:1: the first line must be a comment, it becomes the banner")
    derived = [f"# Derived from {name} by scripts/unasync.py; do not edit."]
    for number, line in enumerate(lines, start=2):
        derived.append(_derive_line(line))
        if _LEFT_OVER.search(derived[-1]):
            raise CannotDeriveError(f"{name}:{number}: no rule for this line, reword it or add one: {line.strip()}")
    return "\n".join(derived) + "\n"


def _derive_line(line: str) -> str:
    for pattern, replacement in RULES:
        line = pattern.sub(replacement, line)
    return line


def derive_all(root: Path) -> dict[Path, str]:
    """Give the wanted content of each derived file under the root."""
    return {
        **_derive_tree(root, "conductor/_async", "conductor/_sync", lambda _path, _source: True),
        **_derive_tree(root, "tests/behaviour/async_", "tests/behaviour/sync", _is_wanted_test),
    }


def _is_wanted_test(path: Path, source: str) -> bool:
    return not path.name.startswith("test_") or _SMOKE.search(source) is not None


def _derive_tree(
    root: Path, source_dir: str, target_dir: str, is_wanted: Callable[[Path, str], bool]
) -> dict[Path, str]:
    derived: dict[Path, str] = {}
    for path in sorted((root / source_dir).rglob("*.py")):
        source = path.read_text(encoding="utf-8")
        if is_wanted(path, source):
            target = root / target_dir / path.relative_to(root / source_dir)
            derived[target] = derive(source, path.relative_to(root).as_posix())
    return derived


def differences(root: Path, wanted: Mapping[Path, str]) -> dict[Path, str]:
    """Say of each derived file that is not as it should be: missing, stale or surplus."""
    existing = {path for name in ("conductor/_sync", "tests/behaviour/sync") for path in (root / name).rglob("*.py")}
    found = dict.fromkeys(existing - set(wanted), "surplus")
    for path, content in wanted.items():
        if path not in existing:
            found[path] = "missing"
        elif path.read_text(encoding="utf-8") != content:
            found[path] = "stale"
    return dict(sorted(found.items()))


def write(wanted: Mapping[Path, str], paths: Iterable[Path]) -> None:
    """Bring the files at these paths to the wanted content; what is not wanted is removed."""
    for path in paths:
        if path in wanted:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(wanted[path], encoding="utf-8", newline="\n")
        else:
            path.unlink()


def main(arguments: list[str] | None = None, root: Path = ROOT) -> int:
    """Run the command line; gives the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="change nothing, fail when something is out of date")
    check: bool = parser.parse_args(arguments).check
    try:
        wanted = derive_all(root)
    except CannotDeriveError as error:
        print(error, file=sys.stderr)
        return 1
    found = differences(root, wanted)
    for path, state in found.items():
        print(f"{path.relative_to(root).as_posix()}: {state}", file=sys.stderr if check else sys.stdout)
    if not check:
        write(wanted, found)
    elif found:
        print("derived code is out of date: run python scripts/unasync.py", file=sys.stderr)
    return 1 if check and found else 0


if __name__ == "__main__":
    sys.exit(main())
