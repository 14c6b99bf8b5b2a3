"""Builds the wheel and checks that it holds the two packages, all of them, and nothing else."""

from __future__ import annotations

import subprocess
import sys
import sysconfig
import tempfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = {"conductor": ROOT / "conductor", "conductor_api": ROOT / "generated" / "conductor_api"}
# Package data of `conductor-py regen`, which has its home at the root of the repository.
FOLDERS = {**PACKAGES, "conductor/regen/openapi": ROOT / "openapi"}

# Imports both packages, and each public name: they load lazily. Fails when one comes from outside the wheel.
IMPORT_PROGRAM = """
import sys
wheel, libraries = sys.argv[1:]
sys.path[:0] = [wheel]
sys.path.append(libraries)
import conductor, conductor_api
for package in (conductor, conductor_api):
    assert str(package.__file__).startswith(wheel), f"{package.__name__} comes from {package.__file__}"
    for name in getattr(package, "__all__", ()):
        getattr(package, name)
"""


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="conductor-wheel-") as folder:
        wheel = build(Path(folder))
        problems = content_problems(wheel) or import_problems(wheel, Path(folder) / "unpacked")
    for problem in problems:
        print(f"{wheel.name}: {problem}", file=sys.stderr)
    if not problems:
        print(f"{wheel.name}: complete, and nothing else in it")
    return 1 if problems else 0


def build(folder: Path) -> Path:
    """Build the wheel into the folder, with the locked build tool and without the network."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise SystemExit(f"the wheel cannot be built:\n{done.stdout}{done.stderr}")
    return next(folder.glob("*.whl"))


def content_problems(wheel: Path) -> list[str]:
    """Compare the names in the wheel with the files of the two packages."""
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    info = next(name.split("/")[0] for name in names if name.endswith(".dist-info/METADATA"))
    wanted = expected_files() | {f"{info}/licenses/LICENSE"}
    others = {name for name in names if not name.startswith(f"{info}/")} - wanted
    missing = [f"{name} is missing" for name in sorted(wanted - names)]
    return missing + [f"{name} does not belong in it" for name in sorted(others)]


def expected_files() -> set[str]:
    """Give what must be in the wheel: every file of both packages, and the marker that these are typed."""
    files = {f"{name}/py.typed" for name in PACKAGES}
    for name, folder in FOLDERS.items():
        found = [path for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc"]
        files |= {f"{name}/{path.relative_to(folder).as_posix()}" for path in found}
    return files


def import_problems(wheel: Path, unpacked: Path) -> list[str]:
    """Import the unpacked wheel where the files of the work tree are out of reach."""
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(unpacked)
    # -S: the .pth file that puts the work tree on the path is not read; the libraries are named instead.
    libraries = sysconfig.get_path("purelib")
    command = [sys.executable, "-I", "-S", "-W", "error", "-c", IMPORT_PROGRAM, str(unpacked), libraries]
    done = subprocess.run(command, cwd=unpacked, capture_output=True, text=True, check=False)
    return [] if done.returncode == 0 else [f"cannot be imported:\n{done.stderr}"]


if __name__ == "__main__":
    sys.exit(main())
