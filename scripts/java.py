"""Finds a Java that is new enough for the Conductor server."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

MIN_JAVA = 21

# Where Java installers put things; each match has a bin/java.
JVM_FOLDERS = (
    "/usr/lib/jvm/*",
    "/usr/java/*",
    "/opt/java/*",
    "/opt/jdk*",
    "/Library/Java/JavaVirtualMachines/*/Contents/Home",
    "/opt/homebrew/opt/openjdk*",
    "/usr/local/opt/openjdk*",
    "~/Library/Java/JavaVirtualMachines/*/Contents/Home",
    "~/.sdkman/candidates/java/*",
    "~/.asdf/installs/java/*",
    "~/.local/share/mise/installs/java/*",
    "~/.jdks/*",
    "~/.jenv/versions/*",
    "~/scoop/apps/*jdk*/current",
)

_VERSION = re.compile(r'version "(?:1\.)?(\d+)')


class MissingTool(RuntimeError):
    """Something that the real server needs is not on this machine; the message is one line and names it."""


def find_java() -> Path:
    """Give the first Java that is new enough: JAVA_HOME, then PATH, then the usual folders.

    Raises:
        MissingTool: No such Java; the message lists the ones that are too old.
    """
    too_old: list[str] = []
    for java in java_candidates():
        version = java_version(java)
        if version is not None and version >= MIN_JAVA:
            return java
        if version is not None:
            too_old.append(f"{version} at {java}")
    found = f"found only {', '.join(too_old)}" if too_old else "found none"
    raise MissingTool(f"The Conductor server needs Java {MIN_JAVA} or newer, {found}: install one or set JAVA_HOME.")


def java_candidates() -> Iterator[Path]:
    """Give each ``java`` program once, best guess first."""
    seen: set[Path] = set()
    for java in _guesses():
        if java.is_file() and java.resolve() not in seen:
            seen.add(java.resolve())
            yield java


def _guesses() -> Iterator[Path]:
    if home := os.environ.get("JAVA_HOME"):
        yield Path(home) / "bin" / "java"
    if on_path := shutil.which("java"):
        yield Path(on_path)
    for pattern in JVM_FOLDERS:
        absolute = Path(pattern).expanduser()
        relative = absolute.relative_to(absolute.anchor)
        for folder in sorted(Path(absolute.anchor).glob(str(relative))):
            yield folder / "bin" / "java"


def java_version(java: Path) -> int | None:
    """Give the major version that ``java -version`` tells, None when it tells none."""
    try:
        done = subprocess.run([java, "-version"], capture_output=True, text=True, timeout=30, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return parse_java_version(done.stderr) if done.returncode == 0 else None


def parse_java_version(text: str) -> int | None:
    """Read the major version: ``"25.0.1"`` is 25, ``"1.8.0_402"`` is 8."""
    match = _VERSION.search(text)
    return int(match[1]) if match else None
